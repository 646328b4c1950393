/** Letters as LibreOffice prints them, with names that documents have broken on. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../../engine/report/report.ts';
import { hostileNames } from './hostile.ts';
import { textOfLetter, withLetters } from './letters-project.ts';
import { pagesOf, printed, setUpOffice } from './office-setup.ts';

/** What a document shows of a text: what XML cannot hold is replaced, and what turns the direction ends with the text. */
const shown: Readonly<Record<string, string>> = {
  ...hostileNames,
  H04: '\u202e村左到右\u2067\u2069\u202c',
  H08: 'a\ufffdb\ufffdc\ufffdd',
};

describe('A letter with a hostile name', function () {
  this.timeout(600_000);
  before(setUpOffice);

  const project = {
    units: hostileNames,
    street: hostileNames['H01'] as string,
    title: hostileNames['H02'] as string,
    clause: '<b>条款</b> & 𠮷',
    message: '<i>{petitions}</i> 件 =1+1 👍',
    petitions: Object.keys(hostileNames).flatMap((unit): [string, string][] => [
      [unit, '2021-04'],
      [unit, '2021-05'],
    ]),
  };

  it('has it as text, opens in LibreOffice and holds its lay-out', () =>
    withLetters(project, async (opened, base) => {
      const out = join(base, 'out');
      await report(opened, { period: '2021-05', out, only: ['letters'] });
      const folder = join(out, 'letters/2021-05/letters');
      const files = readdirSync(folder)
        .sort()
        .map((name) => join(folder, name));
      assert.equal(files.length, 24);
      // Sorted by letter, then by unit, as they are numbered.
      const units = Object.keys(hostileNames);
      const texts = await printed(files, base);
      for (const [at, file] of files.entries()) {
        const unit = shown[units[at % 12] ?? ''] ?? '';
        const paragraphs = textOfLetter(file);
        assert.equal(paragraphs[0], hostileNames['H02']);
        assert.equal(paragraphs[3], `${unit}：`);
        assert.ok(paragraphs.includes('<i>1</i> 件 =1+1 👍'));
        assert.ok(paragraphs.includes('<b>条款</b> & 𠮷'));
        const text = squeezed(texts.get(file) ?? '');
        // Every word of the letter is in what was printed; a text in the other direction is printed in it.
        if (!unit.includes('\u202e'))
          for (const paragraph of paragraphs)
            assert.ok(text.includes(squeezed(paragraph)), `${file}: ${paragraph}\n${text}`);
        const pages = await pagesOf(join(base, file.slice(folder.length + 1).replace(/docx$/, 'pdf')));
        assert.equal(pages, unit.length > 100 ? 2 : 1, file);
      }
    }));
});

/** Lines may be broken anywhere, and emoji joined into one sign are read in parts. */
function squeezed(text: string): string {
  return text.replace(/\s|\u200d|\ufe0f|\ufffd|\p{Extended_Pictographic}/gu, '').normalize('NFKC');
}
