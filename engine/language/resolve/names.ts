/** Names that lead to nothing, or to nothing in force, and citations. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/names.ts';
import type { Entity } from '../../model/dictionary.ts';
import { suggest, tell } from '../sink.ts';
import type { Declaration, PolicySyntax, Word } from '../syntax.ts';
import type { Context } from './context.ts';
import { kindTitles } from './declarations.ts';

export function entityOf(context: Context, word: Word): Entity | null {
  const entity = context.dictionary.entities.get(word.text);
  if (entity !== undefined) return entity;
  // Without a dictionary every name would be unknown; that it is missing has been told.
  if (context.dictionary.entities.size === 0) return null;
  const { near, fixes } = suggest(context.sink, word.text, context.dictionary.entities.keys(), word.place);
  tell(context.sink, problems.unknownEntity, word.place, { name: word.text, near }, { fixes });
  return null;
}

/** Tells that a name is not known, or known only in other days. */
export function tellUnknown(
  context: Context,
  kind: 'parameter' | 'condition' | 'rule' | 'standard',
  { text, place }: Word,
  names: Iterable<string>,
): void {
  if (tellNotInForce(context, kind, { text, place })) return;
  const { near, fixes } = suggest(context.sink, text, names, place);
  tell(context.sink, problems.unknownName, place, { kind: kindTitles[kind], name: text, near }, { fixes });
}

export function tellNotInForce(
  context: Context,
  kind: Declaration['kind'],
  { text, place }: Word,
  matches: (declaration: Declaration) => boolean = () => true,
): boolean {
  const elsewhere = context.everywhere
    .get(kind)
    ?.get(text)
    ?.find(({ declaration }) => matches(declaration));
  if (elsewhere === undefined) return false;
  const { policy, declaration } = elsewhere;
  const related = [{ place: declaration.name.place, message: { zh: '在这里定义', en: 'defined here' } }];
  const parameters = { kind: kindTitles[kind], name: text, days: daysText(context.era), others: daysText(policy) };
  tell(context.sink, problems.notInForce, place, parameters, { related });
  return true;
}

function daysText({ from, until }: Pick<PolicySyntax, 'from' | 'until'>): Localized {
  return until === null
    ? { zh: `${from} 起`, en: `from ${from} on` }
    : { zh: `${from} 至 ${until}`, en: `${from} to ${until}` };
}

/** The clause that a citation names, as its key; reported where there is none. */
export function citeOf(context: Context, cites: Word | null, file: string): string | null {
  if (cites === null) return null;
  const { text } = cites;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const found = [`${folder}${text}`, text].find((cite) => context.clauses.has(cite));
  if (found !== undefined) return found;
  const [path = '', anchor] = text.split('#');
  if (anchor === undefined || anchor === '') {
    tell(context.sink, problems.citesMalformed, cites.place, { text });
    return text;
  }
  const anchors = [...context.clauses.keys()]
    .filter((cite) => cite.startsWith(`${folder}${path}#`) || cite.startsWith(`${path}#`))
    .map((cite) => `${path}#${cite.slice(cite.indexOf('#') + 1)}`);
  if (anchors.length === 0) {
    tell(context.sink, problems.noGuide, cites.place, { path });
    return text;
  }
  const { near, fixes } = suggest(context.sink, text, anchors, cites.place);
  tell(context.sink, problems.unknownClause, cites.place, { path, anchor, near }, { fixes });
  return text;
}
