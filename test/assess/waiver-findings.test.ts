/** A waiver of a record that is not in the data is told, once, and only where it would hold. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assess, openProject } from '../../engine/index.ts';

describe('a waiver of what is not in the data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waivers-'));
  after(() => rmSync(folder, { recursive: true }));

  const dictionary = `resources:
  - name: unit
    path: units.csv
    schema: { primaryKey: [id], fields: [{ name: id, type: string }, { name: petitions, type: integer }] }
  - name: report
    path: reports.csv
    schema:
      primaryKey: [unit, month]
      fields: [{ name: unit, type: string }, { name: month, type: yearmonth }, { name: late, type: integer }]
`;
  const policy = `policy: zero
title: { zh: 零上访, en: Zero petitions }
version: 2021.1
effective: { from: 2021-01-01 }
rules:
  no-petition:
    title: { zh: 无上访, en: No petition }
    for: unit
    require: petitions = 0
    otherwise: { severity: minor, message: { zh: 有上访, en: There are petitions } }
  in-time:
    title: { zh: 按时, en: In time }
    for: report
    require: late = 0
    otherwise: { severity: minor, message: { zh: 迟报, en: It was late } }
`;
  const waiver = (rule: string, subject: string, year = 2021): string => `- rule: ${rule}
  subject: ${subject}
  reason: 拆迁
  approved-by: 区委
  from: ${year}-01-01
  until: ${year}-12-31
`;

  async function findings(waivers: string, reports: string | null = 'unit,month,late\nu1,2021-01,1\n') {
    const files = { 'datapackage.yaml': dictionary, 'zero.policy.yaml': policy, 'waivers.yaml': waivers };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'units.csv'), 'id,petitions\nu1,1\n');
    rmSync(join(folder, 'reports.csv'), { force: true });
    if (reports !== null) writeFileSync(join(folder, 'reports.csv'), reports);
    const { dataFindings } = await assess(await openProject(folder), { period: '2021-01..2021-03', language: 'en' });
    return dataFindings
      .filter(({ code }) => code === 'ZS3130')
      .map(({ file, row, column, message }) => `${file} ${row} ${column}: ${message}`);
  }

  it('is a finding about waivers.yaml, once for all months', async () => {
    const waivers =
      waiver('no-petition', 'unit:u1') + waiver('no-petition', "unit:u'2") + waiver('in-time', 'report:u1/2021-02');
    assert.deepEqual(await findings(waivers), [
      'waivers.yaml null subject: the rule "in-time" is waived for report:u1/2021-02, which is not in the data: the waiver waives nothing',
      `waivers.yaml null subject: the rule "no-petition" is waived for unit:u'2, which is not in the data: the waiver waives nothing`,
    ]);
  });

  it('is none where the record is there, also one whose key has a month', async () => {
    assert.deepEqual(await findings(waiver('no-petition', 'unit:u1') + waiver('in-time', 'report:u1/2021-01')), []);
  });

  it('is none where the waiver holds in no month judged, or the file is missing', async () => {
    assert.deepEqual(await findings(waiver('no-petition', 'unit:u2', 2022)), []);
    assert.deepEqual(await findings(waiver('in-time', 'report:u9/2021-01'), null), []);
  });
});
