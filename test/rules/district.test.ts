/** The shipped data: where it comes from, and that a count by hand gives the reference figures. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../district/generate.ts';
import { countByHand, readDistrict } from './by-hand.ts';

const folder = join(import.meta.dirname, '../../rules/data');

describe('the shipped district', () => {
  it('is what the seeded generator writes, byte for byte', async () => {
    const files = await generate();
    for (const [name, bytes] of files) {
      assert.ok(
        readFileSync(join(folder, name)).equals(bytes),
        `${name} differs from what test/district/generate.ts writes`,
      );
    }
  });

  it('has 25 of 40 villages and communities and 55 of 56 organisations up to standard in 2021, counted without the engine', async () => {
    const { residential, organisation } = countByHand(await readDistrict(), '2021');
    assert.deepEqual([residential.passed.length, residential.assessed.length], [25, 40]);
    assert.deepEqual([organisation.passed.length, organisation.assessed.length], [55, 56]);
  });

  it('falls short in 2021 for every kind of reason that the rules know', async () => {
    const { residential, organisation } = countByHand(await readDistrict(), '2021');
    const reasons = new Set([...residential.reasons.values(), ...organisation.reasons.values()].flat());
    assert.deepEqual([...reasons].sort(), [
      'accident',
      'casualty',
      'collective',
      'criminal',
      'late-reply',
      'missing-report',
      'opinion',
      'public-security',
      'road-death',
      'skip-level',
    ]);
  });

  it('covers at least five streets, both kinds of residential unit and the codes of one real district', async () => {
    const { units } = await readDistrict();
    const residential = units.filter(({ sector }) => sector === '村（社区）');
    assert.ok(new Set(residential.map(({ street }) => street)).size >= 5);
    assert.deepEqual(new Set(residential.map(({ kind }) => kind)), new Set(['村', '社区']));
    for (const { code, street } of residential) {
      assert.match(code, /^410811\d{6}$/);
      assert.ok(code.startsWith(street));
    }
  });

  it('holds no person: petitioners are numbers, their telephones zeros, and whoever is responsible is a post', async () => {
    const { petitions, disputes } = await readDistrict();
    for (const petition of petitions) {
      assert.match(petition['信访人'] ?? '', /^信访人\d{4}$/);
      assert.match(petition['联系电话'] ?? '', /^000-0000-\d{4}$/);
    }
    const posts = new Set([
      ...petitions.flatMap((petition) => [petition['包案领导职务'], petition['责任人职务']]),
      ...disputes.map((dispute) => dispute['责任人职务']),
    ]);
    posts.delete('');
    for (const post of posts) assert.match(post ?? '', /(区长|书记|主任|负责人|专干|网格长|调解员|主管)$/);
  });
});
