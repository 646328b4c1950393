/** `expected-flips.yaml`: the flips that somebody has looked at and approved, with the reason. */
import { report } from '../diagnostics/define.ts';
import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import { expectedMalformed } from '../diagnostics/registry/impact.ts';
import { textAt } from '../dictionary/parts.ts';
import { type Verdict, verdicts } from '../model/verdict.ts';
import { readYaml } from '../yaml/read.ts';
import { isNull, type Tree } from '../yaml/tree.ts';
import type { Diff } from './result.ts';

export const expectedFile = 'expected-flips.yaml';

/** A flip by what names it. */
export interface Unmet {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
  /** `unit:u1` */
  readonly subject: string;
  readonly period: string;
  /** Null: that version has none. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}

export interface ExpectedFlip extends Omit<Unmet, 'period'> {
  /** Null: of any period. */
  readonly period: string | null;
  readonly reason: string;
  /** Where it stands in the list's file, from 1. */
  readonly line: number;
}

/** Throws ZhunshengError where the text is not as it should be (ZS8007, or what is wrong with its YAML). */
export function readExpected(file: string, text: string): readonly ExpectedFlip[] {
  const { root, diagnostics } = readYaml(file, text);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new ZhunshengError(error);
  if (root === null || isNull(root)) return [];
  if (root.kind !== 'list') return malformed(root.place, 1, { zh: '应为列表', en: 'a list is wanted' });
  return root.items.map((item, i) => readItem(item, i + 1));
}

/** The flips by what names them in `expected-flips.yaml`. */
export function unmetOf({ flips, standings }: Pick<Diff, 'flips' | 'standings'>): readonly Unmet[] {
  return [
    ...flips.map(({ rule, ...flip }) => ({ kind: 'rule' as const, name: rule, ...sharedOf(flip) })),
    ...standings.map(({ standard, ...flip }) => ({ kind: 'standard' as const, name: standard, ...sharedOf(flip) })),
  ];
}

/** Flips that are not expected, and expected ones that did not come. Of two that say the same each stands for all such flips. */
export function compareExpected(
  flips: readonly Unmet[],
  expected: readonly ExpectedFlip[],
): { readonly unexpected: readonly Unmet[]; readonly missing: readonly ExpectedFlip[] } {
  const meets = (flip: Unmet, one: ExpectedFlip): boolean =>
    one.kind === flip.kind &&
    one.name === flip.name &&
    one.subject === flip.subject &&
    one.before === flip.before &&
    one.after === flip.after &&
    (one.period === null || one.period === flip.period);
  return {
    unexpected: flips.filter((flip) => !expected.some((one) => meets(flip, one))),
    missing: expected.filter((one) => !flips.some((flip) => meets(flip, one))),
  };
}

function readItem(item: Tree, number: number): ExpectedFlip {
  if (item.kind !== 'map')
    return malformed(item.place, number, { zh: '应为键和值', en: 'keys with values are wanted' });
  const unknown = item.entries.find(({ key }) => !keys.includes(key.source));
  if (unknown !== undefined) {
    const name = unknown.key.source;
    return malformed(unknown.key.place, number, { zh: `没有键“${name}”`, en: `there is no key "${name}"` });
  }
  const rule = textAt(item, 'rule');
  const standard = textAt(item, 'standard');
  const subject = textAt(item, 'subject');
  const reason = textAt(item, 'reason');
  const name = rule ?? standard;
  if (name === null || (rule !== null && standard !== null)) {
    return malformed(item.place, number, { zh: '写 rule 或 standard 之一', en: 'a rule or a standard is wanted' });
  }
  if (subject === null || !subject.includes(':')) {
    return malformed(item.place, number, { zh: 'subject 应如 unit:u1', en: 'subject is wanted as in unit:u1' });
  }
  if (reason === null || reason.trim() === '') {
    return malformed(item.place, number, { zh: '没有写 reason', en: 'a reason is wanted' });
  }
  const verdictAt = (key: 'before' | 'after'): Verdict | null => {
    const written = textAt(item, key);
    if (written === 'none') return null;
    const known = verdicts.join(', ');
    return (
      verdicts.find((verdict) => verdict === written) ??
      malformed(item.place, number, { zh: `${key} 应为 none、${known} 之一`, en: `${key} is one of none, ${known}` })
    );
  };
  const kind = rule === null ? 'standard' : 'rule';
  const period = textAt(item, 'period');
  const line = item.place.range.start.line + 1;
  return { kind, name, subject, period, before: verdictAt('before'), after: verdictAt('after'), reason, line };
}

const keys: readonly string[] = ['rule', 'standard', 'subject', 'period', 'before', 'after', 'reason'];

function malformed(place: Place, item: number, what: Localized): never {
  throw new ZhunshengError(report(expectedMalformed, place, { item, what }));
}

function sharedOf({
  entity,
  subject,
  period,
  before,
  after,
}: Pick<Unmet, 'subject' | 'period' | 'before' | 'after'> & { readonly entity: string }): Omit<Unmet, 'kind' | 'name'> {
  return { subject: `${entity}:${subject}`, period, before, after };
}
