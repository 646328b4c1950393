/** The table of the seventeen mechanisms in the README: each row's policy is there, and its command prints its figures. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository, zhunsheng } from '../cli/command.ts';

interface TableRow {
  readonly id: string;
  readonly policy: string;
  readonly command: readonly string[];
  readonly figures: readonly string[];
}

const rows: readonly TableRow[] = readFileSync(join(repository, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| M\d+ /.test(line))
  .map((line) => {
    const [, id = '', , policy = '', command = '', figure = ''] = line
      .split(' | ')
      .flatMap((cell, index) => (index === 0 ? ['', cell] : [cell]));
    return {
      id: id.replace(/[| ]/g, ''),
      policy: /\]\((.*)\)/.exec(policy)?.[1] ?? '',
      command: (/`(.*)`/.exec(command)?.[1] ?? '').split(' '),
      figures: [...figure.matchAll(/\*\*(.*?)\*\*/g)].map(([, text = '']) => text),
    };
  });

describe("the README's table of mechanisms", function () {
  this.timeout(120_000);

  it('has all seventeen, each with a policy file that exists', () => {
    assert.deepEqual(
      rows.map(({ id }) => id),
      Array.from({ length: 17 }, (_, index) => `M${index + 1}`),
    );
    for (const { id, policy } of rows) assert.ok(existsSync(join(repository, policy)), `${id}: ${policy}`);
  });

  for (const { id, command, figures } of rows) {
    it(`${id}: zhunsheng ${command.join(' ')}`, async () => {
      const { status, out, err } = await zhunsheng([...command, '--lang', 'zh']);
      assert.equal(status, 0, err);
      assert.ok(figures.length > 0);
      // Lines are wrapped where a terminal would end.
      const text = out.replace(/\n\s*/g, '');
      for (const figure of figures) assert.ok(text.includes(figure), `${figure} is not in:\n${out}`);
    });
  }
});
