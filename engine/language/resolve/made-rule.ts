/** The rules that a procedure makes; semantics.md, "Procedures". */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Condition, Operand } from '../../model/condition.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Amount, Deadline, FactPath, Procedure, Rule, Template, TemplatePart } from '../../model/policy.ts';
import { pathText } from '../../model/text.ts';
import type { MadeRuleSyntax } from '../syntax.ts';
import { type Context, factOf, procedureOf } from './context.ts';
import type { Owned } from './declarations.ts';
import type { Resolved } from './graph.ts';
import { factAt } from './path.ts';
import { resolveTemplate } from './template.ts';

export function resolveMadeRule(context: Context, { declaration, policy }: Owned<MadeRuleSyntax>): Resolved<Rule> {
  const written = declaration.procedure;
  const procedure = procedureOf(context, written.name.text);
  const entity = context.dictionary.entities.get(declaration.entity.text);
  if (procedure === null || procedure === 'broken' || entity === undefined) return 'broken';
  const made = makePart(context, procedure, entity, declaration.part);
  const message = written.message && resolveTemplate(context, written.message, entity);
  const remedy = written.remedy && resolveTemplate(context, written.remedy, entity);
  if (made === null) return 'broken';
  if ((written.message !== null && message === null) || (written.remedy !== null && remedy === null)) return 'broken';
  return {
    name: declaration.name.text,
    title: { zh: `${procedure.title.zh}：${made.title.zh}`, en: `${procedure.title.en}: ${made.title.en}` },
    policy: policy.name.text,
    entity: entity.name,
    during: procedure.during,
    when: made.when,
    require: made.require,
    cites: procedure.cites,
    severity: written.severity,
    message: message ?? made.message,
    remedy: remedy ?? made.remedy,
    responsible: written.responsible,
    procedure: procedure.name,
  };
}

interface Part {
  readonly title: Localized;
  readonly when: Condition | null;
  readonly require: Condition;
  readonly message: Template;
  readonly remedy: Template;
}

function makePart(context: Context, procedure: Procedure, entity: Entity, part: MadeRuleSyntax['part']): Part | null {
  const { title, steps, admitWhen } = procedure;
  const dates = steps.map(({ on }) => on);
  const order: Localized = {
    zh: steps.map((step) => step.title.zh).join(' → '),
    en: steps.map((step) => step.title.en).join(' → '),
  };
  const begun = dates.map(isKnown);
  const when: Condition | null = admitWhen === null ? null : { kind: 'any', of: [admitWhen, ...begun] };
  switch (part) {
    case 'admitted':
      return {
        title: { zh: '准入', en: 'admission' },
        when: { kind: 'any', of: begun },
        require: admitWhen ?? { kind: 'any', of: begun },
        message: plain(
          `不符合“${title.zh}”的进入条件，却已办了步骤`,
          `Steps of "${title.en}" are recorded although it may not enter it`,
        ),
        remedy: plain(
          '请核对进入条件；不应进入的，请撤销已登记的步骤',
          'Check the condition of entry; where it may not enter, take the recorded steps back',
        ),
      };
    case 'in-order':
      return {
        title: { zh: '次序', en: 'order' },
        when,
        require: {
          kind: 'all',
          of: dates.flatMap((early, i) => dates.slice(i + 1).map((late) => inOrder(early, late))),
        },
        message: plain(`步骤次序颠倒，应为：${order.zh}`, `Steps are out of order; they go: ${order.en}`),
        remedy: plain('请核对各步骤的日期，并按次序办理', 'Check the dates of the steps, and take them in order'),
      };
    case 'complete':
      return {
        title: { zh: '齐全', en: 'completeness' },
        when,
        require: { kind: 'all', of: dates.slice(0, -1).map((date, i) => knownOrLast(date, dates.slice(i + 1))) },
        message: plain(
          `缺少步骤：后面的步骤已办，前面的没有登记（${order.zh}）`,
          `A step is missing: a later one is recorded, an earlier one is not (${order.en})`,
        ),
        remedy: plain('请补办或补登缺少的步骤', 'Take or record the step that is missing'),
      };
    default:
      return makeDeadline(context, procedure, entity, part.deadlineOf, when);
  }
}

