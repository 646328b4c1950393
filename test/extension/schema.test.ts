/** Other YAML editors help as well: the schemas take every shipped file, and see the slips that a schema can see. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const files = readdirSync(join(root, 'rules'), { recursive: true, encoding: 'utf8' });

describe('the JSON schemas for other editors', () => {
  const policy = schemaOf('policy');
  const tests = schemaOf('test');
  const waivers = schemaOf('waivers');

  it('take every shipped policy, test and waiver', () => {
    for (const [ending, validate] of [
      ['.policy.yaml', policy],
      ['.test.yaml', tests],
      ['waivers.yaml', waivers],
    ] as const) {
      for (const file of files.filter((each) => each.endsWith(ending))) {
        validate(parse(readFileSync(join(root, 'rules', file), 'utf8')));
        assert.equal(validate.errors, null, `${file}: ${JSON.stringify(validate.errors)}`);
      }
    }
  });

  it('refuse a misspelt key, a missing one, a word that is no choice, two kinds of fact at once', () => {
    const head = { policy: 'p', version: 1, effective: { from: '2021-01-01' } };
    const rule = { for: 'unit', require: 'kind = village' };
    const count = { of: 'unit', count: 'petition' };
    assert.ok(policy({ ...head, rules: { r: rule }, facts: { f: count } }));
    assert.ok(!policy({ ...head, rulez: {} }));
    assert.ok(!policy({ policy: 'p' }));
    assert.ok(!policy({ ...head, rules: { r: { for: 'unit' } } }));
    assert.ok(!policy({ ...head, rules: { r: { ...rule, otherwise: { severity: 'grave' } } } }));
    assert.ok(!policy({ ...head, facts: { f: { ...count, sum: 'accident.injured' } } }));
    assert.ok(!waivers([{ rule: 'r' }]));
  });
});

function schemaOf(name: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(root, `extension/schema/${name}.schema.json`), 'utf8'));
  return new Ajv({ allowUnionTypes: true }).compile(schema);
}
