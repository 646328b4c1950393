/** A policy with the place of the expected diagnostic marked: `⟦` and `⟧` around the characters that it must name. */
import assert from 'node:assert/strict';
import type { Diagnostic } from '../../engine/diagnostics/diagnostic.ts';
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';
import { type Analysis, analyze } from '../../engine/language/analyze.ts';

export const head = 'policy: sample\ntitle: { zh: 样例, en: Sample }\nversion: 1\neffective: { from: 2021-01-01 }\n';

export const otherwise = '    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }\n';

/** A policy of one rule about units, with some facts and parameters to speak of. */
export function requiring(condition: string, facts = ''): string {
  return `${head}parameters:
  limit: { title: { zh: 限, en: Limit }, values: [{ from: 2020-01-01, value: 7 }] }
facts:
  petitions: { of: unit, count: petition, during: received-on }
  skipped: { of: unit, share: petition, that: level = skip }
  wait: { of: petition, days: { from: received-on, to: replied-on, open: as-of } }
  last-level: { of: unit, latest: petition.level, during: received-on }
${facts}rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: ${condition}
${otherwise}`;
}

export function project(policy: string, others: Readonly<Record<string, string>> = {}): Analysis {
  return analyze(
    new Map(Object.entries({ 'datapackage.yaml': exampleDictionary, 'sample.policy.yaml': policy, ...others })),
  );
}

export function problems(analysis: Analysis): readonly Diagnostic[] {
  return analysis.diagnostics.filter(({ severity }) => severity !== 'information');
}

/** Analyses the policy without its marks, and expects one diagnostic, at the marks. */
export function expectAt(marked: string, code: string, others: Readonly<Record<string, string>> = {}): Diagnostic {
  const file = Object.entries(others).find(([, text]) => text.includes('⟦'))?.[0] ?? 'sample.policy.yaml';
  const bare = Object.fromEntries(Object.entries(others).map(([path, text]) => [path, text.replace(/[⟦⟧]/g, '')]));
  const found = problems(project(marked.replace(/[⟦⟧]/g, ''), bare));
  const text = others[file] ?? marked;
  const expected = { code, file, start: position(text, '⟦'), end: position(text.replace('⟦', ''), '⟧') };
  const all = found.map((each) => ({
    code: each.code,
    file: each.place.file,
    start: each.place.range.start,
    end: each.place.range.end,
  }));
  assert.deepEqual(all, [expected], found.map(({ message }) => message.en).join('\n'));
  return found[0] as Diagnostic;
}

/** The text after a diagnostic's first quick fix. */
export function fixed(text: string, { fixes: [fix] }: Diagnostic): string {
  assert.ok(fix !== undefined, 'has a quick fix');
  let lines = text.split('\n');
  for (const { place, text: replacement } of fix.edits) {
    const { start, end } = place.range;
    assert.equal(start.line, end.line);
    lines = lines.map((line, index) =>
      index === start.line ? line.slice(0, start.column) + replacement + line.slice(end.column) : line,
    );
  }
  return lines.join('\n');
}

function position(text: string, mark: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(mark)).split('\n');
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}