function makeDeadline(
  context: Context,
  { steps }: Procedure,
  entity: Entity,
  index: number,
  when: Condition | null,
): Part | null {
  const step = steps[index];
  const deadline = step?.within ?? null;
  if (step === undefined || deadline === null) return null;
  const taken = factOf(context, entity, deadline.taken);
  if (taken === null || taken === 'broken') return null;
  const path: FactPath = { through: [], fact: taken.name };
  const early: Condition = { kind: 'compare', fact: path, operator: '≤', operand: operandOf(deadline.amount) };
  const start = steps.find(({ on }) => pathText(on) === pathText(deadline.from))?.title;
  const from = start ??
    factAt(context, entity, deadline.from)?.title ?? { zh: deadline.from.fact, en: deadline.from.fact };
  const shown: readonly TemplatePart[] = taken.sensitive ? [] : [{ kind: 'fact', fact: path }];
  return {
    title: { zh: `${step.title.zh}时限`, en: `deadline of ${step.title.en}` },
    when,
    require: { kind: 'any', of: [isUnknown(deadline.from), early] },
    message: lateMessage(step.title, from, deadline, shown),
    remedy: plain(
      `请办结“${step.title.zh}”，并说明超期的原因`,
      `Take the step "${step.title.en}", and say why it is late`,
    ),
  };
}

const units: Readonly<Record<Deadline['unit'], Localized>> = {
  days: { zh: '天', en: 'days' },
  workdays: { zh: '个工作日', en: 'working days' },
  months: { zh: '个月', en: 'months' },
};

/** `办结”已用 5 个工作日，期限是“交办”起 3 个工作日`. */
function lateMessage(
  step: Localized,
  from: Localized,
  { unit, amount }: Deadline,
  taken: readonly TemplatePart[],
): Template {
  const { zh, en } = units[unit];
  const limit: TemplatePart =
    amount.kind === 'parameter'
      ? amount
      : { kind: 'text', text: amount.literal.kind === 'number' ? amount.literal.value : '' };
  const text = (part: string): TemplatePart => ({ kind: 'text', text: part });
  const isOne = limit.kind === 'text' && limit.text === '1';
  const spentZh =
    taken.length === 0 ? [text(`“${step.zh}”超期`)] : [text(`“${step.zh}”已用 `), ...taken, text(` ${zh}`)];
  const spentEn =
    taken.length === 0 ? [text(`"${step.en}" is late`)] : [text(`"${step.en}" has taken `), ...taken, text(` ${en}`)];
  return {
    zh: joined([...spentZh, text(`，期限是“${from.zh}”起 `), limit, text(` ${zh}`)]),
    en: joined([
      ...spentEn,
      text('; the limit is '),
      limit,
      text(` ${isOne ? en.slice(0, -1) : en} from "${from.en}"`),
    ]),
  };
}

/** Texts that follow one another as one, as a policy's own messages are read. */
function joined(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const whole: TemplatePart[] = [];
  for (const part of parts) {
    const before = whole.at(-1);
    if (part.kind !== 'text' || before?.kind !== 'text') whole.push(part);
    else whole[whole.length - 1] = { kind: 'text', text: before.text + part.text };
  }
  return whole;
}

function operandOf(amount: Amount): Operand {
  return amount.kind === 'literal' ? amount : { kind: 'parameter', parameter: amount.parameter };
}

function inOrder(early: FactPath, late: FactPath): Condition {
  const operand: Operand = { kind: 'fact', fact: late };
  return {
    kind: 'any',
    of: [isUnknown(early), isUnknown(late), { kind: 'compare', fact: early, operator: '≤', operand }],
  };
}

/** Recorded, or nothing after it is. */
function knownOrLast(date: FactPath, later: readonly FactPath[]): Condition {
  return { kind: 'any', of: [isKnown(date), { kind: 'all', of: later.map(isUnknown) }] };
}

function isKnown(fact: FactPath): Condition {
  return { kind: 'known', fact, negated: false };
}

function isUnknown(fact: FactPath): Condition {
  return { kind: 'known', fact, negated: true };
}

function plain(zh: string, en: string): Template {
  return { zh: [{ kind: 'text', text: zh }], en: [{ kind: 'text', text: en }] };
}
