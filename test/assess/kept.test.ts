import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../engine/assess/explain.ts';
import { mostQuestions } from '../../engine/assess/kept.ts';
import { moment } from '../../engine/calendar/period.ts';
import { loadDataset } from '../../engine/data/load.ts';
import { interpret } from '../../engine/interpret/interpreter.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import { openProject } from '../../engine/project/open.ts';

describe('explaining again and again from one opened project', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kept-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'datapackage.yaml'), descriptor);
    writeFileSync(join(folder, 'one.policy.yaml'), policy);
    writeFileSync(join(folder, 'data/unit.csv'), 'code,size\nu1,3\n');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells of a file as it is now, also where it was changed, removed or made since', async () => {
    const project = await openProject(folder);
    const verdict = async (data: string | null = null) => {
      const explained = await explain(project, { period: '2021', subject: 'unit:u1', data });
      return explained.verdicts[0]?.verdict;
    };
    assert.equal(await verdict(), 'pass');
    assert.equal(await verdict(), 'pass');
    writeFileSync(join(folder, 'data/unit.csv'), 'code,size\nu1,9\n');
    assert.equal(await verdict(), 'fail');
    rmSync(join(folder, 'data/unit.csv'));
    await assert.rejects(verdict(), { code: 'ZS5010' });
    writeFileSync(join(folder, 'data/unit.csv'), 'code,size\nu1,\n');
    assert.equal(await verdict(), 'undetermined');
  });

  it('says the same after more questions than it keeps the answers of', async () => {
    const project = await openProject(folder);
    const ask = () => explain(project, { period: '2021', subject: 'unit:u1' });
    const first = await ask();
    for (let at = 0; at < mostQuestions; at++) await ask();
    assert.deepEqual(await ask(), first);
  });

  it('keeps data folders, periods and as-of dates apart', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'unit.csv'), 'code,size\nu1,9\n');
    const project = await openProject(folder);
    const ask = async (period: string, data: string | null) => {
      const explained = await explain(project, { period, subject: 'unit:u1', data });
      return [explained.asOf, explained.verdicts[0]?.verdict];
    };
    assert.deepEqual(await ask('2021', null), ['2021-12-31', 'pass']);
    assert.deepEqual(await ask('2021', other), ['2021-12-31', 'fail']);
    assert.deepEqual(await ask('2022', null), ['2022-12-31', 'pass']);
    assert.deepEqual(await ask('2021', null), ['2021-12-31', 'pass']);
  });
});

describe('explaining from the files that matter', () => {
  const rules = join(import.meta.dirname, '../../rules');

  it('says the same as from all files, of every kind of subject, whatever was asked before', async () => {
    const project = await openProject(rules, { tests: false });
    const { dataset } = await loadDataset(project);
    const model = modelOn(project.analysis, '2021-12-31');
    const judged = new Set([...(model?.rules.values() ?? [])].map(({ entity }) => entity));
    assert.ok(judged.size > 4);
    for (const entity of [...judged, ...[...judged].reverse()]) {
      const table = dataset.get(entity);
      assert.ok(model !== null && table?.state === 'present');
      const keys = interpret(model, dataset, moment({ name: '2021', first: '2021-01-01', last: '2021-12-31' }));
      for (const key of keys.subjects(entity).slice(0, 3)) {
        const asked = { period: '2021', subject: `${entity}:${key}` };
        assert.deepEqual(await explain(project, asked), await explain(project, { ...asked, dataset }));
      }
    }
  });

  it('does not read what no rule about the subject looks at', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'kept-'));
    try {
      cpSync(rules, copy, { recursive: true });
      const [, first] = readFileSync(join(copy, 'data/petitions.csv'), 'latin1').split('\n');
      writeFileSync(join(copy, 'data/inspections.csv'), 'no table at all');
      const project = await openProject(copy, { tests: false });
      const explained = await explain(project, { period: '2021', subject: `petition:${first?.split(',')[0]}` });
      assert.ok(explained.verdicts.length > 0);
      await assert.rejects(explain(project, { period: '2021', subject: 'unit:410811001001' }), { code: 'ZS4011' });
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});

const descriptor = `name: small
resources:
  - name: unit
    path: data/unit.csv
    schema:
      fields:
        - { name: code, type: string }
        - { name: size, type: integer }
      primaryKey: [code]
`;

const policy = `policy: one
title: { zh: 一, en: One }
version: 1
effective: { from: 2020-01-01 }
rules:
  small:
    title: { zh: 小, en: Small }
    for: unit
    require: size < 5
`;
