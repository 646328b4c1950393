/**
 * The facts and rules that procedures and ladders make, as declarations beside those that a policy states. Their names hold a
 * sign that no written name has, so that they are never another's: rules a dot, facts (which paths with dots lead to) a colon.
 */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type {
  DeadlineSyntax,
  FactSyntax,
  LadderSyntax,
  MadeRuleSyntax,
  PathSyntax,
  ProcedureSyntax,
  RankSyntax,
  Word,
} from './syntax.ts';

/** In the order in which a standard that requires the procedure requires them. */
export function rulesMadeBy(procedure: ProcedureSyntax): readonly MadeRuleSyntax[] {
  const { name, entity, admitWhen, steps } = procedure;
  const rule = (last: string, part: MadeRuleSyntax['part']): MadeRuleSyntax => ({
    kind: 'rule',
    name: namedAfter(name, `${name.text}.${last}`),
    entity,
    procedure,
    part,
  });
  return [
    ...(admitWhen === null ? [] : [rule('admitted', 'admitted')]),
    rule('in-order', 'in-order'),
    rule('complete', 'complete'),
    ...steps.flatMap((step, deadlineOf) => (step.within === null ? [] : [rule(step.name.text, { deadlineOf })])),
  ];
}

/** The procedure's current step, and for each deadline how much of it was taken. */
export function factsMadeBy(procedure: ProcedureSyntax): readonly FactSyntax[] {
  const { name, title, entity, steps } = procedure;
  const current: FactSyntax = {
    kind: 'fact',
    madeBy: name,
    name,
    title: { zh: `${title.zh}：当前步骤`, en: `${title.en}: current step` },
    of: entity,
    unit: null,
    definition: { kind: 'step', procedure: name },
  };
  const taken = steps.flatMap((step, index): readonly FactSyntax[] => {
    const from = startOf(procedure, index);
    if (step.within === null || from === null || step.on === null) return [];
    return [
      {
        kind: 'fact',
        madeBy: name,
        name: namedAfter(step.name, takenName(procedure, index)),
        title: { zh: `${title.zh}：${step.title.zh}用时`, en: `${title.en}: time taken to ${step.title.en}` },
        of: entity,
        unit: null,
        definition: { kind: step.within.unit, from, to: step.on, open: 'as-of' },
      },
    ];
  });
  return [current, ...taken];
}

/** The name of the fact that says how much of a step's deadline was taken. */
export function takenName({ name, steps }: ProcedureSyntax, index: number): string {
  return `${name.text}:${steps[index]?.name.text ?? ''}`;
}

/** The date from which a step's deadline counts; null where it has none, or does not say (reported). */
export function startOf({ steps }: ProcedureSyntax, index: number): PathSyntax | null {
  const deadline: DeadlineSyntax | null = steps[index]?.within ?? null;
  if (deadline === null) return null;
  const before = steps.slice(0, index);
  if (deadline.from === null) return before.at(-1)?.on ?? null;
  const other = stepIn(steps, deadline.from);
  if (other === -1) return deadline.from;
  return other < index ? (steps[other]?.on ?? null) : null;
}

/** The place of the step that a deadline's `from` names; -1 where it names none. */
export function stepIn(steps: ProcedureSyntax['steps'], { steps: words }: PathSyntax): number {
  const [word, more] = words;
  return more === undefined ? steps.findIndex(({ name }) => name.text === word?.text) : -1;
}

/** For each occasion by rank the subject's place from the worst up and from the best down. */
export function ranksMadeBy({ name, title, entity, occasions }: LadderSyntax): readonly FactSyntax[] {
  const facts = new Map<string, FactSyntax>();
  for (const occasion of occasions) {
    if (occasion.kind !== 'rank') continue;
    for (const end of ['worst', 'best'] as const) {
      const fact = rankName(name, occasion, end);
      const endTitle: Localized = end === 'worst' ? { zh: '倒数名次', en: 'place from the worst up' } : placeTitle;
      facts.set(fact, {
        kind: 'fact',
        madeBy: name,
        name: namedAfter(name, fact),
        title: { zh: `${title.zh}：${endTitle.zh}`, en: `${title.en}: ${endTitle.en}` },
        of: entity,
        unit: null,
        definition: { ...rankOf(occasion), order: orderFrom(occasion, end) },
      });
    }
  }
  return [...facts.values()];
}

const placeTitle: Localized = { zh: '名次', en: 'place' };

/** By what it ranks, so that another version of the ladder with the same occasion has the same fact. */
export function rankName(ladder: Word, occasion: RankSyntax, end: 'worst' | 'best'): string {
  const among = occasion.among === null ? [] : [textOf(occasion.among)];
  return [ladder.text, end, occasion.order, textOf(occasion.by), ...among].join(':');
}

function rankOf({ kind, by, among, order }: RankSyntax): RankSyntax {
  return { kind, by, among, order };
}

/** What comes first from the best down comes last from the worst up. */
function orderFrom({ order }: RankSyntax, end: 'worst' | 'best'): RankSyntax['order'] {
  if (end === 'best') return order;
  return order === 'descending' ? 'ascending' : 'descending';
}

/** A path without dots, which would make a path of the name. */
function textOf({ steps }: PathSyntax): string {
  return steps.map(({ text }) => text).join('/');
}

/** Another word at the same place, which is worked out only when it is shown. */
function namedAfter(word: Word, text: string): Word {
  return {
    text,
    get place() {
      return word.place;
    },
  };
}
