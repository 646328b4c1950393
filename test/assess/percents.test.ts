/** A share reads as a percentage in every message, from either evaluator, however the policy writes its parameter. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assess } from '../../engine/assess/assess.ts';
import { explain } from '../../engine/assess/explain.ts';
import { openProject } from '../../engine/project/open.ts';

describe('percentages in messages', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'percents-'));
    writeFileSync(join(folder, 'datapackage.yaml'), descriptor);
    writeFileSync(join(folder, 'unit.csv'), 'code\nu1\n');
    writeFileSync(join(folder, 'petition.csv'), 'id,unit,replied\np1,u1,yes\np2,u1,no\np3,u1,no\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function said(least: string, require: string): Promise<string> {
    writeFileSync(join(folder, 'one.policy.yaml'), policy(least, require));
    const project = await openProject(folder);
    const { findings } = await assess(project, { period: '2021', language: 'en' });
    const { verdicts } = await explain(project, { period: '2021', subject: 'unit:u1', language: 'en' });
    assert.equal(verdicts[0]?.message, findings[0]?.message, 'both evaluators say the same');
    return String(findings[0]?.message);
  }

  it('where the parameter is written as one', async () => {
    assert.equal(await said('95%', 'reply-share ≥ $least'), 'only 33.3% of at least 95%');
    assert.equal(await said('0.5%', 'petitions = 0'), 'only 33.3% of at least 0.5%');
  });

  it('where it is written as a number and the rule compares it with a share', async () => {
    assert.equal(await said('0.95', 'reply-share ≥ $least'), 'only 33.3% of at least 95%');
    assert.equal(await said('0.955', '{ not: reply-share < $least }'), 'only 33.3% of at least 95.5%');
  });

  it('but not where it is a number that nothing makes a share', async () => {
    assert.equal(await said('2', 'petitions ≤ $least'), 'only 33.3% of at least 2');
  });
});

const descriptor = `name: small
resources:
  - { name: unit, path: unit.csv, schema: { fields: [{ name: code }], primaryKey: code } }
  - name: petition
    path: petition.csv
    schema:
      fields: [{ name: id }, { name: unit }, { name: replied, type: boolean }]
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`;

const policy = (least: string, require: string): string => `policy: one
title: { zh: 一, en: One }
version: 1
effective: { from: 2020-01-01 }
parameters:
  least: { title: { zh: 最低, en: Least }, values: [{ from: 2020-01-01, value: ${least} }] }
facts:
  reply-share: { of: unit, share: petition, that: replied }
  petitions: { of: unit, count: petition }
rules:
  replied:
    title: { zh: 答复, en: Replied }
    for: unit
    require: ${require}
    otherwise:
      severity: major
      message: { zh: '只有 {reply-share}，应达 {$least}', en: 'only {reply-share} of at least {$least}' }
      remedy: { zh: 补, en: Reply }
`;
