/** Over combinations of edits: the flips are those of two whole assessments compared, and undoing the causes undoes the flip. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openProject, withAssessment } from '../../engine/index.ts';
import { policyFile, project, type Repository, replaced, repository } from './repository.ts';

interface Edit {
  /** As a cause names it. */
  readonly change: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const waiver =
  '- { rule: replied-in-time, subject: "petition:p3", reason: Flood, approved-by: Office, from: 2021-01-01, until: 2021-12-31 }\n';

const edits: readonly Edit[] = [
  { change: 'parameter reply-days', file: policyFile, from: 'value: 7', to: 'value: 5' },
  {
    change: 'fact skip-level-petitions',
    file: policyFile,
    from: 'where: level = skip-level',
    to: 'where: level = ordinary',
  },
  { change: 'fact days-to-reply', file: policyFile, from: 'days: { from', to: 'workdays: { from' },
  {
    change: 'rule no-skip-level-petition',
    file: policyFile,
    from: 'skip-level-petitions = 0',
    to: 'skip-level-petitions ≤ 1',
  },
  { change: 'rule replied-in-time', file: policyFile, from: 'days-to-reply ≤ $', to: 'days-to-reply < $' },
  { change: 'condition residential', file: policyFile, from: '[village, enterprise]', to: '[village]' },
  {
    change: 'standard zero-petition',
    file: policyFile,
    from: '[no-skip-level-petition, replied-in-time]',
    to: '[replied-in-time]',
  },
  {
    change: 'dictionary petition',
    file: 'datapackage.yaml',
    from: 'enum: [ordinary, skip-level]',
    to: 'enum: [ordinary, skip-level], required: true',
  },
  {
    change: 'dictionary petition',
    file: 'datapackage.yaml',
    from: 'Replied on } }',
    to: 'Replied on }, constraints: { maximum: 2021-01-16 } }',
  },
  { change: 'waiver replied-in-time petition:p3', file: 'waivers.yaml', from: '[]\n', to: waiver },
];

const files: Readonly<Record<string, string>> = { ...project, 'waivers.yaml': '[]\n' };

describe('The flips of generated edits', function () {
  this.timeout(600_000);
  let repo: Repository;
  const assessed = new Map<string, Promise<ReadonlyMap<string, string>>>();
  before(() => {
    repo = repository(files);
  });
  after(() => repo.remove());

  it('are those of two whole assessments compared, and go when their causes are undone', async () => {
    const some = fc.subarray([...edits.keys()], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(some, async (chosen) => {
        const base = await verdictsWith([]);
        const head = await verdictsWith(chosen);
        write(chosen);
        const found = await repo.diff();
        const all = [
          ...found.flips.map((flip) => ({ ...flip, key: `${flip.entity} ${flip.subject} ${flip.rule}` })),
          ...found.standings.map((flip) => ({ ...flip, key: `${flip.entity} ${flip.subject} ${flip.standard}` })),
        ];
        const differing = [...new Set([...base.keys(), ...head.keys()])].filter(
          (key) => (base.get(key) ?? none) !== (head.get(key) ?? none),
        );
        assert.deepEqual(all.map(({ key }) => key).sort(), differing.sort());
        for (const { key, before, after, causes } of all) {
          assert.deepEqual([before, after], [base.get(key) ?? none, head.get(key) ?? none]);
          const named = new Set(causes.flatMap(({ changes }) => changes.map(({ kind, name }) => `${kind} ${name}`)));
          const rest = chosen.filter((i) => !named.has(edits[i]?.change ?? ''));
          assert.ok(rest.length < chosen.length, key);
          assert.equal((await verdictsWith(rest)).get(key) ?? none, before, `${key} without ${[...named].join(', ')}`);
        }
      }),
      { numRuns: 15, seed: 20210101 },
    );
  });

  const none = 'not-applicable';

  function write(chosen: readonly number[]): void {
    const texts = new Map(Object.entries(files));
    for (const i of chosen) {
      const { file, from, to } = edits[i] as Edit;
      texts.set(file, replaced(texts.get(file) ?? '', from, to));
    }
    for (const file of [policyFile, 'datapackage.yaml', 'waivers.yaml']) repo.write(file, texts.get(file) ?? '');
  }

  /** By entity, subject and rule or standard. */
  async function verdictsWith(chosen: readonly number[]): Promise<ReadonlyMap<string, string>> {
    const key = chosen.join();
    const known = assessed.get(key);
    if (known !== undefined) return known;
    write(chosen);
    const opened = await openProject(repo.project, { tests: false });
    const work = withAssessment(opened, { period: '2021-01' }, async ({ results }) => {
      const rules = await results.query(
        `SELECT 'unit' AS entity, subject, rule, verdict::VARCHAR AS verdict FROM (UNPIVOT run.verdicts_unit ON COLUMNS(* EXCLUDE (period, subject)) INTO NAME rule VALUE verdict)
         UNION ALL SELECT 'petition', subject, rule, verdict::VARCHAR FROM (UNPIVOT run.verdicts_petition ON COLUMNS(* EXCLUDE (period, subject)) INTO NAME rule VALUE verdict)
         UNION ALL SELECT entity, subject, standard, verdict::VARCHAR FROM run.standings`,
      );
      return new Map(rules.map((row) => [`${row['entity']} ${row['subject']} ${row['rule']}`, String(row['verdict'])]));
    });
    assessed.set(key, work);
    return work;
  }
});
