import assert from 'node:assert/strict';
import * as data from '../../engine/diagnostics/registry/data.ts';
import { project, read, removeFolders, stopsWith } from './project.ts';

describe('the diagnostics of data files', () => {
  after(removeFolders);

  for (const [name, definition] of Object.entries(data)) {
    if (definition.example === undefined) continue;
    const { code, example } = definition;
    it(`${code} ${name} is what its example shows`, async () => {
      const { 'datapackage.yaml': dictionary = '', ...files } = example.files;
      const of = project(dictionary, files);
      if (code.startsWith('ZS4')) {
        assert.equal((await stopsWith(of)).slice(0, 6), code);
      } else {
        const { all } = await read(of);
        // A record whose key has a value taken as unknown is named for that, too.
        const follows = code === data.slashInKey.code ? [data.keyless.code] : [];
        assert.deepEqual([...new Set(all.map((one) => one.code))].sort(), [...follows, code]);
        for (const { message } of all)
          assert.doesNotMatch(`${message.zh}${message.en}`, /\{\w+\}|undefined|object Object/);
      }
    });
  }

  it('only what no text file can show, or what only judging finds (ZS3121, ZS3130), has no example', () => {
    const without = Object.values(data).filter(({ example }) => example === undefined);
    assert.deepEqual(without.map(({ code }) => code).sort(), [
      'ZS3115',
      'ZS3121',
      'ZS3130',
      'ZS4001',
      'ZS4002',
      'ZS4003',
      'ZS4005',
      'ZS4006',
      'ZS4007',
      'ZS4008',
      'ZS4014',
      'ZS4015',
      'ZS4016',
      'ZS4017',
      'ZS4019',
    ]);
  });
});
