/** Proposes what a condition's line goes on with: a fact, an operator that fits its type, what it may be compared with. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { lex, type Token } from '../../../engine/language/condition/lex.ts';
import { type Operator, operatorBySpelling, operators } from '../../../engine/language/condition/operators.ts';
import { quickly } from '../../../engine/language/resolve/era-model.ts';
import type { Fact, FactType } from '../../../engine/model/fact.ts';
import { literalText } from '../../../engine/model/text.ts';
import type { Live } from '../features/live.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol, Scope } from '../symbols/name.ts';
import { entitiesOf, entityAfter, factOf } from '../symbols/resolve.ts';
import { kindOfSymbol, type Proposal } from './item.ts';
import { declared, facts } from './names.ts';

/** `before` is the line up to the word that is being typed, and `word` what is typed of it. */
export async function lineProposals(
  snapshot: Snapshot,
  scope: Scope | null,
  before: string,
  word: string,
  live: Live,
): Promise<readonly Proposal[]> {
  const tokens = lex(before).filter(({ kind }) => kind !== 'end');
  const open = openPath(before);
  const [first] = tokens;
  if (
    first === undefined ||
    (tokens.length === 1 + (open === null ? 0 : 1) && open !== null && open.start === first.start)
  ) {
    return facts(snapshot, scope, open?.path ?? [], { word, fits: () => true });
  }
  if (first.kind !== 'word') return [];
  const fact = factIn(snapshot, scope, first.text);
  const operator = operatorAfter(tokens);
  if (operator === null) return operatorProposals(fact?.type ?? null, before, tokens, snapshot);
  const type = fact?.type ?? null;
  if (before.trimEnd().endsWith('$')) return parameters(snapshot, type, '');
  if (open !== null) return facts(snapshot, scope, open.path, { word, fits: sameAs(type) });
  if (isComplete(operator, tokens)) return [];
  return [
    ...(await values(snapshot, fact, live)),
    ...parameters(snapshot, type, '$'),
    ...(type === null || type.kind === 'code' || type.kind === 'text'
      ? []
      : facts(snapshot, scope, [], { word, fits: sameAs(type) })),
  ];
}

/** `unit.street.` just before the word. */
function openPath(before: string): { readonly start: number; readonly path: readonly string[] } | null {
  const match = /[\p{L}\p{M}\p{N}_.-]+\.$/u.exec(before);
  return match === null ? null : { start: match.index, path: match[0].slice(0, -1).split('.') };
}

function factIn(snapshot: Snapshot, scope: Scope | null, text: string): Fact | null {
  const path = text.split('.');
  for (const entity of entitiesOf(snapshot, scope)) {
    const owner = entityAfter(snapshot, entity, path.slice(0, -1));
    const fact = owner === null ? null : factOf(snapshot, owner.name, path.at(-1) ?? '');
    if (fact !== null) return fact;
  }
  return null;
}

function operatorAfter([, first, second]: readonly Token[]): Operator | null {
  const word = (token: Token | undefined): string =>
    token?.kind === 'word' || token?.kind === 'sign' ? token.text : '';
  return operatorBySpelling.get(`${word(first)} ${word(second)}`) ?? operatorBySpelling.get(word(first)) ?? null;
}

/** Of `is ` and `not ` the whole operator is proposed, over what is there. */
function operatorProposals(
  type: FactType | null,
  before: string,
  tokens: readonly Token[],
  { language }: Snapshot,
): readonly Proposal[] {
  if (!/\s$/.test(before)) return [];
  const begun = tokens[1];
  const written = begun === undefined ? '' : before.slice(begun.start);
  return operators
    .filter(({ on, spelling }) => (type === null || on.includes(type.kind)) && spelling.startsWith(written.trimEnd()))
    .map((operator, index) => ({
      label: operator.spelling,
      title: operator.title[language],
      kind: CompletionItemKind.Operator,
      rank: index / 100,
      snippet: snippetOf(operator, type),
      replacesBefore: written.length,
    }));
}

function snippetOf({ spelling, form }: Operator, type: FactType | null): string {
  switch (form.kind) {
    case 'in':
      return `${spelling} [$0]`;
    case 'between':
      return `${spelling} \${1} and \${2}`;
    case 'matches':
      return `${spelling} /$0/`;
    case 'contains':
      return `${spelling} "$0"`;
    case 'known':
      return spelling;
    case 'compare':
      return type?.kind === 'text' ? `${spelling} "$0"` : `${spelling} $0`;
  }
}

/** Nothing follows the one operand of most operators. */
function isComplete({ form }: Operator, tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  const operands = tokens.filter(({ kind }) => !['word', 'sign'].includes(kind)).length;
  if (form.kind === 'known') return true;
  if (form.kind === 'in') return last?.kind === 'close';
  return form.kind !== 'between' && operands > 0;
}

function sameAs(type: FactType | null): (other: FactType) => boolean {
  return (other) => type === null || other.kind === type.kind;
}

function parameters(snapshot: Snapshot, type: FactType | null, dollar: string): readonly Proposal[] {
  const { analysis, language, moment } = snapshot;
  return declared(snapshot, 'parameter').flatMap((proposal) => {
    const parameter = analysis.eras
      .toReversed()
      .map(({ model }) => quickly(model).parameters.get(proposal.label))
      .find(Boolean);
    const value = parameter?.values.findLast(({ from }) => moment === null || from <= moment.judged)?.value;
    const kind = value?.kind === 'text' ? 'code' : value?.kind;
    if (type !== null && kind !== undefined && kind !== type.kind && !(kind === 'code' && type.kind === 'text'))
      return [];
    return [
      {
        ...proposal,
        label: `${dollar}${proposal.label}`,
        rank: 4,
        ...(value === undefined ? {} : { detail: literalText(value, language, type) }),
      },
    ];
  });
}

async function values(snapshot: Snapshot, fact: Fact | null, live: Live): Promise<readonly Proposal[]> {
  if (fact === null) return [];
  const { language } = snapshot;
  const counts = fact.sensitive ? [] : await live.valuesOf(snapshot, fact.entity, fact.name);
  const times = new Map(counts.map(({ value, count }) => [value, count]));
  const counted = (value: string): Pick<Proposal, 'detail'> => {
    const count = times.get(value);
    return count === undefined ? {} : { detail: `× ${count}` };
  };
  switch (fact.type.kind) {
    case 'code':
      return fact.type.codes.map(({ value, title }, index) => ({
        label: value,
        title: title[language],
        kind: kindOfSymbol.code,
        rank: index / 1000,
        symbol: codeSymbol(fact, value),
        ...counted(value),
      }));
    case 'boolean':
      return ['true', 'false'].map((label) => ({
        label,
        title: '',
        kind: CompletionItemKind.Value,
        ...counted(label),
      }));
    case 'text':
      return counts.map(({ value, count }, index) => ({
        label: JSON.stringify(value),
        title: value,
        kind: CompletionItemKind.Value,
        rank: index / 1000,
        detail: `× ${count}`,
      }));
    default:
      return counts.map(({ value, count }, index) => ({
        label: value,
        title: '',
        kind: CompletionItemKind.Value,
        rank: index / 1000,
        detail: `× ${count}`,
      }));
  }
}

/** The codes of the fact that a procedure makes are its steps. */
function codeSymbol({ entity, name: fact, definition }: Fact, name: string): NamedSymbol {
  return definition.kind === 'step'
    ? { kind: 'procedure-step', procedure: definition.procedure, name }
    : { kind: 'code', entity, fact, name };
}
