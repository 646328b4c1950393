/** Reads a policy file. What is wrong is reported; what can be read is read all the same. */

import { type Place, startOfFile } from '../diagnostics/diagnostic.ts';
import * as nameProblems from '../diagnostics/registry/language/names.ts';
import * as ruleProblems from '../diagnostics/registry/language/rules.ts';
import * as problems from '../diagnostics/registry/language/shape.ts';
import type { Literal } from '../model/policy.ts';
import { placeWithin, type ScalarTree, type Tree } from '../yaml/tree.ts';
import { parseOperand } from './condition/parse.ts';
import type { Span } from './condition/tree.ts';
import { readScore } from './read-amount.ts';
import { readCondition } from './read-condition.ts';
import { readFact } from './read-fact.ts';
import { readLadder } from './read-ladder.ts';
import { readOtherwise } from './read-otherwise.ts';
import { readProcedure } from './read-procedure.ts';
import { readRequirements } from './read-requirement.ts';
import {
  headOf,
  readChoice,
  readDate,
  readFields,
  readLocalized,
  readName,
  readPath,
  readSection,
  readText,
  readWord,
  wrongShape,
} from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type {
  ParameterSyntax,
  ParameterValueSyntax,
  PolicySyntax,
  RollupSyntax,
  RuleSyntax,
  StandardSyntax,
  TemplateSyntax,
  Word,
} from './syntax.ts';

export function readPolicy(sink: Sink, file: string, root: Tree | null): PolicySyntax | null {
  if (root === null || (root.kind === 'scalar' && root.value === null)) {
    tell(sink, problems.emptyFile, { file, range: startOfFile }, {});
    return null;
  }
  const top = { file, range: startOfFile };
  const nameTree = root.kind === 'map' ? root.entries.find(({ key }) => key.source === 'policy')?.value : undefined;
  const fields = readFields(sink, root, 'policy', nameTree ?? { place: top });
  if (fields === null) return null;
  const written = fields.get('policy');
  const name = written?.kind === 'scalar' ? readName(sink, written) : readWord(sink, written);
  const period = readEffective(sink, fields.get('effective'), name ?? { text: '', place: top });
  const version = readText(sink, fields.get('version'), 'version');
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name?.text ?? '', en: name?.text ?? '' };
  readLocalized(sink, fields.get('description'));
  const unread: string[] = [];
  const policy = {
    title,
    cites: readWord(sink, fields.get('cites'), 'cites'),
    parameters: readSection(sink, fields.get('parameters'), (word, tree) => readParameter(sink, word, tree)),
    facts: readSection(sink, fields.get('facts'), (word, tree) => readFact(sink, word, tree)),
    conditions: readSection(sink, fields.get('conditions'), (word, tree) => {
      const condition = readCondition(sink, tree);
      return condition && { kind: 'condition' as const, name: word, condition };
    }),
    rules: readSection(sink, fields.get('rules'), (word, tree) => noted(unread, word, readRule(sink, word, tree))),
    standards: readSection(sink, fields.get('standards'), (word, tree) =>
      noted(unread, word, readStandard(sink, word, tree)),
    ),
    unread,
    rollups: readSection(sink, fields.get('rollups'), (word, tree) => readRollup(sink, word, tree)),
    procedures: readSection(sink, fields.get('procedures'), (word, tree) =>
      noted(unread, word, readProcedure(sink, word, tree)),
    ),
    ladders: readSection(sink, fields.get('ladders'), (word, tree) =>
      noted(unread, word, readLadder(sink, word, tree)),
    ),
  };
  if (name === null || period === null) return null;
  return { file, name, version: version ?? '', ...period, ...policy };
}

/** What was read under a name, which is noted where that is nothing. */
function noted<Item>(unread: string[], { text }: Word, read: Item | null): Item | null {
  if (read === null) unread.push(text);
  return read;
}

function readEffective(
  sink: Sink,
  tree: Tree | undefined,
  name: Word,
): Pick<PolicySyntax, 'from' | 'until' | 'effective'> | null {
  const fields = tree === undefined ? null : readFields(sink, tree, 'effective', name);
  const from = readDate(sink, fields?.get('from'));
  const until = readDate(sink, fields?.get('until'));
  if (tree === undefined || from === null) return null;
  if (until !== null && until < from) {
    tell(sink, problems.endsBeforeItBegins, fields?.get('until')?.place ?? tree.place, { from, until });
    return null;
  }
  return { from, until, effective: headOf(tree) };
}

function readParameter(sink: Sink, name: Word, tree: Tree): ParameterSyntax | null {
  const fields = readFields(sink, tree, 'parameter', name);
  if (fields === null) return null;
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name.text, en: name.text };
  readLocalized(sink, fields.get('description'));
  const values = fields.get('values');
  if (values === undefined) return null;
  if (values.kind !== 'list' || values.items.length === 0) {
    wrongShape(sink, values, 'list');
    return null;
  }
  const read = values.items
    .map((item) => readParameterValue(sink, name, item))
    .filter((value) => value !== null)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const [index, value] of read.entries()) {
    const before = read[index - 1];
    if (before?.from !== value.from) continue;
    const related = [{ place: before.place, message: { zh: '另一个值在这里', en: 'the other value is here' } }];
    tell(sink, nameProblems.sameDayTwice, value.place, { name: name.text, from: value.from }, { related });
  }
  const [first] = read;
  const other = read.find(({ value }) => value.kind !== first?.value.kind);
  if (first !== undefined && other !== undefined) {
    const related = [{ place: first.place, message: { zh: '第一个值在这里', en: 'the first value is here' } }];
    tell(sink, nameProblems.mixedParameter, other.place, { name: name.text }, { related });
    return null;
  }
  return { kind: 'parameter', name, title, overrides: readWord(sink, fields.get('overrides')), values: read };
}

