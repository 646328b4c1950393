/** Searches records on which a mutant judges otherwise than the policies do: from the cases of the tests, varied at the boundaries. */
import { type Moment, moment, type Period, periodOf } from '../calendar/period.ts';
import { modelOn } from '../language/analysis.ts';
import type { TestFile } from '../language/test-file.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Dictionary } from '../model/dictionary.ts';
import type { Model } from '../model/policy.ts';
import { type Affected, keyOfTarget, type Target } from './affected.ts';
import type { Case } from './cases.ts';
import { benchOf, entityOf, type Outcome, outcomeOf, type Rules } from './outcomes.ts';
import { withoutSensitive } from './sensitive.ts';
import { plainDataset, rowsOf, type Varying, variationsOf, withCell, withRows } from './variations.ts';
import { whatIsRead } from './what-is-read.ts';

export interface Question {
  readonly base: Rules;
  readonly mutant: Rules;
  readonly affected: Affected;
  /** From which it begins. */
  readonly cases: readonly Case[];
  /** All of the project. */
  readonly all: readonly Case[];
  readonly tests: readonly TestFile[];
  readonly policy: string;
  readonly deeper: { left: number };
}

/** Records with a subject of which the outcomes differ. */
export interface Witness {
  readonly at: Moment;
  readonly given: Dataset;
  readonly target: Target;
  readonly subject: string;
  readonly expected: Outcome;
  readonly mutant: Outcome;
}

/** The records are as few as could be. Null: none were found. */
export async function findWitness(question: Question): Promise<Witness | null> {
  const targets = nearest(question.affected);
  const search: Search = { ...question, targets };
  const seeds = seedsOf(search);
  const each = Math.ceil(mostTried / seeds.length);
  const found =
    (await amongSeeds(search, seeds)) ??
    (await amongVariations(search, seeds, 0, each)) ??
    (await amongPairs(search, seeds)) ??
    (await further(search, seeds, each));
  return found === null ? null : smallest(search, found);
}

/** So many datasets are tried at most. */
const mostTried = 320;
/** And so many more of those that vary in two things. */
const mostPairs = 160;
/** And so many more, where the first do not tell. */
const mostDeeper = 1600;

/** What a whole run may spend on looking further, so that a hundred equivalents do not take minutes. */
export function deeperSearches(): { left: number } {
  return { left: mostDeeper * 15 };
}
const mostSeeds = 8;
const mostTargets = 4;
const mostSubjects = 12;

interface Search extends Question {
  readonly targets: readonly Target[];
}

interface Seed {
  readonly at: Moment;
  readonly given: Dataset;
}

/** What is changed itself, else what rests on it most nearly. */
function nearest({ own, targets }: Affected): readonly Target[] {
  return (own.length > 0 ? own : targets).slice(0, mostTargets);
}

/** The given records of the cases, then records made anew at each of their moments. */
function seedsOf(search: Search): readonly Seed[] {
  const keys = new Set(search.targets.map(keyOfTarget));
  const asking = search.cases.filter(({ one }) => one.expect.some((each) => keys.has(keyOfTarget(each))));
  const given = [...new Set([...asking.slice(0, mostSeeds / 2), ...belowOf(search), ...asking, ...search.cases])];
  const seeds = given
    .slice(0, mostSeeds)
    .map(({ one, at }) => ({ at, given: withoutSensitive(search.base.eras, one.given) }));
  const moments = new Map(
    [...given.slice(0, mostSeeds).map(({ at }) => at), ...momentsOf(search)].map((at) => [
      `${at.period.name} ${at.asOf}`,
      at,
    ]),
  );
  const plain = [...moments.values()].flatMap((at) => {
    const varying = varyingOf(search, at);
    return varying === null ? [] : [{ at, given: plainDataset(varying) }];
  });
  return [...seeds, ...plain];
}

/** Cases in which something fails that the targets require: a mutant that no longer asks for it passes there. */
function belowOf({ all, base, targets }: Search): readonly Case[] {
  return all.filter(({ at, one }) => {
    const model = modelOn(base, at.judged);
    if (model === null) return false;
    const required = requiredBy(model, targets);
    return one.expect.some((each) => 'verdict' in each && each.verdict === 'fail' && required.has(keyOfTarget(each)));
  });
}

function requiredBy(model: Model, targets: readonly Target[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, name } of targets) {
    const requires = kind === 'standard' ? (model.standards.get(name)?.requires ?? []) : [];
    for (const each of requires) {
      names.add(
        keyOfTarget(
          each.kind === 'standard' ? { kind: 'standard', name: each.standard } : { kind: 'rule', name: each.rule },
        ),
      );
    }
  }
  return names;
}

/** Moments at which the two are judged by different rules: those of the policy's tests, else the first month of each era. */
function momentsOf({ tests, policy, base, mutant }: Search): readonly Moment[] {
  const files = tests.filter((file) => file.tests === policy);
  const differs = (at: Moment): boolean => modelOn(base, at.judged) !== modelOn(mutant, at.judged);
  const asked = files.map(({ period, asOf }) => moment(period, asOf ?? undefined)).filter(differs);
  const begins = base.eras.flatMap(({ from, model }) => {
    const inForce = model.policies.some(({ name }) => name === policy);
    return inForce && from !== null ? [from, ...changesIn(model)] : [];
  });
  const months = [...new Set(begins)].sort().map((day): Period => periodOf(day, 'month'));
  return [...asked, ...months.map((period) => moment(period)).filter(differs)];
}

