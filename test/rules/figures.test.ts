/** The reference figures, by the interpreter, against the count by hand: which units, not only how many. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { moment, type Period, parsePeriod } from '../../engine/calendar/period.ts';
import { loadDataset } from '../../engine/data/load.ts';
import { assess } from '../../engine/index.ts';
import { type Interpretation, interpret } from '../../engine/interpret/interpreter.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import type { Verdict } from '../../engine/model/verdict.ts';
import { openProject, type Project } from '../../engine/project/open.ts';
import { countByHand, readDistrict } from './by-hand.ts';

const folder = join(import.meta.dirname, '../../rules');

describe('the 2021 assessment of the shipped district', () => {
  let project: Project;
  let dataset: Dataset;

  before(async () => {
    project = await openProject(folder);
    dataset = (await loadDataset(project)).dataset;
  });

  it('finds up to standard the very units that a count by hand finds', async () => {
    const { residential, organisation } = countByHand(await readDistrict(), '2021');
    const verdicts = await standings('2021');
    const upToStandard = [...verdicts].filter(([, verdict]) => verdict === 'pass').map(([unit]) => unit);
    assert.deepEqual(upToStandard.sort(), [...residential.passed, ...organisation.passed].sort());
    assert.deepEqual([...verdicts.keys()].sort(), [...residential.assessed, ...organisation.assessed].sort());
  });

  it('publishes 62.5 % of villages and communities and 98.2 % of enterprises and institutions', async () => {
    const { rollups } = await assess(project, { period: '2021', standards: ['three-zero'] });
    assert.deepEqual(
      rollups
        .filter(({ rollup }) => rollup === 'by-class')
        .map(({ group, assessed, passed, rate }) => [group, Number(assessed), Number(passed), Number(rate)]),
      [
        ['organisation', 56, 55, 0.982143],
        ['residential', 40, 25, 0.625],
      ],
    );
  });

  it('leaves undetermined only the units whose one shortcoming is a missing report', async () => {
    const { residential } = countByHand(await readDistrict(), '2021');
    const unreported = [...residential.reasons]
      .filter(([, why]) => why.join() === 'missing-report')
      .map(([unit]) => unit);
    const undetermined = [...(await standings('2021'))].filter(([, verdict]) => verdict === 'undetermined');
    assert.deepEqual(undetermined.map(([unit]) => unit).sort(), unreported.sort());
    assert.ok(unreported.length > 0);
  });

  it('passes two units by a waiver only: without the waivers file they fail', async () => {
    const before = await standings('2021');
    const after = await standings('2021', false);
    const changed = [...before].filter(([unit, verdict]) => after.get(unit) !== verdict);
    assert.deepEqual(changed.map(([unit, verdict]) => [unit, verdict, after.get(unit)]).sort(), [
      ['410811006002', 'pass', 'fail'],
      ['410811008203', 'pass', 'fail'],
    ]);
  });

  it('judges March as it stood on its last day, though the files go on into the next year', async () => {
    const verdicts = [...(await standings('2021-03'))];
    const skipLevel = (await readDistrict()).petitions
      .filter((petition) => petition['信访级别'] === '越级' && /^2021-03/.test(petition['收到日期'] ?? ''))
      .map((petition) => petition['涉事单位代码'] ?? '');
    assert.deepEqual(skipLevel.length, 1);
    assert.deepEqual(
      verdicts.filter(([, verdict]) => verdict === 'fail').map(([unit]) => unit),
      skipLevel,
    );
    assert.equal(verdicts.filter(([, verdict]) => verdict === 'undetermined').length, 1);
  });

  async function standings(name: string, waivers = true): Promise<Map<string, Verdict>> {
    const interpretation = interpretPeriod(parsePeriod(name) as Period, waivers);
    const verdicts = new Map<string, Verdict>();
    for (const unit of interpretation.subjects('unit')) {
      verdicts.set(unit, (await interpretation.standard('three-zero', unit)).verdict);
    }
    return verdicts;
  }

  function interpretPeriod(period: Period, waivers: boolean): Interpretation {
    const at = moment(period);
    const model = modelOn(project.analysis, at.judged);
    assert.ok(model !== null);
    return interpret(waivers ? model : { ...model, waivers: [] }, dataset, at);
  }
});