function readParameterValue(sink: Sink, name: Word, tree: Tree): ParameterValueSyntax | null {
  const fields = readFields(sink, tree, 'parameterValue', tree.kind === 'map' ? { place: headOf(tree) } : name);
  const from = readDate(sink, fields?.get('from'));
  const valueTree = fields?.get('value');
  if (valueTree !== undefined && valueTree.kind !== 'scalar') wrongShape(sink, valueTree, 'literal');
  const value = valueTree?.kind === 'scalar' ? readLiteral(sink, valueTree) : null;
  const cites = readWord(sink, fields?.get('cites'), 'cites');
  return from === null || value === null ? null : { from, value, place: valueTree?.place ?? tree.place, cites };
}

/** Without quotes a number, a percentage, a date, a month, true or false, else a text. */
function readLiteral(sink: Sink, scalar: ScalarTree): Literal | null {
  if (scalar.quoted) return { kind: 'text', value: scalar.source };
  if (typeof scalar.value === 'boolean') return { kind: 'boolean', value: scalar.value };
  const { operand, problems: found } = parseOperand(scalar.source);
  const number = typeof scalar.value === 'number';
  switch (operand.kind) {
    case 'number':
      if (found.length === 0)
        return { kind: 'number', value: operand.value, ...(operand.percent ? { percent: true } : {}) };
      break;
    case 'date':
    case 'month':
      if (found.length === 0) return { kind: operand.kind, value: operand.value };
      break;
    default:
  }
  const numeric =
    /^[+-]?\d[\d.,]*\s*[%％]?$/.test(scalar.source.trim()) || /^\d{4}-\d{1,2}(-\d{1,2})?$/.test(scalar.source);
  if (!number && !numeric) return { kind: 'text', value: scalar.source };
  const at = (span: Span): Place => placeWithin(scalar, span.start, span.end);
  for (const problem of found) sink.diagnostics.push(problem.at(at));
  if (found.length === 0) wrongShape(sink, scalar, 'literal');
  return null;
}

function readRule(sink: Sink, name: Word, tree: Tree): RuleSyntax | null {
  const fields = readFields(sink, tree, 'rule', name);
  if (fields === null) return null;
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name.text, en: name.text };
  readLocalized(sink, fields.get('description'));
  const { severity, message, remedy, responsible, says } = readOtherwise(sink, fields.get('otherwise'), name);
  if (!says('message') || !says('remedy')) tell(sink, ruleProblems.saysNothing, name.place, { name: name.text });
  const entity = readWord(sink, fields.get('for'));
  const require = readCondition(sink, fields.get('require'));
  const rest = {
    title,
    during: readPath(sink, fields.get('during')),
    when: readCondition(sink, fields.get('when')),
    cites: readWord(sink, fields.get('cites'), 'cites'),
    severity,
    message: message ?? plainTemplate(title.zh, title.en),
    remedy: remedy ?? plainTemplate('', ''),
    responsible,
  };
  return entity === null || require === null ? null : { kind: 'rule', name, entity, require, ...rest };
}

function plainTemplate(zh: string, en: string): TemplateSyntax {
  const part = (text: string): TemplateSyntax['zh'] => (text === '' ? [] : [{ kind: 'text', text }]);
  return { zh: part(zh), en: part(en) };
}

function readStandard(sink: Sink, name: Word, tree: Tree): StandardSyntax | null {
  const fields = readFields(sink, tree, 'standard', name);
  if (fields === null) return null;
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name.text, en: name.text };
  readLocalized(sink, fields.get('description'));
  const entity = readWord(sink, fields.get('for'));
  const list = fields.get('requires');
  const requires = list === undefined ? [] : readRequirements(sink, list);
  const score = readScore(sink, fields.get('score'), name);
  const cites = readWord(sink, fields.get('cites'), 'cites');
  return entity === null || list === undefined
    ? null
    : { kind: 'standard', name, title, entity, requires, score, cites };
}

function readRollup(sink: Sink, name: Word, tree: Tree): RollupSyntax | null {
  const fields = readFields(sink, tree, 'rollup', name);
  if (fields === null) return null;
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name.text, en: name.text };
  readLocalized(sink, fields.get('description'));
  const of = readWord(sink, fields.get('of'));
  const by = readPath(sink, fields.get('by'));
  const show = fields.get('show');
  const items = show === undefined ? [] : show.kind === 'list' ? show.items : [show];
  const chosen = items
    .map((item) => readChoice(sink, item, 'show', ['rate', 'rank', 'change'] as const))
    .filter((choice) => choice !== null);
  if (of === null || by === null) return null;
  return { kind: 'rollup', name, title, of, by, show: chosen.length === 0 ? ['rate', 'rank'] : chosen };
}