/** The days on which a parameter's value changes. */
function changesIn({ parameters }: Model): readonly string[] {
  return [...parameters.values()].flatMap(({ values }) => values.map(({ from }) => from));
}

async function amongSeeds(search: Search, seeds: readonly Seed[]): Promise<Witness | null> {
  for (const seed of seeds) {
    const found = await differing(search, seed);
    if (found !== null) return found;
  }
  return null;
}

/** Of each seed the variations from one number to another. */
async function amongVariations(
  search: Search,
  seeds: readonly Seed[],
  from: number,
  to: number,
): Promise<Witness | null> {
  for (const seed of seeds) {
    const varying = varyingOf(search, seed.at);
    if (varying === null) continue;
    let number = 0;
    for (const given of variationsOf(varying, seed.given)) {
      number++;
      if (number > to) break;
      if (number <= from) continue;
      const found = await differing(search, { at: seed.at, given });
      if (found !== null) return found;
    }
  }
  return null;
}

/** More of the variations, as long as there is some of what the whole run may spend on that. */
async function further(search: Search, seeds: readonly Seed[], from: number): Promise<Witness | null> {
  const { deeper } = search;
  if (deeper.left <= 0) return null;
  const each = Math.ceil(mostDeeper / seeds.length);
  deeper.left -= mostDeeper;
  return amongVariations(search, seeds, from, from + each);
}

/** Two things varied at once, a little of each seed. */
async function amongPairs(search: Search, seeds: readonly Seed[]): Promise<Witness | null> {
  const share = mostPairs / Math.max(1, seeds.length);
  for (const seed of seeds) {
    const varying = varyingOf(search, seed.at);
    if (varying === null) continue;
    let left = share;
    const firsts = [...variationsOf(varying, seed.given)];
    for (let step = 0; step < firsts.length && left > 0; step++) {
      // Spread over all of them, so that no kind of variation is left out.
      const first = firsts[(step * stride) % firsts.length] as Dataset;
      let each = pairsEach;
      for (const given of variationsOf(varying, first)) {
        if (each-- <= 0 || left-- <= 0) break;
        const found = await differing(search, { at: seed.at, given });
        if (found !== null) return found;
      }
    }
  }
  return null;
}

/** Second variations tried of a first one. */
const pairsEach = 5;

/** A prime, so that it comes by all. */
const stride = 7919;

function varyingOf({ base, mutant, targets }: Search, at: Moment): Varying | null {
  const models = [base, mutant].flatMap((rules) => modelOn(rules, at.judged) ?? []);
  const [model] = models;
  return model === undefined ? null : { dictionary: model.dictionary, at, read: whatIsRead(models, targets) };
}

async function differing(
  search: Search,
  { at, given }: Seed,
  only: readonly Target[] = search.targets,
): Promise<Witness | null> {
  const [before, after] = [benchOf(search.base, given, at), benchOf(search.mutant, given, at)];
  if (before === null) return null;
  for (const target of only) {
    const entity = entityOf(before.model, target);
    if (entity === null) continue;
    for (const subject of before.interpretation.subjects(entity).slice(0, mostSubjects)) {
      const expected = await outcomeOf(before, target, subject);
      if (!expected.sound) continue;
      const mutant = await outcomeOf(after, target, subject);
      if (expected.full !== mutant.full) return { at, given, target, subject, expected, mutant };
    }
  }
  return null;
}

/** Without records and cells that make no difference. */
async function smallest(search: Search, witness: Witness): Promise<Witness> {
  let found = witness;
  const model = modelOn(search.base, witness.at.judged);
  if (model === null) return witness;
  const same = async (given: Dataset): Promise<boolean> => {
    const other = await differing(search, { at: found.at, given }, [found.target]);
    const as = other !== null && other.subject === found.subject && other.expected.full === found.expected.full;
    return as && other.mutant.full === found.mutant.full;
  };
  for (const given of smallerOf(model.dictionary, () => found.given))
    if (await same(given)) found = { ...found, given };
  return found;
}

/** Each a little smaller than what is there by then. */
function* smallerOf(dictionary: Dictionary, now: () => Dataset): Generator<Dataset> {
  for (const entity of dictionary.entities.values()) {
    for (let index = rowsOf(now(), entity).length - 1; index >= 0; index--) {
      yield withRows(now(), entity, rowsOf(now(), entity).toSpliced(index, 1));
    }
    for (let index = 0; index < rowsOf(now(), entity).length; index++) {
      for (const [at, name] of [...entity.fields.keys()].entries()) {
        const rows = rowsOf(now(), entity);
        const row = rows[index];
        if (row === undefined || row.cells[at] === null || entity.key.includes(name)) continue;
        yield withRows(now(), entity, rows.with(index, withCell(row, at, null)));
      }
    }
  }
}
