/** Names that lead to nothing, or to nothing in force, and citations. */
import { report } from '../../diagnostics/define.ts';
import type { Diagnostic, Localized, Place } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/names.ts';
import type { Entity } from '../../model/dictionary.ts';
import { type Now, tellLater } from '../later.ts';
import type { Sink } from '../sink.ts';
import type { Declaration, PolicySyntax, Word } from '../syntax.ts';
import { type Context, clauseOf } from './context.ts';
import { kindTitles } from './declarations.ts';

export function entityOf(context: Context, word: Word): Entity | null {
  const { entities } = context.dictionary;
  const entity = entities.get(word.text);
  if (entity !== undefined) return entity;
  // Without a dictionary every name would be unknown; that it is missing has been told.
  if (entities.size === 0) return null;
  const { text: name, place } = word;
  tellLater(context.sink, problems.unknownEntity.code, place, (now) => {
    const { near, fixes } = now.guess(name, 'entity', () => entities.keys(), place);
    return report(problems.unknownEntity, place, { name, near }, { fixes });
  });
  return null;
}

type NamedKind = 'parameter' | 'condition' | 'rule' | 'standard';

/** Tells that a name is not known, or known only in other days. */
export function tellUnknown(sink: Sink, kind: NamedKind, { text, place }: Word): void {
  tellLater(sink, problems.unknownName.code, place, (now) => {
    const elsewhere = notInForce(now, kind, text, place);
    if (elsewhere !== null) return elsewhere;
    const { near, fixes } = now.guess(text, kind, () => namesIn(now, kind), place);
    return report(problems.unknownName, place, { kind: kindTitles[kind], name: text, near }, { fixes });
  });
}

function namesIn({ era }: Now, kind: NamedKind): Iterable<string> {
  if (era === null) return [];
  switch (kind) {
    case 'parameter':
      return era.parameters.keys();
    case 'condition':
      return era.conditions.keys();
    case 'rule':
      return era.rules.keys();
    case 'standard':
      return era.standards.keys();
  }
}

/** That something has the name, but not in these days; null where nothing has. */
export function notInForce(
  { era, elsewhere }: Now,
  kind: Declaration['kind'],
  name: string,
  place: Place,
  matches: (declaration: Declaration) => boolean = () => true,
): Diagnostic | null {
  const found = elsewhere(kind, name).find(({ declaration }) => matches(declaration));
  if (found === undefined || era === null) return null;
  const { policy, declaration } = found;
  const related = [{ place: declaration.name.place, message: { zh: '在这里定义', en: 'defined here' } }];
  const parameters = { kind: kindTitles[kind], name, days: daysText(era), others: daysText(policy) };
  return report(problems.notInForce, place, parameters, { related });
}

function daysText({ from, until }: Pick<PolicySyntax, 'from' | 'until'>): Localized {
  return until === null
    ? { zh: `${from} 起`, en: `from ${from} on` }
    : { zh: `${from} 至 ${until}`, en: `${from} to ${until}` };
}

/** The clause that a citation names, as its key; reported where there is none. */
export function citeOf(context: Context, cites: Word | null, file: string): string | null {
  if (cites === null) return null;
  const { text, place } = cites;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const found = clauseOf(context, folder, text);
  if (found !== null) return found;
  tellLater(context.sink, problems.unknownClause.code, place, (now) => noClause(now, folder, text, place));
  return text;
}

function noClause(now: Now, folder: string, text: string, place: Place): Diagnostic {
  const [path = '', anchor] = text.split('#');
  if (anchor === undefined || anchor === '') return report(problems.citesMalformed, place, { text });
  const anchors = [...now.clauses.keys()]
    .filter((cite) => cite.startsWith(`${folder}${path}#`) || cite.startsWith(`${path}#`))
    .map((cite) => `${path}#${cite.slice(cite.indexOf('#') + 1)}`);
  if (anchors.length === 0) return report(problems.noGuide, place, { path });
  const { near, fixes } = now.guess(text, `clause ${folder}${path}`, () => anchors, place);
  return report(problems.unknownClause, place, { path, anchor, near }, { fixes });
}
