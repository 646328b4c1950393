/** What `explain` asks for where data is missing: the file by its name, and whose records are in it. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../engine/assess/explain.ts';
import { openProject } from '../../engine/project/open.ts';
import { type Sandbox, sandbox } from '../cli/project.ts';

describe('what to do where a whole file is missing', () => {
  let box: Sandbox;
  beforeEach(() => {
    box = sandbox();
  });
  afterEach(() => box.remove());

  async function explained(language: 'zh' | 'en', ...missing: readonly string[]) {
    for (const file of missing) rmSync(join(box.project, file));
    const project = await openProject(box.project);
    return explain(project, { period: '2021-01', subject: 'unit:u1', language });
  }

  it('names the file and the entity, and not the fact that is counted from it', async () => {
    const { verdicts } = await explained('zh', 'data/petitions.csv');
    assert.deepEqual(
      verdicts.map(({ verdict, remedy }) => [verdict, remedy]),
      [['undetermined', '提供信访件的文件 data/petitions.csv']],
    );
  });

  it('names each of several files', async () => {
    const { verdicts } = await explained('en', 'data/petitions.csv', 'data/reports.csv');
    assert.equal(
      verdicts[0]?.remedy,
      'supply the file of Petition: data/petitions.csv; supply the file of Monthly report: data/reports.csv',
    );
  });

  it('names it for a standard about records of which there is no file', async () => {
    const { standings } = await explained('en', 'data/petitions.csv');
    assert.deepEqual(
      standings[0]?.requires.map(({ name, verdict, remedy }) => [name, verdict, remedy]),
      [
        ['no-skip-level-petition', 'undetermined', null],
        ['replied-in-time', 'undetermined', 'supply the file of Petition: data/petitions.csv'],
      ],
    );
  });
});
