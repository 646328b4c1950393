import assert from 'node:assert/strict';
import { openFiles, test } from '../../engine/index.ts';
import { textOfProject } from '../mutation/project.ts';

describe('A test that says more than the verdict', function () {
  this.timeout(60_000);

  it('passes where the rule has that severity and the standard those points, on both evaluators', async () => {
    assert.deepEqual(await outcomes('fail minor', 'fail 60'), ['fail minor', 'fail minor', 'fail 60', 'fail 60']);
    assert.deepEqual(await outcomes('fail', 'fail 60.0'), ['fail', 'fail', 'fail 60', 'fail 60']);
  });

  it('fails where they are others', async () => {
    const run = await test(project('fail veto', 'fail 59'));
    const problems = run.files[0]?.cases[0]?.expectations.map(({ problem }) => problem?.message.en ?? '') ?? [];
    assert.match(problems[0] ?? '', /should give fail veto and gives fail minor/);
    assert.match(problems[1] ?? '', /should give fail 59 and gives fail 60/);
  });

  it('is refused where a severity stands after another verdict, or what is no number after that of a standard', () => {
    const codes = (rule: string, standard: string): readonly string[] =>
      project(rule, standard).diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
    assert.deepEqual(codes('pass veto', 'fail'), ['ZS1816']);
    assert.deepEqual(codes('fail', 'fail many'), ['ZS1816']);
    assert.deepEqual(codes('fail grave', 'fail 60'), ['ZS1816']);
  });
});

function project(rule: string, standard: string) {
  const cases = `tests: all
period: 2021-01
cases:
  - name: a unit that is no model
    given: { unit: [{ code: u1, model: false }] }
    expect: { tried: { u1: ${rule} }, whole: { u1: ${standard} } }
`;
  return openFiles('/project', new Map([...textOfProject('require: model'), ['all.test.yaml', cases]]));
}

/** Interpreted and compiled, of the rule and of the standard. */
async function outcomes(rule: string, standard: string): Promise<readonly (string | null)[]> {
  const run = await test(project(rule, standard));
  assert.equal(run.counts.failed, 0);
  return run.files.flatMap(({ cases }) =>
    cases.flatMap(({ expectations }) => expectations.flatMap(({ interpreted, compiled }) => [interpreted, compiled])),
  );
}
