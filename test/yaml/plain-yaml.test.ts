/** The fast reader and the `yaml` package give one tree, place by place; what the fast one cannot read it leaves alone. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { linesOf } from '../../engine/yaml/lines.ts';
import { readPlainYaml } from '../../engine/yaml/plain-yaml.ts';
import { readAnyYaml } from '../../engine/yaml/read.ts';
import type { Tree } from '../../engine/yaml/tree.ts';

describe('Reading YAML fast', () => {
  it('reads the shipped dictionary and policies itself, and as the package does', () => {
    const folder = new URL('../../rules/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    assert.ok(files.length > 5 && files.includes('datapackage.yaml'));
    for (const name of files) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      assert.deepEqual(
        readPlainYaml(linesOf(name, text)) ?? 'left to the package',
        readAnyYaml(linesOf(name, text)).root,
        name,
      );
    }
  });

  it('gives the same tree as the package, or none, for any text that looks like YAML', () => {
    let read = 0;
    fc.assert(
      fc.property(document(), fc.boolean(), (unix, ofWindows) => {
        const text = ofWindows ? unix.replaceAll('\n', '\r\n') : unix;
        const fast = readPlainYaml(linesOf('a.yaml', text));
        if (fast === null) return;
        read++;
        const slow = readAnyYaml(linesOf('a.yaml', text));
        assert.deepEqual(
          slow.diagnostics.map(({ message }) => message.en),
          [],
          text,
        );
        assert.deepEqual(fast, slow.root, text);
      }),
      { numRuns: 4000 },
    );
    assert.ok(read > 300, `only ${read} were read fast`);
  });

  const leftAlone: readonly (readonly [string, string])[] = [
    ['an anchor of a key', '- &x a: 1\n- b\n'],
    ['an anchor of nothing', 'a: &x\nb: *x\n'],
    ['an alias within what it names', 'a: &x { b: *x }\n'],
    ['an alias without an anchor', 'a: *x\n'],
    ['an alias as a key', 'a: &x b\n*x : c\n'],
    ['aliases that multiply', bomb(9)],
    ['a line that ends as on old Macintoshes', 'a: 1\rb: 2\n'],
    ['a block scalar', 'a: |\n  text\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a text over two lines', 'a: one\n  two\n'],
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['a tab', 'a:\tb\n'],
    ['a quote that is not closed', 'a: "b\n'],
    ['a bracket that is not closed', 'a: [b, c\n'],
    ['wrong indentation', 'a:\n    b: 1\n  c: 2\n'],
    ['a second colon', 'a: b: c\n'],
  ];
  for (const [what, text] of leftAlone) {
    it(`leaves ${what} to the package`, () => assert.equal(readPlainYaml(linesOf('a.yaml', text)), null));
  }

  it('reads what people write', () => {
    const text = '# comment\na: 1 # more\nb:\n  - { c: "x: y", d: [1.50, two three] }\n  - e: f\n    g:\n- h\n';
    assert.equal(readPlainYaml(linesOf('a.yaml', text)), null, 'a list after a map is an error');
    const sound = text.replace('- h\n', 'i:\n- h\n-   j: k\n    l: unit:u1\n');
    const tree = readPlainYaml(linesOf('a.yaml', sound)) as Tree;
    assert.ok(tree !== null);
    assert.deepEqual(tree, readAnyYaml(linesOf('a.yaml', sound)).root);
  });

  const withAliases: readonly (readonly [string, string])[] = [
    ['a list', 'a: &x\n  - 1\n  - { b: c }\nd: { e: *x, f: [*x] }\n'],
    ['a list as far to the left as its key', 'a: &x # note\n- 1\nb: *x\n'],
    ['a map', 'a: &x\n  b: 1\nc: *x # again\n'],
    ['items', '- &x a\n- &y { b: *x }\n- &z\n  c: *y\n- *z\n- [*x, &w "d", *w]\n'],
    ['a name in Chinese', 'a: &处方 [1]\nb: *处方\n'],
  ];
  for (const [what, text] of withAliases) {
    it(`reads what stands for ${what} once written`, () => {
      const tree = readPlainYaml(linesOf('a.yaml', text));
      assert.deepEqual(tree ?? 'left to the package', readAnyYaml(linesOf('a.yaml', text)).root);
    });
  }
});

/** Each level names five of the one before. */
function bomb(levels: number): string {
  const line = (level: number): string =>
    `a${level}: &a${level} [${Array(5)
      .fill(`*a${level - 1}`)
      .join(', ')}]\n`;
  return `a0: &a0 x\n${Array.from({ length: levels }, (_, level) => line(level + 1)).join('')}`;
}

/** Lines put together from what policies are made of, most of them right, some not. */
function document(): fc.Arbitrary<string> {
  const word = fc.constantFrom('a', 'b', 'kind', 'policy', '村', 'skip-level', 'x_1', 'true', 'null', '~', 'no');
  const plain = fc.constantFrom(
    'a',
    'count',
    '7',
    '-3',
    '1.50',
    '2021-01-01',
    '95%',
    'kind in [a, b]',
    'x = "y"',
    'a:b',
    'a#b',
    'a #b',
    '-x',
    '007',
    '1e3',
    '0x1F',
    '.5',
    '$days',
    '{',
    '[',
    'a, b',
    '- a',
    '*x',
    '*x',
    '*y',
    '&y',
    '&x a',
    '&x [a, b]',
    '&y { a: *x }',
    '&x',
    '&x "q"',
    '&x a: b',
    '&y *x',
    '!t',
    '@z',
    '>',
    '| x',
    '? a',
    ': a',
    'a:',
    'a: b',
    '',
    '"q"',
    "'s'",
    '"a\\"b"',
    "'it''s'",
    '"x: y"',
    '"\\u0041"',
    '"',
    "'",
    'null',
    'TRUE',
    '.inf',
    '+1',
    '-',
    '--',
    '%a',
    '`b',
    ',c',
    '#d',
    '- - a',
    '1_000',
    '0',
    '-0',
  );
  const flow = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      plain,
      fc.array(tie('node'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc
        .array(fc.tuple(word, tie('node')), { maxLength: 3 })
        .map((pairs) => `{ ${pairs.map((pair) => pair.join(': ')).join(', ')} }`),
      fc.array(tie('node'), { maxLength: 2 }).map((items) => `[${items.join(',\n      ')}]`),
    ),
  })).node;
  const comment = fc.constantFrom('', '', '', ' # note', '  ', '#x');
  const line = fc
    .tuple(
      fc.constantFrom(0, 0, 0, 2, 2, 4, 1, 3),
      fc.constantFrom('', '', '', '- ', '-   ', '-'),
      fc.option(fc.tuple(word, fc.constantFrom(': ', ':', ':  ', ' : ')), { nil: null, freq: 6 }),
      fc.oneof(plain, flow, fc.constant('')),
      comment,
    )
    .map(
      ([indent, dash, key, value, end]) =>
        `${' '.repeat(indent)}${dash}${key === null ? '' : key.join('')}${value}${end}`,
    );
  return fc
    .array(
      fc.oneof(
        { weight: 12, arbitrary: line },
        { weight: 1, arbitrary: fc.constantFrom('', '# c', '  # c', '---', '...') },
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((lines) => `${lines.join('\n')}\n`);
}
