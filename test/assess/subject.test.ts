/** Whom `explain` is asked about: written as people write it, and told what is wrong where there is nobody. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain, openProject, type Project, type ZhunshengError } from '../../engine/index.ts';

const files: Readonly<Record<string, string>> = {
  'datapackage.yaml': `name: schools
resources:
  - name: school
    title: { zh: 学校, en: School }
    path: schools.csv
    zhunsheng:valid: { from: opened, to: closed }
    schema:
      fields:
        - { name: code, type: string }
        - { name: opened, type: date }
        - { name: closed, type: date }
        - { name: pupils, type: integer }
      primaryKey: [code]
`,
  'schools.csv': 'code,opened,closed,pupils\ns1,2000-09-01,,100\ns2,1980-09-01,2021-03-31,50\n',
  'size.policy.yaml': `policy: size
title: { zh: 规模, en: Size }
version: 1
effective: { from: 2021-01-01 }
rules:
  large: { title: { zh: 大, en: Large }, for: school, require: pupils ≥ 10 }
`,
};

describe('The subject that explain is asked about', () => {
  let folder: string;
  let project: Project;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'subject-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    project = await openProject(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  const refused = async (subject: string, period = '2021'): Promise<string> => {
    const error = await explain(project, { period, subject }).then(
      () => assert.fail('it was explained'),
      ({ diagnostic }: ZhunshengError) => diagnostic,
    );
    return `${error.code} ${error.message.en}. ${error.remedy.en}`;
  };

  it('may stand behind the wide colon of a Chinese keyboard', async () => {
    const { subject, verdicts } = await explain(project, { period: '2021', subject: 'school：s1' });
    assert.deepEqual([subject, verdicts[0]?.verdict], ['s1', 'pass']);
  });

  it('that has ended within the period is told with the last month that had it, which then can be asked for', async () => {
    assert.equal(
      await refused('school:s2'),
      'ZS5014 There is no school "s2" any more on 2021-12-31; the last month that had it is 2021-03. For its verdicts then, write --period 2021-03',
    );
    assert.equal((await explain(project, { period: '2021-03', subject: 'school:s2' })).verdicts.length, 1);
  });

  it('that never was in the period is not there', async () => {
    assert.match(await refused('school:s2', '2021-Q3'), /^ZS5010 There is no school "s2"/);
    assert.match(await refused('school:s9'), /^ZS5010 There is no school "s9"/);
  });

  it('of which the entity is called by its title is told its name', async () => {
    assert.match(await refused('学校:s1'), /^ZS5009 No entity "学校" .*; did you mean "school"\?/);
  });
});
