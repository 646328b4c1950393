/** Whose verdicts a change of the rules flips, and which change does it: the cases counted by hand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { policyFile, type Repository, repository, told } from './repository.ts';

describe('The flips between two versions of the rules', () => {
  let repo: Repository;
  beforeEach(() => {
    repo = repository();
  });
  afterEach(() => repo.remove());

  it('are none where nothing has changed', async () => {
    const found = await repo.diff();
    assert.deepEqual([found.flips, found.standings, found.rollups, found.changes], [[], [], [], []]);
  });

  it('are none where only words have changed', async () => {
    repo.edit(policyFile, 'en: Reply today', 'en: Reply at once');
    repo.edit(policyFile, 'rules:\n', '# A remark.\nrules:\n');
    const found = await repo.diff();
    assert.deepEqual([found.flips, found.changes], [[], []]);
  });

  it('name the parameter, with what the rule read and the value before and now', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const found = await repo.diff();
    assert.deepEqual(told(found), [
      'replied-in-time p2 pass → fail ← parameter reply-days',
      'zero-petition u2 pass → fail ← parameter reply-days',
    ]);
    const [flip] = found.flips;
    assert.deepEqual(
      flip?.facts?.map(({ title, before, after }) => [title, before, after]),
      [
        ['Received on', '2021-01-10', '2021-01-10'],
        ['Days to the reply', '7', '7'],
      ],
    );
    const [change] = flip?.causes[0]?.changes ?? [];
    assert.deepEqual([change?.before, change?.after, change?.file, change?.line], ['7', '5', policyFile, 7]);
    assert.equal(found.standings[0]?.title, 'West');
  });

  it('name the rule, with the lines that changed, and the figures', async () => {
    repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitions ≤ 2');
    repo.edit(policyFile, 'where: level = skip-level', 'where: level in [skip-level]');
    const found = await repo.diff();
    // u4 filed no report: undetermined before and now.
    assert.deepEqual(told(found), [
      'no-skip-level-petition u1 fail → pass ← rule no-skip-level-petition',
      'zero-petition u1 fail → pass ← rule no-skip-level-petition',
    ]);
    const village = found.rollups.find(({ group }) => group === 'village');
    assert.deepEqual([village?.before?.rate, village?.after?.rate], [0.5, 1]);
    assert.deepEqual([village?.before?.passed, village?.after?.passed, village?.after?.assessed], [1, 2, 2]);
  });

  it('name the fact, the shared condition, and the standard', async () => {
    repo.edit(policyFile, 'where: level = skip-level', 'where: level = ordinary');
    assert.deepEqual(
      (await repo.diff()).flips.map(({ subject, before, after }) => [subject, before, after]),
      [
        ['u1', 'fail', 'pass'],
        ['u2', 'pass', 'fail'],
        ['u3', 'pass', 'fail'],
      ],
    );
    repo.git('checkout', '--quiet', '.');
    repo.edit(policyFile, 'kind in [village, enterprise]', 'kind = village');
    assert.deepEqual(told(await repo.diff()).slice(0, 2), [
      'no-skip-level-petition u3 pass → not-applicable ← condition residential',
      'no-skip-level-petition u4 undetermined → not-applicable ← condition residential',
    ]);
    repo.git('checkout', '--quiet', '.');
    repo.edit(policyFile, 'requires: [no-skip-level-petition, replied-in-time]', 'requires: [no-skip-level-petition]');
    assert.deepEqual(told(await repo.diff()), ['zero-petition u3 fail → pass ← standard zero-petition']);
  });

  it('name the waiver', async () => {
    const waiver = { rule: 'replied-in-time', subject: 'petition:p3', reason: 'Flood', 'approved-by': 'Office' };
    repo.write('waivers.yaml', `- ${JSON.stringify({ ...waiver, from: '2021-01-01', until: '2021-12-31' })}\n`);
    assert.deepEqual(told(await repo.diff()), [
      'replied-in-time p3 fail → waived ← waiver replied-in-time petition:p3',
      'zero-petition u3 fail → pass ← waiver replied-in-time petition:p3',
    ]);
  });

  it('name the entry of the dictionary by which the data are read', async () => {
    repo.edit('datapackage.yaml', 'enum: [ordinary, skip-level]', 'enum: [ordinary]');
    repo.edit(policyFile, 'where: level = skip-level', 'where: level ≠ ordinary');
    const found = await repo.diff();
    const [flip] = found.flips;
    assert.equal(flip?.subject, 'u1');
    assert.deepEqual([flip?.before, flip?.after], ['fail', 'undetermined']);
    assert.ok(
      flip?.causes.some(({ changes }) =>
        changes.some(({ kind, name }) => kind === 'dictionary' && name === 'petition'),
      ),
    );
  });

  it('name the policy that is no longer in force', async () => {
    repo.edit(policyFile, 'effective: { from: 2021-01-01 }', 'effective: { from: 2021-02-01 }');
    const found = await repo.diff();
    assert.deepEqual(
      new Set(
        found.flips.map(({ causes }) =>
          causes.map(({ changes }) => changes.map(({ kind, name }) => `${kind} ${name}`)).join(),
        ),
      ),
      new Set(['policy zero-petition']),
    );
    assert.ok(found.flips.every(({ after }) => after === null));
    assert.deepEqual(
      found.flips.filter(({ rule }) => rule === 'replied-in-time').map(({ subject, before }) => [subject, before]),
      [
        ['=p5', 'pass'],
        ['p1', 'pass'],
        ['p2', 'pass'],
        ['p3', 'fail'],
        ['p4', 'pass'],
      ],
    );
  });

  it('come of a new version of a policy from its first day on only, told by its versions', async () => {
    repo.write('data/reports.csv', 'unit,month\nu1,2021-01\nu2,2021-01\nu2,2021-02\n');
    repo.commit('Reports');
    const text = readFileSync(`${repo.project}/${policyFile}`, 'utf8');
    const next = text
      .replace('version: 2021.1', 'version: 2021.2')
      .replace('from: 2021-01-01 }\ncites', 'from: 2021-02-01 }\ncites')
      .replace('skip-level-petitions = 0', 'skip-level-petitions ≥ 1');
    repo.write('next.policy.yaml', next);
    repo.edit(policyFile, 'effective: { from: 2021-01-01 }', 'effective: { from: 2021-01-01, until: 2021-01-31 }');
    const found = await repo.diff({ period: '2021-01..2021-02' });
    const flips = found.flips.filter(({ rule }) => rule === 'no-skip-level-petition');
    assert.deepEqual(
      flips.map(({ period, subject, before, after }) => [period, subject, before, after]),
      [['2021-02', 'u2', 'pass', 'fail']],
    );
    const [change] = flips[0]?.causes[0]?.changes ?? [];
    assert.deepEqual(change?.policy, { name: 'zero-petition', before: '2021.1', after: '2021.2' });
    assert.deepEqual([change?.kind, change?.name], ['rule', 'no-skip-level-petition']);
  });

  it('name several changes where only together they do it, and each where it is enough alone', async () => {
    repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitions ≤ $most');
    repo.edit(
      policyFile,
      'parameters:\n',
      'parameters:\n  most:\n    title: { zh: 上限, en: Most }\n    values: [{ from: 2020-01-01, value: 2 }]\n',
    );
    repo.edit(policyFile, 'where: level = skip-level', `where: { all: [level = skip-level, 'id = "none"'] }`);
    const found = await repo.diff();
    const [flip] = found.flips;
    assert.equal(`${flip?.rule} ${flip?.subject} ${flip?.after}`, 'no-skip-level-petition u1 pass');
    const sets = flip?.causes.map(({ changes }) => changes.map(({ kind, name }) => `${kind} ${name}`).sort());
    // The fact is enough alone; the rule cannot stand without its parameter, and must go with it for the verdict to come back.
    assert.deepEqual(sets, [['fact skip-level-petitions'], ['rule no-skip-level-petition']]);
  });

  it('name changes together where none can stand without the other', async () => {
    repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitions ≤ $most');
    repo.edit(
      policyFile,
      'parameters:\n',
      'parameters:\n  most:\n    title: { zh: 上限, en: Most }\n    values: [{ from: 2020-01-01, value: 2 }]\n',
    );
    repo.edit(policyFile, 'value: 7', 'value: 8');
    assert.deepEqual(told(await repo.diff()), [
      'no-skip-level-petition u1 fail → pass ← parameter most + rule no-skip-level-petition',
      'replied-in-time p3 fail → pass ← parameter reply-days',
      'zero-petition u1 fail → pass ← parameter most + rule no-skip-level-petition',
      'zero-petition u3 fail → pass ← parameter reply-days',
    ]);
  });

  it('show a new rule by the verdicts it gives, and none where it does not apply', async () => {
    repo.edit(
      policyFile,
      'standards:\n',
      [
        '  named:',
        '    title: { zh: 有名称, en: Named }',
        '    for: unit',
        '    when: kind = village',
        '    require: name = "West"',
        '    cites: guide.md#reply',
        '    otherwise: { severity: minor, message: { zh: 名称, en: Name }, remedy: { zh: 改, en: Change }, responsible: [unit] }',
        'standards:\n',
      ].join('\n'),
    );
    assert.deepEqual(told(await repo.diff()), [
      'named u1 null → fail ← rule named',
      'named u2 null → pass ← rule named',
    ]);
  });

  it('follow a rule and a standard that only have another name', async () => {
    for (const [from, to] of [
      ['  replied-in-time:\n', '  answered-in-time:\n'],
      ['[no-skip-level-petition, replied-in-time]', '[no-skip-level-petition, answered-in-time]'],
      ['standards:\n  zero-petition:', 'standards:\n  no-petition:'],
      ['of: zero-petition', 'of: no-petition'],
    ] as const) {
      repo.edit(policyFile, from, to);
    }
    const same = await repo.diff();
    assert.deepEqual(told(same), []);
    assert.deepEqual(same.renamed, [
      { kind: 'rule', before: 'replied-in-time', after: 'answered-in-time' },
      { kind: 'standard', before: 'zero-petition', after: 'no-petition' },
    ]);
    repo.edit(policyFile, 'value: 7', 'value: 5');
    assert.deepEqual(told(await repo.diff()), [
      'answered-in-time p2 pass → fail ← parameter reply-days',
      'no-petition u2 pass → fail ← parameter reply-days',
    ]);
  });
});
