/**
 * Random edits of the shipped policies, as mutation testing makes them, each of one to three things: what `diff` tells is what two
 * whole assessments differ in, and with the changes that a flip names undone, and only these, the flip is gone.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { diff, openProject, type Project, withAssessment } from '../../engine/index.ts';
import { analyze, modelOn } from '../../engine/language/analyze.ts';
import { edited, type Mutant } from '../../engine/mutation/mutant.ts';
import { mutantsOf } from '../../engine/mutation/mutants.ts';
import { gitIn } from './repository.ts';

/** `MUTATED_EDITS=300 npx mocha test/impact/mutated.test.ts` is a long run; 0 leaves it out. */
const edits = Number(process.env['MUTATED_EDITS'] ?? 10);
const seed = Number(process.env['MUTATED_SEED'] ?? 20211231);
/** A December: ladders look back over the year, and facts of the period before are there. */
const period = process.env['MUTATED_PERIOD'] ?? '2021-12';

describe(`${edits} random edits of the shipped policies`, function () {
  this.timeout(0);
  const top = mkdtempSync(join(tmpdir(), 'zs-mutated-'));
  const folder = join(top, 'rules');
  let shipped: Project;
  let mutants: readonly Mutant[];
  let base: Judged;

  before(async () => {
    cpSync(join(import.meta.dirname, '../../rules'), folder, { recursive: true });
    const git = gitIn(top);
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'The rules');
    shipped = await openProject(folder, { tests: false });
    mutants = mutantsOf(shipped.analysis, shipped.files, () => true);
    base = await judgedWith([]);
  });
  after(() => rmSync(top, { recursive: true, force: true }));

  it('flip what two whole assessments differ in, and not without the causes that are named', async () => {
    const figures = { edits: 0, flips: 0, undone: 0 };
    const chosen = fc.uniqueArray(fc.nat(mutants.length - 1), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(chosen, async (numbers) => {
        const edit = apart(numbers.map((number) => mutants[number] as Mutant));
        fc.pre(isSound(edit));
        const head = await judgedWith(edit);
        const found = await diff(await openProject(folder, { tests: false }), { base: 'HEAD', period, language: 'en' });
        const flips = [
          ...found.flips.map((flip) => ({ ...flip, key: `${flip.entity} ${flip.subject} ${flip.rule}` })),
          ...found.standings.map((flip) => ({ ...flip, key: `${flip.entity} ${flip.subject} ${flip.standard}` })),
        ];
        assert.deepEqual(
          flips.map(({ key, before, after }) => [key, before, after].join(' ')).sort(),
          differences(base.verdicts, head.verdicts),
        );
        assert.deepEqual(rowsTold(found), differingRows(base.rows, head.rows));
        const byCauses = new Map<string, typeof flips>();
        for (const flip of flips) {
          const named = namesOf(flip.causes);
          byCauses.set(named, [...(byCauses.get(named) ?? []), flip]);
        }
        for (const [named, some] of byCauses) {
          const rest = edit.filter((mutant) => !named.split('\n').includes(nameOf(mutant)));
          assert.ok(rest.length < edit.length, `${some[0]?.key}: nothing of the edit is named by ${named}`);
          const without = rest.length === 0 ? base : await judgedWith(rest);
          for (const { key, before } of some) {
            assert.equal(without.verdicts.get(key) ?? none, before ?? none, `${key} without ${named}`);
          }
          figures.undone += some.length;
        }
        figures.edits++;
        figures.flips += flips.length;
        if (edits > 30) process.stderr.write(`      ${figures.edits} edits, ${figures.flips} flips\r`);
      }),
      { numRuns: edits, seed },
    );
    assert.ok(edits === 0 || figures.flips > 0, 'some edits flip something');
    process.stderr.write(`      ${figures.edits} edits, ${figures.flips} flips, ${figures.undone} of them undone\n`);
  });

  function textsWith(edit: readonly Mutant[]): ReadonlyMap<string, string> {
    const byFile = new Map<string, Mutant[]>();
    for (const mutant of edit) byFile.set(mutant.place.file, [...(byFile.get(mutant.place.file) ?? []), mutant]);
    return new Map(
      [...byFile].map(([file, some]) => [
        file,
        // From the end on, so that the places before stay where they are.
        some
          .toSorted(byPlace)
          .reduceRight((text, { edits: each }) => edited(text, each), shipped.files.get(file) ?? ''),
      ]),
    );
  }

  /** Whether there are policies left to judge by. */
  function isSound(edit: readonly Mutant[]): boolean {
    const files = new Map([...shipped.files, ...textsWith(edit)]);
    return !analyze(files).diagnostics.some(({ severity }) => severity === 'error');
  }

  async function judgedWith(edit: readonly Mutant[]): Promise<Judged> {
    for (const { file } of shipped.analysis.policies) writeFileSync(join(folder, file), shipped.files.get(file) ?? '');
    for (const [file, text] of textsWith(edit)) writeFileSync(join(folder, file), text);
    const project = await openProject(folder, { tests: false });
    const judged = await wholeAssessment(project);
    return judged;
  }
});

