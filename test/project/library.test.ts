/** The library does what the commands do: it returns data, prints nothing, and throws only what a caller can act on. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assessmentOf } from '../../engine/assess/assess.ts';
import {
  assess,
  check,
  diff,
  explain,
  format,
  openProject,
  rerun,
  test,
  withAssessment,
  ZhunshengError,
} from '../../engine/index.ts';
import { type Sandbox, sandbox } from '../cli/project.ts';

describe('The library', () => {
  let box: Sandbox;
  before(() => {
    box = sandbox();
  });
  after(() => box.remove());

  it('checks, tests, assesses, explains and repeats', async () => {
    const project = await openProject(box.project);
    assert.deepEqual(check(project), { files: 4, diagnostics: [], counts: { error: 0, warning: 0, information: 0 } });
    assert.deepEqual((await test(project)).counts, { cases: 1, passed: 1, failed: 0 });
    const out = join(box.base, 'out');
    const assessment = await assess(project, { period: '2021-01', language: 'en', out });
    assert.deepEqual(
      assessment.standings.map(({ subject, verdict }) => `${subject} ${verdict}`),
      ['u1 fail', 'u2 pass', 'u3 fail', 'u4 undetermined'],
    );
    assert.deepEqual(assessment.rollups[0], {
      ...{
        period: '2021-01',
        rollup: 'by-kind',
        group: 'enterprise',
        standard: 'zero-petition',
        assessed: 2,
        passed: 0,
      },
      ...{ failed: 1, undetermined: 1, rate: 0, rank: 2, change: null },
    });
    assert.deepEqual(assessment.counts.subjects, { petition: 5, unit: 4 });
    assert.equal(readdirSync(out).length, 8);
    const { verdicts } = await explain(project, { period: '2021-01', subject: 'unit:u1', language: 'en' });
    assert.deepEqual(
      verdicts.map(({ rule, verdict, evidence }) => [rule, verdict, evidence]),
      [['no-skip-level-petition', 'fail', ['=p5', 'p1']]],
    );
    assert.equal((await rerun(join(out, 'manifest.json'))).same, true);
  });

  it('tells what it is doing', async () => {
    const steps: string[] = [];
    await assess(await openProject(box.project), { period: '2021-01', onProgress: ({ en }) => steps.push(en) });
    assert.ok(steps.includes('Reading data/units.csv: 4 rows') && steps.includes('Judging…'), steps.join('; '));
  });

  it('holds no more rows in memory than it says, and leaves the rest to be read row by row', async () => {
    const options = { period: '2021-01' };
    await withAssessment(await openProject(box.project), options, async ({ results }) => {
      await assert.rejects(assessmentOf(results, 3), (error) => {
        assert.ok(error instanceof ZhunshengError);
        assert.equal(error.diagnostic.code, 'ZS9014');
        assert.match(error.message, /3/);
        return true;
      });
    });
  });

  it('tells callers in JavaScript what they got wrong, and never what they sent', async () => {
    const open = await openProject(box.project);
    type Any = (...args: readonly unknown[]) => unknown;
    const calls: readonly [Any, readonly unknown[], string][] = [
      [openProject as Any, [], 'openProject() takes a text as path; undefined was given'],
      [openProject as Any, ['.', null], 'openProject() takes an object as options; null was given'],
      [check as Any, [{}], 'check() takes a project from openProject as project; object was given'],
      [test as Any, [open, { filter: 5 }], 'test() takes a text as options.filter; number was given'],
      [assess as Any, [open], 'assess() takes an object as options; undefined was given'],
      [assess as Any, [open, {}], 'assess() takes a text as options.period; undefined was given'],
      [
        assess as Any,
        ['secret', { period: '2021' }],
        'assess() takes a project from openProject as project; string was given',
      ],
      [
        assess as Any,
        [open, { period: '2021', standards: 'a' }],
        'assess() takes an array of texts as options.standards; string was given',
      ],
      [explain as Any, [open, { period: '2021' }], 'explain() takes a text as options.subject; undefined was given'],
      [
        explain as Any,
        [open, { period: '2021', subject: 'unit:u1', language: 'fr' }],
        "explain() takes 'zh' or 'en' as options.language; string was given",
      ],
      [diff as Any, [open, { period: '2021' }], 'diff() takes a text as options.base; undefined was given'],
    ];
    for (const [call, args, message] of calls) {
      await assert.rejects(
        async () => call(...args),
        (error) => {
          assert.ok(error instanceof ZhunshengError, String(error));
          assert.ok(error.diagnostic.message.en.includes(message), error.diagnostic.message.en);
          assert.equal(error.diagnostic.code, 'ZS9013');
          return true;
        },
      );
    }
  });

  const project = () => openProject(box.project);
  const wrong: readonly [string, () => Promise<unknown>, string][] = [
    ['no project', () => openProject(join(box.base, 'nowhere')), 'ZS5001'],
    ['no descriptor', () => openProject(box.base), 'ZS5002'],
    ['no period', async () => assess(await project(), { period: 'soon' }), 'ZS9007'],
    ['no date', async () => assess(await project(), { period: '2021', asOf: '2021-02-30' }), 'ZS9008'],
    ['no subject', async () => explain(await project(), { period: '2021', subject: 'u1' }), 'ZS9009'],
    ['no manifest', () => rerun(join(box.base, 'nowhere.json')), 'ZS5030'],
    ['no folder to lay out', () => format(join(box.base, 'nowhere'), { write: false }), 'ZS5001'],
  ];
  for (const [what, call, code] of wrong) {
    it(`throws a ZhunshengError for ${what}, in both languages and with a remedy`, async () => {
      await assert.rejects(call, (error) => {
        assert.ok(error instanceof ZhunshengError);
        assert.equal(error.code, code);
        const { message, remedy } = error.diagnostic;
        assert.ok([message.zh, message.en, remedy.zh, remedy.en].every((text) => text !== ''));
        return true;
      });
    });
  }
});
