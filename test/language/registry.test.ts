/** Every diagnostic of the language is shown by its example, and by nothing else in it. */
import assert from 'node:assert/strict';
import type { Definition } from '../../engine/diagnostics/define.ts';
import * as language from '../../engine/diagnostics/registry/language.ts';
import { analyze } from '../../engine/language/analyze.ts';

const definitions = Object.entries(language) as unknown as readonly (readonly [string, Definition<unknown>])[];

describe('The diagnostics of the language', () => {
  for (const [name, { code, example, severity }] of definitions) {
    it(`${code} ${name}: its example gives it, and nothing else`, () => {
      assert.ok(example, 'has an example');
      const { diagnostics } = analyze(new Map(Object.entries(example.files)));
      const codes = new Set(diagnostics.map((diagnostic) => diagnostic.code));
      assert.deepEqual(
        [...codes],
        [code],
        JSON.stringify(diagnostics.map((each) => [each.code, each.message.en, each.place])),
      );
      assert.equal(diagnostics[0]?.severity, severity);
    });
  }

  it('each has a code of its own', () => {
    const codes = definitions.map(([, { code }]) => code);
    assert.deepEqual(codes.length, new Set(codes).size);
  });

  it('leave no parameter unfilled in a message', () => {
    for (const [name, { example }] of definitions) {
      for (const { message, remedy } of analyze(new Map(Object.entries(example?.files ?? {}))).diagnostics) {
        for (const text of [message.zh, message.en, remedy.zh, remedy.en]) {
          assert.doesNotMatch(text, /(^|[^$\w])\{[A-Za-z]+\}/, `${name}: ${text}`);
          assert.notEqual(text.trim(), '', name);
        }
      }
    }
  });

  it('are many', () => {
    assert.ok(definitions.length > 100, String(definitions.length));
  });
});
