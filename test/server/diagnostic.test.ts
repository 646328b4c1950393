/** What the editor shows is what the command line tells. */
import assert from 'node:assert/strict';
import { report } from '../../engine/diagnostics/define.ts';
import { notText } from '../../engine/diagnostics/registry/run.ts';
import { toProtocol } from '../../server/src/index.ts';

describe('A diagnostic for the editor', () => {
  it('has the code, range, message and remedy, in one language, and the related places', () => {
    const range = { start: { line: 2, column: 4 }, end: { line: 2, column: 9 } };
    const related = { place: { file: 'b.yaml', range }, message: { zh: '这里', en: 'here' } };
    const diagnostic = report(notText, { file: 'a.yaml', range }, { reason: 'x' }, { related: [related] });
    assert.deepEqual(
      toProtocol(diagnostic, 'en', (file) => `file:///p/${file}`),
      {
        range: { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } },
        severity: 1,
        code: 'ZS5005',
        source: 'zhunsheng',
        message: 'The file is not UTF-8 text: x\nSave it as UTF-8 in your editor',
        relatedInformation: [
          {
            location: {
              uri: 'file:///p/b.yaml',
              range: { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } },
            },
            message: 'here',
          },
        ],
      },
    );
  });
});
