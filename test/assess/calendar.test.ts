/** Workdays are only counted in years whose notice is known; of a date outside them the data findings tell, and no verdict is made. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assess } from '../../engine/assess/assess.ts';
import { openProject } from '../../engine/project/open.ts';

describe('dates outside the calendar of workdays, in a CSV file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'calendar-'));
    writeFileSync(join(folder, 'datapackage.yaml'), descriptor);
    writeFileSync(join(folder, 'one.policy.yaml'), policy);
    writeFileSync(
      join(folder, 'petition.csv'),
      'id,received-on,replied-on\np1,2021-09-30,2021-10-09\np2,1998-12-30,2021-10-11\np3,2021-09-30,2021-10-12\n',
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are named by file, row and column, and leave the verdict open', async () => {
    const { standings, findings, dataFindings } = await assess(await openProject(folder), {
      period: '2021',
      language: 'en',
    });
    assert.deepEqual(
      standings.map(({ subject, verdict }) => [subject, verdict]),
      [
        ['p1', 'pass'],
        ['p2', 'undetermined'],
        ['p3', 'fail'],
      ],
    );
    assert.deepEqual(
      findings.map(({ subject }) => subject),
      ['p3'],
    );
    assert.deepEqual(
      dataFindings.map(({ file, row, column, code }) => [file, row, column, code]),
      [['petition.csv', 3, 'received-on', 'ZS3121']],
    );
    assert.match(dataFindings[0]?.message ?? '', /1998-12-30 lies outside the years 2004 to \d{4}/);
  });
});

const descriptor = `name: small
resources:
  - name: petition
    path: petition.csv
    schema:
      fields: [{ name: id }, { name: received-on, type: date }, { name: replied-on, type: date }]
      primaryKey: id
`;

const policy = `policy: one
title: { zh: 一, en: One }
version: 1
effective: { from: 2020-01-01 }
facts:
  days-to-reply: { of: petition, workdays: { from: received-on, to: replied-on } }
rules:
  replied:
    title: { zh: 答复, en: Replied }
    for: petition
    during: replied-on
    require: days-to-reply ≤ 2
    otherwise: { severity: major, message: { zh: 迟, en: Late }, remedy: { zh: 答复, en: Reply } }
standards:
  replies: { title: { zh: 答复, en: Replies }, for: petition, requires: [replied] }
`;
