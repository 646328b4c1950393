/** What the steps of procedures and of ladders have in common: names of their own. */
import * as ladderProblems from '../diagnostics/registry/language/ladders.ts';
import * as procedureProblems from '../diagnostics/registry/language/procedures.ts';
import type { Tree } from '../yaml/tree.ts';
import { headOf, readItems, readName, readWord } from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type { Word } from './syntax.ts';

/** What a policy test says where no step is expected. */
export const noStep = 'none';

/** A step's name; null where there is none. Words that stand for something else are reported. */
export function readStepName(sink: Sink, tree: Tree | undefined, taken: readonly string[] = []): Word | null {
  if (tree?.kind !== 'scalar' || tree.value === null) return readWord(sink, tree);
  const name = readName(sink, tree);
  if (name.text === noStep || taken.includes(name.text))
    tell(sink, procedureProblems.stepName, name.place, { name: name.text });
  return name;
}

/** More steps are no way that a person can follow, and each pair of them is compared. */
const stepBound = 50;

/** The items of the list of steps, as many of them as there may be. */
export function readSteps(sink: Sink, tree: Tree | undefined): readonly Tree[] {
  const items = readItems(sink, tree);
  if (tree === undefined || items.length <= stepBound) return items;
  tell(sink, ladderProblems.tooMany, headOf(tree), { key: 'steps', count: items.length, bound: stepBound });
  return items.slice(0, stepBound);
}

/** Of steps of one name the first is kept, and the others reported. */
export function withoutTwice<Step extends { readonly name: Word }>(
  sink: Sink,
  steps: readonly Step[],
  owner: Word,
): readonly Step[] {
  const byName = new Map<string, Step>();
  for (const step of steps) {
    const { text, place } = step.name;
    const first = byName.get(text);
    if (first === undefined) {
      byName.set(text, step);
      continue;
    }
    const related = [{ place: first.name.place, message: { zh: '另一步在这里', en: 'the other is here' } }];
    tell(sink, ladderProblems.stepTwice, place, { name: text, owner: owner.text }, { related });
  }
  return [...byName.values()];
}
