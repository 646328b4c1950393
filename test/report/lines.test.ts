/** By which references the wall chart stands and who answers for a unit: as the descriptor says, or as the policies group. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openFiles, openProject } from '../../engine/project/open.ts';
import { linesOf } from '../../engine/report/lines.ts';
import { report } from '../../engine/report/report.ts';
import { smallTown, type Town, withTown } from './town.ts';

describe('The two lines of a unit', () => {
  const linesWith = (edit: (descriptor: string) => string) =>
    withTown(smallTown, async (project) => {
      const files = new Map(project.files);
      files.set('datapackage.yaml', edit(files.get('datapackage.yaml') ?? ''));
      const { analysis, diagnostics } = openFiles(project.folder, files);
      const [era] = analysis.eras;
      const { territory, department } = era === undefined ? { territory: null, department: null } : linesOf(era.model);
      const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      return { territory: territory?.name, department: department?.name, errors };
    });
  const property = '    zhunsheng:lines: { territory: street, department: supervised-by }\n';

  it('are those that the descriptor names', async () => {
    assert.deepEqual(await linesWith((text) => text), { territory: 'street', department: 'supervised-by', errors: [] });
    const turned = property.replace('territory: street, department: supervised-by', 'territory: department');
    assert.deepEqual(await linesWith((text) => text.replace(property, turned)), {
      territory: 'supervised-by',
      department: undefined,
      errors: [],
    });
  });

  it('are else the reference that a roll-up of the main standard groups by, and the next', async () => {
    assert.deepEqual(await linesWith((text) => text.replace(property, '')), {
      territory: 'street',
      department: 'supervised-by',
      errors: [],
    });
  });

  it('must be references', async () => {
    const wrong = property.replace('territory: street', 'territory: streat');
    assert.deepEqual((await linesWith((text) => text.replace(property, wrong))).errors, ['ZS8105']);
  });

  const bulletinOf = (town: Town, edit: (folder: string) => void = () => undefined): Promise<string> =>
    withTown(town, async (_, base) => {
      edit(join(base, 'rules'));
      const project = await openProject(join(base, 'rules'), { tests: false });
      await report(project, {
        period: '2021-11',
        out: join(base, 'out'),
        audience: 'internal',
        language: 'en',
        only: ['bulletin'],
      });
      return readFileSync(join(base, 'out', 'bulletin', '2021-11.html'), 'utf8');
    });

  it('keep two streets of one name apart', async () => {
    const page = await bulletinOf({
      ...smallTown,
      streets: [
        ['S1', '人民路'],
        ['S2', '人民路'],
      ],
    });
    assert.equal(page.match(/<li class="street">/g)?.length, 2);
    // The policy's own roll-up goes by the name.
    assert.match(
      page,
      /data-from="rollups\/2021-11\/by-street\/%E4%BA%BA%E6%B0%91%E8%B7%AF\/three-zero\/assessed">10</,
    );
  });

  it('are told by their keys where the file of their names is missing, and the bulletin says that it is', async () => {
    const page = await bulletinOf(smallTown, (folder) => rmSync(join(folder, 'data', 'departments.csv')));
    assert.match(page, /Files that are missing[\s\S]*data\/departments\.csv/);
    assert.match(page, /<dt>Department<\/dt><dd><bdi data-text="name">D1<\/bdi>/);
  });
});
