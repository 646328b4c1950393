import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { projects } from './generate/index.ts';
import { renderFiles } from './render.ts';
import { isWellFormed } from './types.ts';

describe('the generator of whole projects', () => {
  it('makes projects that are well-formed by their own rules, and so are all that they shrink to', () => {
    fc.assert(
      fc.property(projects, (project) => {
        assert.ok(isWellFormed(project));
        assert.ok(renderFiles(project).size >= 3);
      }),
      { numRuns: 300 },
    );
  });
});
