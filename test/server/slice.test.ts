/** One unit is explained from the few records that its verdicts rest on as from all the data. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { explain } from '../../engine/assess/explain.ts';
import { momentsOf } from '../../engine/assess/moments.ts';
import type { Moment } from '../../engine/calendar/period.ts';
import { loadDataset } from '../../engine/data/load.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import { keyOf } from '../../engine/model/key.ts';
import type { Model } from '../../engine/model/policy.ts';
import { openProject, type Project } from '../../engine/project/open.ts';
import { duckdb } from '../../engine/sql/duckdb.ts';
import { openDatabase } from '../../server/src/live/database.ts';
import { sliceFor } from '../../server/src/live/slice.ts';
import { makeStaging } from '../../server/src/live/staging.ts';

describe('The records that one subject rests on', () => {
  it('explain every kind of subject of the shipped project as all records do', async () => {
    const project = await openProject(join(import.meta.dirname, '../../rules'));
    const { signal } = new AbortController();
    const connection = await openDatabase(project.folder);
    const staged = await makeStaging(connection).refresh(project, { signal, onProgress: () => undefined });
    const { dataset: whole } = await loadDataset(project);
    const { moment, model } = sceneOf(project);
    const { missing, knowledge } = staged;
    const context = { model, moment, dialect: duckdb, language: 'zh', missing, knowledge, schema: 'slice' } as const;
    const models = project.analysis.eras.map((era) => era.model);
    let compared = 0;
    for (const entity of new Set([...model.rules.values()].map((rule) => rule.entity))) {
      const keys = keysOf(model, whole, entity);
      for (const key of [keys[0], keys[keys.length >> 1], keys.at(-1)]) {
        const options = { period: '2021', subject: `${entity}:${key}` };
        const slice: Dataset = await sliceFor(connection, context, models, entity, key ?? '', signal);
        const all = await explain(project, { ...options, dataset: whole }).catch(() => null);
        if (all === null) continue;
        assert.deepEqual(await explain(project, { ...options, dataset: slice }), all);
        compared++;
        if (entity !== 'unit') continue;
        // Its street's units come with it: it is ranked among them.
        assert.ok(rowsOf(slice) * 5 < rowsOf(whole), `${rowsOf(slice)} of ${rowsOf(whole)} records`);
      }
    }
    assert.ok(compared > 10);
    connection.closeSync();
  });
});

function sceneOf(project: Project): { readonly moment: Moment; readonly model: Model } {
  const [moment] = momentsOf({ period: '2021' });
  const model = moment === undefined ? null : modelOn(project.analysis, moment.judged);
  if (moment === undefined || model === null) throw new Error('no policy is in force');
  return { moment, model };
}

function keysOf(model: Model, dataset: Dataset, name: string): readonly string[] {
  const entity = model.dictionary.entities.get(name);
  const table = dataset.get(name);
  if (entity === undefined || table?.state !== 'present') return [];
  return [...new Set(table.rows.flatMap((row) => keyOf(entity, row) ?? []))];
}

function rowsOf(dataset: Dataset): number {
  return [...dataset.values()].reduce((sum, table) => sum + (table.state === 'present' ? table.rows.length : 0), 0);
}
