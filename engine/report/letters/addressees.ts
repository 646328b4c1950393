/** What people call a subject, and those who stand above it: the addressees of its letters, and its two lines. */
import type { Interpretation } from '../../assess/kept.ts';
import type { Reference } from '../../model/dictionary.ts';
import { factAt } from '../../model/path.ts';
import type { FactPath, Model } from '../../model/policy.ts';
import { valueText } from '../../model/text.ts';
import type { ReportContext } from '../part.ts';

export interface Subject {
  readonly entity: string;
  readonly key: string;
}

/** The subject's own name; its key where it has none that may be shown. */
export async function nameOf(context: ReportContext, interpretation: Interpretation, one: Subject): Promise<string> {
  return (await textAt(context, interpretation, one, { through: [], fact: 'name' })) ?? one.key;
}

/**
 * Whom a word of the policy (`to: [unit, street]`) stands for: the subject, the record of that entity to which its references lead
 * (by the line that the dictionary names, else the shortest way), or the word itself.
 */
export async function addresseeOf(
  context: ReportContext,
  interpretation: Interpretation,
  one: Subject,
  word: string,
): Promise<string> {
  const { model, language } = context;
  if (word === one.entity) return nameOf(context, interpretation, one);
  const way = wayTo(model, one.entity, word);
  const title = model.dictionary.entities.get(word)?.title[language] ?? word;
  return way === null ? title : ((await recordName(context, interpretation, one, way)) ?? title);
}

/** The record to which a line leads; empty where there is none. */
export async function lineOf(
  context: ReportContext,
  interpretation: Interpretation,
  one: Subject,
  line: Reference | null,
): Promise<string> {
  const isOwn = line !== null && context.model.dictionary.entities.get(one.entity)?.references.get(line.name) === line;
  return isOwn ? ((await recordName(context, interpretation, one, [line.name])) ?? '') : '';
}

/** The entities to whose names letters of a ladder may lead. */
export function entitiesAbove(model: Model, entity: string, words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const way = wayTo(model, entity, word);
    if (way === null) return [];
    let at = entity;
    return way.map((name) => {
      at = model.dictionary.entities.get(at)?.references.get(name)?.target ?? at;
      return at;
    });
  });
}

/** Names of references; null: no way. */
function wayTo(model: Model, from: string, to: string): readonly string[] | null {
  const { entities } = model.dictionary;
  if (!entities.has(to)) return null;
  const lines = entities.get(from)?.lines;
  const line = [lines?.territory, lines?.department].find(
    (name) => name != null && entities.get(from)?.references.get(name)?.target === to,
  );
  if (line != null) return [line];
  const seen = new Set([from]);
  let frontier: readonly { readonly at: string; readonly way: readonly string[] }[] = [{ at: from, way: [] }];
  while (frontier.length > 0) {
    const next = frontier.flatMap(({ at, way }) =>
      [...(entities.get(at)?.references.values() ?? [])].map(({ name, target }) => ({
        at: target,
        way: [...way, name],
      })),
    );
    const arrived = next.find(({ at }) => at === to);
    if (arrived !== undefined) return arrived.way;
    frontier = next.filter(({ at }) => !seen.has(at) && seen.add(at));
  }
  return null;
}

async function recordName(
  context: ReportContext,
  interpretation: Interpretation,
  one: Subject,
  way: readonly string[],
): Promise<string | null> {
  const name = await textAt(context, interpretation, one, { through: way, fact: 'name' });
  if (name !== null) return name;
  const last = referenceAt(context.model, one.entity, way);
  const cells: string[] = [];
  for (const field of last?.fields ?? []) {
    const cell = await textAt(context, interpretation, one, { through: way.slice(0, -1), fact: field });
    if (cell === null) return null;
    cells.push(cell);
  }
  return cells.length === 0 ? null : cells.join('/');
}

function referenceAt(model: Model, entity: string, way: readonly string[]): Reference | undefined {
  let at = entity;
  let reference: Reference | undefined;
  for (const name of way) {
    reference = model.dictionary.entities.get(at)?.references.get(name);
    at = reference?.target ?? at;
  }
  return reference;
}

/** A field that is known and may be shown. */
async function textAt(
  { model, language }: ReportContext,
  interpretation: Interpretation,
  { entity, key }: Subject,
  path: FactPath,
): Promise<string | null> {
  const target = referenceAt(model, entity, path.through)?.target ?? entity;
  if (model.facts.get(target)?.get(path.fact)?.definition.kind !== 'field') return null;
  const fact = factAt(model, entity, path);
  if (fact.sensitive) return null;
  const { value } = await interpretation.fact(entity, key, path);
  if (value.kind === 'unknown') return null;
  const text = valueText(value, fact.type, language);
  return text === '' ? null : text;
}
