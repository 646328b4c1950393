/** The smallest change that would have passed: it passes, and no smaller one does. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Interpretation } from '../../engine/interpret/interpreter.ts';
import type { Supposition } from '../../engine/interpret/suppositions.ts';
import type { Model } from '../../engine/model/policy.ts';
import { factsOfRule, isDerived, leavesOf, operandsOfDerived } from '../../engine/model/reads.ts';
import type { Value } from '../../engine/model/value.ts';
import type { Search } from '../../engine/verify/change.ts';
import { smallestChanges } from '../../engine/verify/smallest.ts';
import { look } from '../interpret/world.ts';
import { at, distance, domains, generatedRules, generatedUnit, modelOf } from './generated.ts';

/** `SMALLEST_UNITS=2000` for the number that is promised. */
const units = Number(process.env['SMALLEST_UNITS'] ?? 200);

describe('The smallest change that would have passed', function () {
  this.timeout(Math.max(60_000, units * 1_000));

  it(`passes on ${units} generated units, and no smaller one does`, async () => {
    let failing = 0;
    let found = 0;
    await fc.assert(
      fc.asyncProperty(generatedRules, generatedUnit, async (rules, { row, events }) => {
        const model = modelOf(rules);
        const given = look(model, { unit: [row], event: events }, at);
        const verdict = await given.verdict('r0', 'u1');
        if (verdict !== 'fail' && verdict !== 'undetermined') return;
        failing++;
        const search = await smallestChanges(model, at).rule(given, 'r0', 'u1');
        if (search.kind === 'found') found++;
        const passes = async (one: Interpretation): Promise<boolean> => (await one.verdict('r0', 'u1')) === 'pass';
        await isSmallest(model, ['r0'], given, search, passes);
      }),
      { numRuns: units * 2, seed: 20211231 },
    );
    assert.ok(failing > units / 2 && found > failing / 2, `${found} changes for ${failing} failures`);
  });

  it('passes for a standard of several rules that read the same facts, and no smaller one does', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(generatedRules, generatedUnit, async (rules, { row, events }) => {
        const model = modelOf(rules);
        const given = look(model, { unit: [row], event: events }, at);
        const { verdict } = await given.standard('s', 'u1');
        if (verdict !== 'fail' && verdict !== 'undetermined') return;
        const names = [...model.rules.keys()];
        const applied: string[] = [];
        for (const name of names) {
          const { when } = await given.rule(name, 'u1');
          if (when === null || when.truth === 'true') applied.push(name);
        }
        // A rule that applies has to go on applying.
        const passes = async (one: Interpretation): Promise<boolean> => {
          if ((await one.standard('s', 'u1')).verdict !== 'pass') return false;
          for (const name of applied) {
            const before = await given.verdict(name, 'u1');
            if (before !== 'not-applicable' && (await one.verdict(name, 'u1')) === 'not-applicable') return false;
          }
          return true;
        };
        const search = await smallestChanges(model, at).standard(given, 's', 'u1');
        if (search.kind === 'found') found++;
        await isSmallest(model, names, given, search, passes);
      }),
      { numRuns: units, seed: 20211231 },
    );
    assert.ok(found > units / 5, `${found}`);
  });
});

function suppositionsOf(search: Extract<Search, { kind: 'found' }>): readonly Supposition[] {
  return search.change.changes.map(({ entity, subject, fact, to }) => ({
    entity,
    subject,
    fact: fact.name,
    value: to,
  }));
}

async function isSmallest(
  model: Model,
  rules: readonly string[],
  given: Interpretation,
  search: Search,
  passes: (one: Interpretation) => Promise<boolean>,
): Promise<void> {
  const changes = search.kind === 'found' ? search.change.changes : [];
  if (search.kind === 'found') {
    assert.ok(await passes(given.supposing(suppositionsOf(search))), 'does not pass');
    if (!search.change.isSmallest) return;
  } else if (!search.isComplete) return;
  const reach = changes.reduce((sum, one) => sum + distance(one.fact.name, one.from, one.to), 0);
  const most = search.kind === 'found' ? changes.length : 2;
  const facts = await readBy(model, rules, given);
  for (const set of setsOf(facts, most)) {
    for (const values of choices(
      set,
      set.length < changes.length || search.kind === 'none' ? Number.POSITIVE_INFINITY : reach,
    )) {
      const supposed = given.supposing(
        values.map(({ fact, value }) => ({ entity: 'unit', subject: 'u1', fact, value })),
      );
      assert.ok(
        !(await passes(supposed)),
        `smaller than ${JSON.stringify(
          changes.map(({ fact, to }) => [fact.name, to]),
          plain,
        )}: ${JSON.stringify(values, plain)}`,
      );
    }
  }
}

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

interface Known {
  readonly fact: string;
  /** A rule asks whether it is known, so that a known value may be taken back. */
  readonly mayBeAbsent: boolean;
  readonly now: Value;
}

/** The facts that may change: those that the rules read for themselves, derived ones by what ends them. */
async function readBy(model: Model, rules: readonly string[], given: Interpretation): Promise<readonly Known[]> {
  const names = new Set<string>();
  const read = (name: string): void => {
    const definition = model.facts.get('unit')?.get(name)?.definition;
    if (definition === undefined) return;
    if (isDerived(definition)) for (const { fact } of operandsOfDerived(definition)) read(fact);
    else names.add(name);
  };
  for (const name of rules) {
    const rule = model.rules.get(name);
    if (rule !== undefined) for (const { fact } of factsOfRule(rule)) read(fact);
  }
  const leaves = rules.flatMap((name) => {
    const rule = model.rules.get(name);
    return rule === undefined ? [] : [...leavesOf(rule.when), ...leavesOf(rule.require)];
  });
  const known: Known[] = [];
  for (const fact of names) {
    const { value: now } = await given.fact('unit', 'u1', { through: [], fact });
    const mayBeAbsent = leaves.some((leaf) => leaf.kind === 'known' && leaf.fact.fact === fact);
    if (domains[fact] !== undefined) known.push({ fact, now, mayBeAbsent });
  }
  return known;
}

function setsOf<T>(of: readonly T[], most: number): readonly (readonly T[])[] {
  const sets: T[][] = [[]];
  for (const one of of) for (const set of [...sets]) if (set.length < most) sets.push([...set, one]);
  return sets.filter((set) => set.length > 0);
}

function* choices(set: readonly Known[], below: number): Generator<readonly { fact: string; value: Value }[]> {
  const [first, ...others] = set;
  if (first === undefined) {
    if (below > 0) yield [];
    return;
  }
  for (const value of domains[first.fact] ?? []) {
    if (value.kind === 'unknown' && !first.mayBeAbsent) continue;
    const away = distance(first.fact, first.now, value);
    if (away >= below || JSON.stringify(value, plain) === JSON.stringify(first.now, plain)) continue;
    for (const rest of choices(others, below - away)) yield [{ fact: first.fact, value }, ...rest];
  }
}
