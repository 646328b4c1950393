/**
 * Suites of cases as JUnit XML, which CI services read. There is no one standard: what is written here is valid by the schema of
 * Ant's reports and by that of Jenkins, so that each attribute which only one of them has is left out.
 */
import type { Diagnostic, Language } from '../../diagnostics/diagnostic.ts';
import { version } from '../../version.ts';
import { placeText } from '../failure.ts';

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
  /** What is told besides. */
  readonly notes: readonly Diagnostic[];
  /** Figures of the run, by name. */
  readonly properties?: ReadonlyMap<string, string>;
}

export interface JunitCase {
  readonly name: string;
  /** None: it has passed. */
  readonly problems: readonly Diagnostic[];
}

export function toJunit(suites: readonly JunitSuite[], pathOf: (file: string) => string, language: Language): string {
  const told = ({ place, message, remedy }: Diagnostic): string =>
    [placeText({ ...place, file: pathOf(place.file) }), message[language], remedy[language]].join('\n');
  const written = suites.map(({ name, cases, notes, properties = new Map() }, id) => {
    const failed = cases.filter(({ problems }) => problems.length > 0).length;
    const title = name === '' ? '-' : escaped(name);
    // A report has no clock: it is the same wherever and whenever it is made.
    const head = `name="${title}" package="${title}" id="${id}" timestamp="1970-01-01T00:00:00" hostname="localhost" time="0"`;
    return [
      `  <testsuite ${head} tests="${cases.length}" failures="${failed}" errors="0">`,
      `    <properties>${[['zhunsheng', version] as const, ...properties].map(propertyXml).join('')}</properties>`,
      ...cases.map((one) => caseXml(one, title)),
      `    <system-out>${escaped(notes.map(told).join('\n\n'))}</system-out>`,
      '    <system-err></system-err>',
      '  </testsuite>',
    ].join('\n');
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...written, '</testsuites>'].join('\n');

  function caseXml({ name, problems }: JunitCase, suite: string): string {
    const head = `    <testcase name="${escaped(name)}" classname="${suite}" time="0"`;
    const [first] = problems;
    if (first === undefined) return `${head}/>`;
    const text = escaped(problems.map(told).join('\n\n'));
    const failure = `<failure type="${first.code}" message="${escaped(first.message[language])}">${text}</failure>`;
    return `${head}>\n      ${failure}\n    </testcase>`;
  }
}

function propertyXml([name, value]: readonly [string, string]): string {
  return `<property name="${escaped(name)}" value="${escaped(value)}"/>`;
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
