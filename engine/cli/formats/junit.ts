/** A run of policy tests as JUnit XML, which CI services read. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import type { TestRun } from '../../index.ts';
import { placeText } from '../failure.ts';

export function toJunit({ files, counts }: TestRun, language: Language): string {
  const suites = files.map(({ file, cases }) => {
    const failed = cases.filter(({ passed }) => !passed).length;
    const lines = cases.map(({ name, place, expectations }) => {
      const head = `    <testcase name="${escaped(name)}" classname="${escaped(file)}" file="${escaped(file)}" line="${place.range.start.line + 1}"`;
      const problems = expectations.flatMap(({ problem }) => problem ?? []);
      if (problems.length === 0) return `${head}/>`;
      const failures = problems.map(({ code, message, remedy, place: at }) => {
        const text = `${placeText(at)}\n${message[language]}\n${remedy[language]}`;
        return `      <failure type="${code}" message="${escaped(message[language])}">${escaped(text)}</failure>`;
      });
      return [`${head}>`, ...failures, '    </testcase>'].join('\n');
    });
    return [
      `  <testsuite name="${escaped(file)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="0">`,
      ...lines,
      '  </testsuite>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="zhunsheng" tests="${counts.cases}" failures="${counts.failed}">`,
    ...suites,
    '</testsuites>',
  ].join('\n');
}

/** Also drops the characters that XML 1.0 cannot hold. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
