import assert from 'node:assert/strict';
import { RE2JS } from 're2js';
import { duckdb } from '../../engine/sql/duckdb.ts';
import { during, entity, model, rule, text } from '../interpret/world.ts';
import { judged } from './judged.ts';

const patterns = [
  'b',
  '^b',
  'b$',
  'a.c',
  '(?i)ABC',
  '(?s)a.c',
  '(?m)^c$',
  '[[:alpha:]]+',
  '[[:^digit:]]',
  '\\d{2,3}',
  '\\bword\\b',
  '^\\w+$',
  '\\s',
  '\\pL',
  '\\p{Han}{2}',
  '\\P{Han}',
  '[一-龥]',
  '^$',
  '',
  'a|中',
  '(a(b)?)+c',
  "it's",
  'x*?y',
  '\\Qa.c\\E',
  '\\x{4e2d}',
  '^.$',
];

const texts = [
  '',
  'b',
  'abc',
  'ABC',
  'a\nc',
  'a.c',
  'a\nb\nc',
  '12',
  '1234',
  'a word here',
  '上访',
  '中',
  'é',
  '😀',
  "it's",
  'ababc',
  'xxy',
  ' ',
  '\t',
];

describe('A text matches the same in SQL as in the interpreter', () => {
  it(`for ${patterns.length} patterns and ${texts.length} texts`, async () => {
    const rules = patterns.map((pattern, i) =>
      rule(`p${i}`, 'note', { kind: 'matches', fact: { through: [], fact: 'text' }, pattern }),
    );
    const of = model([entity('note', { id: text, text })], { rules });
    const note = texts.map((one, i) => ({ id: `n${i}`, text: one }));
    const { rows } = await judged(of, { note }, during('2021'), { findings: false });
    const found = await rows('SELECT * FROM run.verdicts_note');
    for (const row of found) {
      const written = texts[Number(String(row.subject).slice(1))] ?? '';
      for (const [i, pattern] of patterns.entries()) {
        const expected = RE2JS.compile(pattern).test(written) ? 'pass' : 'fail';
        assert.equal(row[`p${i}`], expected, `${JSON.stringify(pattern)} in ${JSON.stringify(written)}`);
      }
    }
    assert.equal(found.length, texts.length);
  });

  it('with quotes kept as they are', () => {
    assert.equal(duckdb.matches('t', duckdb.text("it's")), "regexp_matches(t, 'it''s')");
  });
});
