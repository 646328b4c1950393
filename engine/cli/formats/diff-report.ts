/** The flips of a diff as diagnostics at the changes that made them, and as suites of cases. */
import { report } from '../../diagnostics/define.ts';
import type { Diagnostic, Localized, Place } from '../../diagnostics/diagnostic.ts';
import { startOfFile } from '../../diagnostics/diagnostic.ts';
import { flipApproved, flipMissing, flipNotApproved, verdictFlips } from '../../diagnostics/registry/impact.ts';
import { changeName } from '../../impact/words.ts';
import { type Diff, expectedFile } from '../../index.ts';
import { type Cause, subjectText, turn } from './diff-words.ts';
import type { JunitSuite } from './junit.ts';

/** `fallback`: the file of flips whose causes stand in no file. */
export function diffFindings(diff: Diff, fallback: string): readonly Diagnostic[] {
  return [...told(diff, fallback).map(({ diagnostic }) => diagnostic), ...missing(diff)];
}

/** As `diffFindings`, but one for all flips that the same changes made: a code host shows ten annotations of a step. */
export function diffSummary(diff: Diff, fallback: string): readonly Diagnostic[] {
  const all = told(diff, fallback);
  const summed = groupedBy(all, ({ state, causes }) => JSON.stringify([state, causes.en])).map((made): Diagnostic => {
    const lines = groupedBy(made, (one) => JSON.stringify([one.kind, one.name, one.period, one.turn.en])).map(together);
    const shown = lines.slice(0, mostLines).map(({ message }) => message);
    const rest = lines.length - shown.length;
    const more = { zh: `另有 ${rest} 条`, en: `and ${rest} more` };
    const text = (language: 'zh' | 'en'): string =>
      [...shown.map((message) => message[language]), ...(rest > 0 ? [more[language]] : [])].join('\n');
    return { ...(lines[0] as Diagnostic), message: { zh: text('zh'), en: text('en') } };
  });
  return [...summed, ...missing(diff)];
}

/** One suite for each rule and standard with flips: a flip fails unless it is approved; and one for approved flips that did not come. */
export function diffSuites(diff: Diff, fallback: string): readonly JunitSuite[] {
  const suites = new Map<string, JunitSuite['cases'][number][]>();
  for (const { kind, name, subjectKey, period, codes, state, diagnostic } of told(diff, fallback)) {
    const cases = suites.get(`${kind} ${name}`) ?? [];
    suites.set(`${kind} ${name}`, cases);
    cases.push({ name: `${subjectKey} ${period} ${codes}`, problems: state === 'approved' ? [] : [diagnostic] });
  }
  const absent = missing(diff).map((one) => ({ name: one.message.en, problems: [one] }));
  if (absent.length > 0) suites.set(expectedFile, absent);
  if (suites.size === 0) suites.set('diff', [{ name: 'no verdict flips', problems: [] }]);
  return [...suites].map(([name, cases]) => ({ name, cases, notes: [] }));
}

/** Of one annotation. */
const mostLines = 30;

/** Of one line. */
const mostNamed = 10;

type State = 'open' | 'approved' | 'not-approved';

interface Told {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
  readonly title: Localized;
  readonly subject: string;
  /** `unit:u1` */
  readonly subjectKey: string;
  readonly period: string;
  readonly turn: Localized;
  /** `pass → fail` */
  readonly codes: string;
  readonly causes: Localized;
  readonly state: State;
  readonly place: Place;
  readonly diagnostic: Diagnostic;
}

function told(diff: Diff, fallback: string): readonly Told[] {
  const unexpected = new Set(
    diff.expected?.unexpected.map((one) => keyOf(one.kind, one.name, one.subject, one.period)),
  );
  const flips = [
    ...diff.flips.map((flip) => ({ kind: 'rule' as const, name: flip.rule, flip })),
    ...diff.standings.map((flip) => ({ kind: 'standard' as const, name: flip.standard, flip })),
  ];
  return flips.map(({ kind, name, flip }) => {
    const subjectKey = `${flip.entity}:${flip.subject}`;
    const isUnexpected = unexpected.has(keyOf(kind, name, subjectKey, flip.period));
    const one: Omit<Told, 'diagnostic'> = {
      kind,
      name,
      title: diff.titles[name] ?? { zh: name, en: name },
      subject: subjectText(flip),
      subjectKey,
      period: flip.period,
      turn: { zh: turn(flip.before, flip.after, 'zh'), en: turn(flip.before, flip.after, 'en') },
      codes: `${flip.before ?? 'none'} → ${flip.after ?? 'none'}`,
      causes: causesText(flip.causes),
      state: diff.expected === null ? 'open' : isUnexpected ? 'not-approved' : 'approved',
      place: placeOf(flip.causes, fallback),
    };
    return { ...one, diagnostic: flipped(one, { subject: one.subject, period: one.period }) };
  });
}

/** Flips that differ in their subjects only, as one. */
function together(group: readonly [Told, ...Told[]]): Diagnostic {
  const [first] = group;
  const shown = group.slice(0, mostNamed).map(({ subject }) => subject);
  const rest = group.length - shown.length;
  const named = shown.join(', ');
  const subject = {
    zh: rest > 0 ? `${named} 等 ${group.length} 个` : named,
    en: rest > 0 ? `${named} and ${rest} more` : named,
  };
  return flipped(first, { subject, period: first.period });
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function flipped(
  { name, title, turn: how, causes, state, place }: Omit<Told, 'diagnostic'>,
  { subject, period }: { readonly subject: string | Localized; readonly period: string },
): Diagnostic {
  const parameters = { title, name, subject, period, turn: how, causes };
  switch (state) {
    case 'open':
      return report(verdictFlips, place, parameters);
    case 'approved':
      return report(flipApproved, place, parameters);
    case 'not-approved':
      return report(flipNotApproved, place, parameters);
  }
}

function missing({ expected }: Diff): readonly Diagnostic[] {
  return (expected?.missing ?? []).map(({ name, subject, period, before, after, line }) =>
    report(flipMissing, lineOf(expectedFile, line), {
      name,
      subject,
      period: period ?? '',
      turn: { zh: turn(before, after, 'zh'), en: turn(before, after, 'en') },
    }),
  );
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Without the places, which move. */
function causesText(causes: readonly Cause[]): Localized {
  const text = (language: 'zh' | 'en'): string =>
    causes
      .map(({ changes }) =>
        changes.map((change) => changeName(change, language)).join(language === 'zh' ? '＋' : ' + '),
      )
      .join({ zh: '；或', en: '; or ' }[language]);
  return { zh: text('zh'), en: text('en') };
}

function placeOf(causes: readonly Cause[], fallback: string): Place {
  const changes = causes.flatMap((cause) => cause.changes);
  const change =
    changes.find(({ file, line }) => file !== null && line !== null) ?? changes.find(({ file }) => file !== null);
  return lineOf(change?.file ?? fallback, change?.line ?? 1);
}

function lineOf(file: string, line: number): Place {
  const at = { line: line - 1, column: 0 };
  return { file, range: line === 1 ? startOfFile : { start: at, end: at } };
}