/** A verdict that no table has. */
const none = 'not-applicable';

interface Judged {
  /** By entity, subject and rule or standard. */
  readonly verdicts: ReadonlyMap<string, string>;
  /** The rows of roll-ups, ladders and procedures, by what identifies them. */
  readonly rows: ReadonlyMap<string, string>;
}

async function wholeAssessment(project: Project): Promise<Judged> {
  const model = modelOn(project.analysis, `${period}-31`);
  const entities = [...new Set([...(model?.rules.values() ?? [])].map(({ entity }) => entity))];
  return withAssessment(project, { period, threads: 1 }, async ({ results }) => {
    const ofRules = entities.map(
      (entity) =>
        `SELECT '${entity}' AS entity, subject, rule, verdict::VARCHAR AS verdict FROM (UNPIVOT run."verdicts_${entity}" ON COLUMNS(* EXCLUDE (period, subject)) INTO NAME rule VALUE verdict)`,
    );
    const verdicts = await results.query(
      [...ofRules, 'SELECT entity, subject, standard, verdict::VARCHAR FROM run.standings'].join(' UNION ALL '),
    );
    const rows = await results.query(
      `SELECT concat_ws(' ', 'rollup', rollup, "group", standard) AS name, concat_ws(' ', assessed, passed, failed, undetermined, rank) AS text FROM run.rollups
       UNION ALL SELECT concat_ws(' ', 'ladder', ladder, subject), concat_ws(' ', occasions, due, missing) FROM run.ladders
       UNION ALL SELECT concat_ws(' ', 'procedure', procedure, subject, step), concat_ws(' ', state, late_by_days) FROM run.procedures`,
    );
    return {
      verdicts: new Map(
        verdicts.map((row) => [`${row['entity']} ${row['subject']} ${row['rule']}`, String(row['verdict'])]),
      ),
      rows: new Map(rows.map((row) => [String(row['name']), String(row['text'])])),
    };
  });
}

function differences(base: Judged['verdicts'], head: Judged['verdicts']): readonly string[] {
  return [...new Set([...base.keys(), ...head.keys()])]
    .map((key) => [key, base.get(key) ?? none, head.get(key) ?? none])
    .filter(([, before, after]) => before !== after)
    .map((parts) => parts.join(' '))
    .sort();
}

function differingRows(base: Judged['rows'], head: Judged['rows']): readonly string[] {
  return [...new Set([...base.keys(), ...head.keys()])].filter((key) => base.get(key) !== head.get(key)).sort();
}

function rowsTold({ rollups, ladders, procedures }: Awaited<ReturnType<typeof diff>>): readonly string[] {
  return [
    ...rollups.map(({ rollup, group, standard }) => `rollup ${rollup} ${group} ${standard}`),
    ...ladders.map(({ ladder, subject }) => `ladder ${ladder} ${subject}`),
    ...procedures.map(({ procedure, subject, step }) => `procedure ${procedure} ${subject} ${step}`),
  ].sort();
}

function namesOf(causes: readonly { readonly changes: readonly { readonly kind: string; readonly name: string }[] }[]) {
  const names = causes.flatMap(({ changes }) => changes.map(({ kind, name }) => `${kind} ${name}`));
  return [...new Set(names)].sort().join('\n');
}

/** As a cause names the declaration in which the mutant lies. */
function nameOf({ declaration }: Mutant): string {
  return `${declaration.section.replace(/s$/, '')} ${declaration.name}`;
}

/** Mutants of different places: two of one could not both be made. */
function apart(some: readonly Mutant[]): readonly Mutant[] {
  const kept: Mutant[] = [];
  for (const mutant of some) {
    if (!kept.some((other) => other.policy === mutant.policy && nameOf(other) === nameOf(mutant))) kept.push(mutant);
  }
  return kept;
}

function byPlace(one: Mutant, other: Mutant): number {
  const [a, b] = [one.place.range.start, other.place.range.start];
  return a.line - b.line || a.column - b.column;
}
