import assert from 'node:assert/strict';
import { join } from 'node:path';
import { mutate, openProject } from '../../engine/index.ts';

describe('The shipped policies under mutation', function () {
  this.timeout(0);

  it('have 95 of 100 changes noticed by their tests, also where what may make no difference counts as unnoticed', async () => {
    const project = await openProject(join(import.meta.dirname, '../../rules'));
    const { counts, survivors, equivalents } = await mutate(project);
    const unproven = equivalents.filter(({ reason }) => reason === 'no-difference-found');
    const open = [...survivors, ...unproven].map(({ id }) => id);
    assert.ok(counts.mutants > 1000, String(counts.mutants));
    assert.ok(counts.caught >= 0.95 * (counts.caught + open.length), open.join('\n'));
  });
});
