/**
 * Mutation testing: changes one thing of the policies at a time and sees whether a policy test notices. A mutant is judged by the
 * interpreter, which gives what the compiled SQL gives; only cases that expect something of what rests on the change are run.
 * No clock and no chance: the same project gives the same result.
 */
import type { Localized } from '../diagnostics/diagnostic.ts';
import { isPackFile } from '../dictionary/uses.ts';
import type { Analysis, Era } from '../language/analysis.ts';
import { makeAnalyzer } from '../language/analyze.ts';
import { type Affected, affectedBy } from './affected.ts';
import { type Case, casesOf, casesReading, caughtBy, passing } from './cases.ts';
import { edited, type Mutant } from './mutant.ts';
import { mutantsOf } from './mutants.ts';
import { operatorNamed } from './operators.ts';
import { type Rules, rulesOf } from './outcomes.ts';
import { provenEquivalent } from './proven.ts';
import { readyTest } from './ready-test.ts';
import type { DeclarationResult, Equivalent, MutantTold, MutationRun, Survivor } from './result.ts';
import { deeperSearches, findWitness } from './witness.ts';

export interface MutationOptions {
  /** Only mutants of policies in whose name or file, or of declarations in whose name, this text occurs. */
  readonly filter?: string | null;
  /** Told what is being done. */
  readonly onProgress?: (step: Localized) => void;
}

/** The texts of a project, by path, those of its packs among them; these are mutated where they are tested. */
export interface MutatedProject {
  readonly files: ReadonlyMap<string, string>;
  readonly analysis: Analysis;
}

/** The policies must be without errors. A case that fails anyway notices nothing. */
export async function runMutation(
  { files, analysis }: MutatedProject,
  { filter = null, onProgress = () => undefined }: MutationOptions = {},
): Promise<MutationRun> {
  const mutants = mutantsOf(analysis, files, (file) => !isPackFile(file)).filter((mutant) =>
    isAsked(mutant, filter ?? ''),
  );
  const analyzer = makeAnalyzer();
  const base = rulesOf(analyzer.update(files).eras);
  const affected = affectedBy(base.eras);
  const cases = await passing(casesOf(analysis.tests), base);
  const deeper = deeperSearches();
  const taken = new Set(analysis.tests.flatMap((file) => file.cases.map(({ name }) => name)));
  const judged: Judged[] = [];
  let leftOut = 0;
  for (const [index, mutant] of mutants.entries()) {
    if (index % told === 0) onProgress(progressText(index, mutants.length));
    const { file } = mutant.place;
    const { eras, diagnostics } = analyzer.update(
      new Map(files).set(file, edited(files.get(file) ?? '', mutant.edits)),
    );
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const isRefused = errors.some(({ place }) => !place.file.endsWith('.test.yaml'));
    const found = errors.length > 0 ? null : affected(eras);
    // Tests that name what is no longer there can't be run.
    if (errors.length > 0 && !isRefused) judged.push({ mutant, result: 'caught' });
    else if (found === null) leftOut++;
    else judged.push(await judge({ mutant, eras, affected: found }, { base, cases, analysis, deeper, taken }));
  }
  return resultOf(judged, leftOut);
}

/** Mutants between two words of how far it has come. */
const told = 20;

type Judged = { readonly mutant: Mutant } & (
  | { readonly result: 'caught' }
  | { readonly result: 'survived'; readonly test: Survivor['test'] }
  | { readonly result: 'equivalent'; readonly reason: Equivalent['reason'] }
);

interface Changed {
  readonly mutant: Mutant;
  readonly eras: readonly Era[];
  readonly affected: Affected;
}

interface Against {
  readonly base: Rules;
  readonly cases: readonly Case[];
  readonly analysis: Analysis;
  readonly deeper: { left: number };
  /** Names of cases. */
  readonly taken: Set<string>;
}

async function judge(
  { mutant, eras, affected }: Changed,
  { base, cases, analysis, deeper, taken }: Against,
): Promise<Judged> {
  if (affected.targets.length === 0) return { mutant, result: 'equivalent', reason: 'no-verdict' };
  const reading = casesReading(cases, affected);
  const rules = rulesOf(eras, base);
  if ((await caughtBy(reading, affected.targets, rules)) !== null) return { mutant, result: 'caught' };
  const proven = provenEquivalent(mutant, base.eras);
  if (proven !== null) return { mutant, result: 'equivalent', reason: proven };
  const question = { base, mutant: rules, affected, cases: reading, all: cases, tests: analysis.tests };
  const witness = await findWitness({ ...question, policy: mutant.policy, deeper });
  if (witness === null) return { mutant, result: 'equivalent', reason: 'no-difference-found' };
  return { mutant, result: 'survived', test: readyTest(witness, mutant, analysis, taken) };
}

function isAsked({ policy, place, declaration }: Mutant, filter: string): boolean {
  return [policy, place.file, declaration.name].some((text) => text.includes(filter));
}

function resultOf(judged: readonly Judged[], leftOut: number): MutationRun {
  const survivors: Survivor[] = [];
  const equivalents: Equivalent[] = [];
  const declarations = new Map<string, DeclarationResult>();
  for (const one of judged) {
    const { mutant, result } = one;
    const name = JSON.stringify([mutant.policy, mutant.declaration]);
    const { policy, declaration } = mutant;
    const before = declarations.get(name) ?? { policy, ...declaration, caught: 0, survived: 0, equivalent: 0 };
    declarations.set(name, { ...before, [result]: before[result] + 1 });
    if (one.result === 'survived') survivors.push({ ...toldOf(mutant), test: one.test });
    if (one.result === 'equivalent') {
      equivalents.push({ ...toldOf(mutant), reason: one.reason, because: reasons[one.reason] });
    }
  }
  const caught = judged.length - survivors.length - equivalents.length;
  const decided = caught + survivors.length;
  const counts = {
    mutants: judged.length,
    caught,
    survived: survivors.length,
    equivalent: equivalents.length,
    leftOut,
  };
  return {
    counts,
    score: decided === 0 ? null : caught / decided,
    declarations: [...declarations.values()],
    survivors,
    equivalents,
  };
}

function toldOf({ id, operator, policy, declaration, place, change, edits }: Mutant): MutantTold {
  return { id, operator, title: operatorNamed(operator).title, policy, declaration, place, change, edits };
}

const reasons: Readonly<Record<Equivalent['reason'], Localized>> = {
  'no-verdict': {
    zh: '只有说明文字或汇总读到它，没有结论、函件或步骤取决于它',
    en: 'only messages or roll-ups read it: no verdict, letter or step rests on it',
  },
  'same-window': {
    zh: '所数的是某条规则的不符合，而那条规则自己就按同一日期归入期间',
    en: 'it counts the failures of a rule that places its records in the period by the same date',
  },
  'no-difference-found': {
    zh: '试遍边界上的记录，没有找到结论不同的情形',
    en: 'no records at the boundaries were found for which a verdict differs',
  },
};

function progressText(index: number, all: number): Localized {
  return { zh: `变异测试：${index}/${all}`, en: `Mutation testing: ${index} of ${all}` };
}
