import assert from 'node:assert/strict';
import { type MutationOptions, type MutationRun, mutate, openFiles, type Survivor, test } from '../../engine/index.ts';
import { secret, smallProject } from '../cli/project.ts';
import { textOfProject } from './project.ts';

describe('Mutation testing', function () {
  this.timeout(120_000);

  it('finds what no test notices, and gives for each a case that passes, notices it, and can be pasted as it is', async () => {
    const first = await mutation(smallProject);
    assert.ok(first.survivors.length > 5, String(first.survivors.length));
    assert.equal(first.counts.mutants, first.counts.caught + first.counts.survived + first.counts.equivalent);
    assert.equal(first.score, first.counts.caught / (first.counts.caught + first.counts.survived));
    const files = withTests(smallProject, first.survivors);
    const tested = await test(project(files));
    assert.deepEqual(
      tested.files.flatMap(({ cases }) => cases.filter(({ passed }) => !passed)),
      [],
    );
    const second = await mutation(files);
    assert.deepEqual(
      second.survivors.map(({ id }) => id),
      [],
    );
    assert.equal(second.score, 1);
    assert.deepEqual(
      second.equivalents.map(({ id }) => id),
      first.equivalents.map(({ id }) => id),
    );
  });

  it('notices a changed severity and changed points only where a test says them', async () => {
    const files = { ...Object.fromEntries(textOfProject('require: model')), 'all.test.yaml': casesOf('fail', 'fail') };
    const rule = { filter: 'tried' };
    const standard = { filter: 'whole' };
    assert.deepEqual(survivorsOf(await mutation(files, rule), 'severity'), ['tried u1 fail minor']);
    const points = survivorsOf(await mutation(files, standard), 'points');
    assert.deepEqual(points, [...Array(4).fill('whole u1 fail 60'), ...Array(2).fill('whole x1 fail 40')]);
    const said = { ...files, 'all.test.yaml': casesOf('fail minor', 'fail 60') };
    assert.deepEqual(survivorsOf(await mutation(said, rule), 'severity'), []);
    assert.deepEqual(survivorsOf(await mutation(said, standard), 'points'), points.slice(4));
  });

  it('names what makes no difference, with the reason, and leaves out what says the same', async () => {
    const unread = `${smallProject['zero-petition.policy.yaml']}`
      .replace(
        '  skip-level-petitions:',
        '  all-petitions:\n    of: unit\n    title: { zh: 信访数, en: Petitions }\n    count: petition\n    during: received-on\n  skip-level-petitions:',
      )
      .replace(
        "zh: '本期越级上访 {skip-level-petitions} 起'",
        "zh: '{all-petitions} 件中有 {skip-level-petitions} 起'",
      );
    const { equivalents } = await mutation({ ...smallProject, 'zero-petition.policy.yaml': unread });
    const only = equivalents.filter(({ declaration }) => declaration.name === 'all-petitions');
    assert.deepEqual(
      only.map(({ operator, reason }) => `${operator} ${reason}`),
      ['window-dropped no-verdict'],
    );
    for (const { because } of equivalents) for (const text of [because.zh, because.en]) assert.notEqual(text, '');
  });

  it('proves that a window is of no use where the rule whose failures are counted has the same', async () => {
    const counted = (smallProject['zero-petition.policy.yaml'] ?? '')
      .replace('rules:\n', '  late: { of: unit, failures: replied-in-time, during: received-on }\nrules:\n')
      .replace('require: skip-level-petitions = 0', 'require: [skip-level-petitions = 0, late ≤ 3]');
    const { equivalents } = await mutation(
      { ...smallProject, 'zero-petition.policy.yaml': counted },
      { filter: 'late' },
    );
    assert.deepEqual(
      equivalents.map(({ operator, reason }) => `${operator} ${reason}`),
      ['window-dropped same-window'],
    );
  });

  it('gives the same each time, and only of what is asked for', async () => {
    const whole = await mutation(smallProject);
    assert.deepEqual(await mutation(smallProject), whole);
    const asked = await mutate(project(smallProject), { filter: 'replied-in-time' });
    assert.deepEqual(new Set(asked.declarations.map(({ name }) => name)), new Set(['replied-in-time']));
    assert.deepEqual(
      asked.survivors,
      whole.survivors.filter(({ declaration }) => declaration.name === 'replied-in-time'),
    );
  });

  it('needs no test to begin with, and shows nothing that is sensitive', async () => {
    const { 'zero-petition.test.yaml': _, ...untested } = smallProject;
    const none = await mutation(untested);
    assert.equal(none.counts.caught, 0);
    assert.ok(none.survivors.length > 10);
    assert.deepEqual(new Set(none.survivors.map(({ test: { isNew } }) => isNew)), new Set([true]));
    assert.ok(!JSON.stringify([none, await mutation(smallProject)]).includes(secret));
    const opened = project({ ...untested, [none.survivors[0]?.test.file ?? '']: none.survivors[0]?.test.text ?? '' });
    assert.equal((await test(opened)).counts.failed, 0);
  });
});

type Files = Readonly<Record<string, string>>;

function project(files: Files) {
  return openFiles('/project', new Map(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function mutation(files: Files, options: MutationOptions = {}): Promise<MutationRun> {
  return mutate(project(files), options);
}

function survivorsOf({ survivors }: MutationRun, operator: string): readonly string[] {
  return survivors
    .filter((one) => one.operator === operator)
    .map(({ test: { name: target, subject, expected } }) => `${target} ${subject} ${expected}`);
}

/** The cases added to their files; one that stands there by then is of another mutant, and is added under the same name. */
function withTests(files: Files, survivors: readonly Survivor[]): Files {
  const made: Record<string, string> = { ...files };
  for (const { test: ready } of survivors) {
    const { file, text } = ready;
    const cases = text.slice(text.indexOf('  - name:'));
    made[file] = made[file] === undefined ? text : `${made[file].trimEnd()}\n${cases}`;
  }
  return made;
}

function casesOf(rule: string, standard: string): string {
  return `tests: all
period: 2021-01
cases:
  - name: an ordinary unit
    given:
      unit: [{ code: u1, model: false }]
      report: [{ unit: u1, month: 2021-01 }]
    expect:
      tried: { u1: ${rule} }
      whole: { u1: ${standard} }
`;
}
