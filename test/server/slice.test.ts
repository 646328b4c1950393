/** One unit is explained from the few records that its verdicts rest on as from all the data. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { explain } from '../../engine/assess/explain.ts';
import { momentsOf } from '../../engine/assess/run.ts';
import { loadDataset } from '../../engine/data/load.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import { keyOf } from '../../engine/model/key.ts';
import { openProject } from '../../engine/project/open.ts';
import { duckdb } from '../../engine/sql/duckdb.ts';
import { openDatabase } from '../../server/src/live/database.ts';
import { sliceFor } from '../../server/src/live/slice.ts';
import { makeStaging } from '../../server/src/live/staging.ts';

describe('The records that one subject rests on', () => {
  it('explain every kind of subject of the shipped project as all records do', async () => {
    const project = await openProject(join(import.meta.dirname, '../../rules'));
    const { signal } = new AbortController();
    const connection = await openDatabase();
    const staged = await makeStaging(connection).refresh(project, { signal, onProgress: () => undefined });
    const { dataset: whole } = await loadDataset(project);
    const [moment] = momentsOf({ period: '2021' });
    assert.ok(moment !== undefined);
    const model = modelOn(project.analysis, moment.judged);
    assert.ok(model !== null);
    const { missing, knowledge } = staged;
    const context = { model, moment, dialect: duckdb, language: 'zh', missing, knowledge, schema: 'slice' } as const;
    let compared = 0;
    for (const entity of new Set([...model.rules.values()].map((rule) => rule.entity))) {
      const described = model.dictionary.entities.get(entity);
      const table = whole.get(entity);
      assert.ok(described !== undefined && table?.state === 'present');
      const keys = [...new Set(table.rows.map((row) => keyOf(described, row)))];
      for (const key of [keys[0], keys[keys.length >> 1], keys.at(-1)]) {
        const options = { period: '2021', subject: `${entity}:${key}` };
        const slice = await sliceFor(connection, context, entity, key ?? '', signal);
        const all = await explain(project, { ...options, dataset: whole }).catch(() => null);
        if (all === null) continue;
        assert.deepEqual(await explain(project, { ...options, dataset: slice }), all);
        compared++;
        if (entity !== 'unit') continue;
        const rows = (each: typeof slice): number =>
          [...each.values()].reduce((sum, one) => sum + (one.state === 'present' ? one.rows.length : 0), 0);
        assert.ok(rows(slice) * 5 < rows(whole), `${rows(slice)} of ${rows(whole)} records`);
      }
    }
    assert.ok(compared > 10);
    connection.closeSync();
  });
});
