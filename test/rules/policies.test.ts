/** The shipped policies: what a policy officer learns from must itself be without fault. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Localized } from '../../engine/diagnostics/diagnostic.ts';
import { analyze } from '../../engine/language/analyze.ts';
import { formatFile } from '../../engine/language/format.ts';
import { runTests } from '../../engine/testing/run.ts';

const folder = join(import.meta.dirname, '../../rules');

describe('the shipped policies', () => {
  const files = projectFiles();
  const analysis = analyze(files);
  const models = analysis.eras.map(({ model }) => model);
  const rules = models.flatMap((model) => [...model.rules.values()]);
  const standards = models.flatMap((model) => [...model.standards.values()]);

  it('are read without a single remark', () => {
    assert.deepEqual(
      analysis.diagnostics.map(({ code, place, message }) => `${code} ${place.file} ${message.en}`),
      [],
    );
  });

  it('lie in the one canonical layout', () => {
    for (const [file, text] of files) if (file.endsWith('.yaml')) assert.equal(formatFile(file, text).text, text, file);
  });

  it('judge each period by the rules in force in it: those of 2020, of 2021, of the season, and of what came after', () => {
    assert.deepEqual(
      analysis.eras.map(({ from, until, model }) => [
        from,
        until,
        ['no-negative-opinion', 'special-activities-held'].filter((rule) => model.rules.has(rule)),
        [...model.ladders.keys()],
      ]),
      [
        ['2020-07-01', '2020-12-31', [], []],
        ['2021-01-01', '2021-09-30', ['no-negative-opinion'], ['four-letters']],
        ['2021-10-01', '2021-12-31', ['no-negative-opinion', 'special-activities-held'], ['four-letters']],
        ['2022-01-01', null, ['no-negative-opinion'], ['four-letters']],
      ],
    );
  });

  it('say the title, message and remedy of every rule in both languages', () => {
    for (const rule of rules) {
      bilingual(rule.name, rule.title);
      assert.ok(rule.message.zh.length > 0 && rule.message.en.length > 0, rule.name);
      assert.ok(rule.remedy.zh.length > 0 && rule.remedy.en.length > 0, rule.name);
      assert.notDeepEqual(rule.message.zh, rule.message.en, rule.name);
      assert.notDeepEqual(rule.remedy.zh, rule.remedy.en, rule.name);
    }
    for (const standard of standards) bilingual(standard.name, standard.title);
  });

  it('rest every rule and standard on a clause of the guide, and leave no clause of a duty without one', () => {
    const cited = new Set(
      [...rules, ...standards].map(({ name, cites }) => {
        assert.ok(cites !== null && analysis.clauses.has(cites), `${name} cites ${cites}`);
        return cites;
      }),
    );
    for (const { values } of models.flatMap((model) => [...model.parameters.values()])) {
      for (const { cites } of values) if (cites !== null) cited.add(cites);
    }
    for (const [file, text] of files) {
      if (!file.endsWith('.policy.yaml')) continue;
      for (const [, cite] of text.matchAll(/^cites: (\S+)$/gm)) cited.add(cite ?? '');
    }
    for (const ladder of models.flatMap((model) => [...model.ladders.values()])) cited.add(ladder.cites ?? '');
    const clauses = [...analysis.clauses.values()].filter(({ general, anchored }) => anchored && !general);
    assert.ok(clauses.length > 80);
    assert.deepEqual(
      clauses.map(({ cite }) => cite).filter((cite) => !cited.has(cite)),
      [],
    );
  });

  it('test every rule with a record that passes and one that fails, and every standard with both', () => {
    const expected = analysis.tests.flatMap(({ cases }) => cases.flatMap(({ expect }) => expect));
    const untested = [...new Set([...rules, ...standards].map(({ name }) => name))].flatMap((name) =>
      ['pass', 'fail']
        .filter((verdict) => !expected.some((one) => one.name === name && 'verdict' in one && one.verdict === verdict))
        .map((verdict) => `${name}: ${verdict}`),
    );
    assert.deepEqual(untested, []);
  });

  it('show every rule, every branch and what decides alone, none, one and several records, every step and letter', async () => {
    const { coverage, counts } = await runTests(analysis);
    assert.equal(counts.failed, 0);
    const missing = (coverage?.goals ?? [])
      .filter(({ met, measure }) => !met && !['boundary', 'unknown'].includes(measure))
      .map(
        ({ place, of, measure, which }) => `${place.file}:${place.range.start.line + 1} ${of.name} ${measure} ${which}`,
      );
    assert.deepEqual(missing, []);
    // That of 100 % of the backlog has no neighbour without a hundred petitions.
    const { met, of } = coverage?.totals.boundary ?? { met: 0, of: 0 };
    assert.deepEqual([of > 300, of - met <= 1], [true, true]);
  });

  it('test every verdict that the language knows but a waiver', () => {
    const seen = new Set(
      analysis.tests.flatMap(({ cases }) =>
        cases.flatMap(({ expect }) => expect.flatMap((one) => ('verdict' in one ? [one.verdict] : []))),
      ),
    );
    assert.deepEqual([...seen].sort(), ['fail', 'not-applicable', 'pass', 'undetermined']);
  });

  it('name no person as responsible', () => {
    const words = new Set(rules.flatMap(({ responsible }) => responsible));
    assert.deepEqual([...words].sort(), ['county', 'department', 'street', 'unit']);
  });
});

function bilingual(name: string, { zh, en }: Localized): void {
  assert.match(zh, /\p{Script=Han}/u, name);
  assert.doesNotMatch(en, /\p{Script=Han}/u, name);
}

/** The texts of the project by path, as the command reads them. */
function projectFiles(): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:yaml|md)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}
