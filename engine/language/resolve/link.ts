/** The ways from a record to the subject that it belongs to. */
import * as problems from '../../diagnostics/registry/language/facts.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Link } from '../../model/policy.ts';
import { tell } from '../sink.ts';
import type { PathSyntax, Word } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import type { Context } from './context.ts';
import { referenceOf, tellNoReference } from './path.ts';

/** A way this long is no accident of a dictionary that a person wrote; it bounds the search. */
const lengthBound = 8;
const waysBound = 20;

/** The way that `via` says, or the one shortest; null and reported where there is none or several. */
export function resolveLink(
  context: Context,
  source: Entity,
  owner: Entity,
  via: PathSyntax | null,
  word: Word,
): Link | null {
  if (via !== null) return resolveVia(context, source, owner, via);
  const ways = shortestWays(context, source, owner);
  const [way, other] = ways;
  if (way === undefined) {
    tell(context.sink, problems.noWay, word.place, { source: source.name, owner: owner.name });
    return null;
  }
  if (other !== undefined) {
    const list = ways.map((each) => each.join('.')).join(' ');
    tell(context.sink, problems.severalWays, word.place, { source: source.name, owner: owner.name, ways: list });
    return null;
  }
  return way;
}

function resolveVia(context: Context, source: Entity, owner: Entity, via: PathSyntax): Link | null {
  const link: string[] = [];
  let at = source;
  for (const step of via.steps) {
    const reference = referenceOf(at, step.text);
    const target = reference === null ? undefined : context.dictionary.entities.get(reference.target);
    if (reference === null || target === undefined) {
      tellNoReference(context, at, step);
      return null;
    }
    link.push(reference.name);
    at = target;
  }
  if (at.name === owner.name) return link;
  tell(context.sink, problems.viaElsewhere, placeOfPath(via), { end: at.name, owner: owner.name });
  return null;
}

function shortestWays(context: Context, source: Entity, owner: Entity): readonly Link[] {
  const key = `${source.name} ${owner.name}`;
  const known = context.links.get(key);
  if (known !== undefined) return known;
  const ways = searchWays(context, source, owner);
  context.links.set(key, ways);
  return ways;
}

function searchWays(context: Context, source: Entity, owner: Entity): readonly Link[] {
  const seen = new Set([source.name]);
  let frontier: readonly { readonly at: string; readonly way: Link }[] = [{ at: source.name, way: [] }];
  for (let length = 1; length <= lengthBound && frontier.length > 0; length++) {
    const next = frontier.flatMap(({ at, way }) =>
      [...(context.dictionary.entities.get(at)?.references.values() ?? [])].map(({ name, target }) => ({
        at: target,
        way: [...way, name],
      })),
    );
    const arrived = next.filter(({ at }) => at === owner.name).map(({ way }) => way);
    if (arrived.length > 0) return arrived.slice(0, waysBound);
    const fresh = next.filter(({ at }) => !seen.has(at)).slice(0, 1000);
    for (const { at } of fresh) seen.add(at);
    frontier = fresh;
  }
  return [];
}
