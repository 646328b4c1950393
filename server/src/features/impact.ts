/** What an edit does against the last commit, as the tree of flips and the preview show it. */
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import type { DescribedChange } from '../../../engine/impact/describe.ts';
import { compareExpected, type ExpectedFlip, unmetOf } from '../../../engine/impact/expected.ts';
import type { Cause, Diff, StandingFlip } from '../../../engine/impact/result.ts';
import { changedLines, changeName, changeText, figuresText } from '../../../engine/impact/words.ts';
import type { ChangeItem, FlipGroup, FlippedUnit, FlipReason, RollupGroup } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';

/** So many units of one rule, standard or roll-up are told of: more than a person would go through in a tree. */
const most = 100;

/** `expected`: the flips that somebody has approved. */
export function flipGroups(diff: Diff, expected: readonly ExpectedFlip[], language: Language): readonly FlipGroup[] {
  const isApproved = approvals(diff, expected);
  const groups = new Map<string, FlipGroup & { readonly units: FlippedUnit[] }>();
  for (const flip of flipsIn(diff)) {
    const { kind, name } = flip;
    const key = `${kind} ${name}`;
    const group = groups.get(key) ?? { kind, name, title: diff.titles[name]?.[language] ?? name, total: 0, units: [] };
    groups.set(key, { ...group, total: group.total + 1 });
    if (group.units.length < most) group.units.push(unitOf(flip, isApproved(flip), language));
  }
  return [...groups.values()];
}

export function rollupGroups({ rollups, titles }: Diff, language: Language): readonly RollupGroup[] {
  const title = (name: string): string => titles[name]?.[language] ?? name;
  const groups = new Map<string, RollupGroup & { readonly figures: RollupGroup['figures'][number][] }>();
  for (const change of rollups) {
    const { rollup, group, standard } = change;
    const known = groups.get(rollup) ?? { name: rollup, title: title(rollup), total: 0, figures: [] };
    groups.set(rollup, { ...known, total: known.total + 1 });
    if (known.figures.length < most) {
      known.figures.push({ group, standard: title(standard), change: figuresText(change, language) });
    }
  }
  return [...groups.values()];
}

/** Of one unit, those of rules before those of standards. */
export function flipReasons(
  snapshot: Snapshot,
  diff: Diff,
  expected: readonly ExpectedFlip[],
  { entity, subject }: { readonly entity: string; readonly subject: string },
): readonly FlipReason[] {
  const { language } = snapshot;
  const isApproved = approvals(diff, expected);
  return flipsIn(diff)
    .filter((flip) => flip.entity === entity && flip.subject === subject)
    .map((flip): FlipReason => {
      const { kind, name, before, after, causes, facts, records } = flip;
      const title = diff.titles[name]?.[language] ?? name;
      const approved = isApproved(flip);
      const told = causes.map(({ changes }) => ({ changes: changes.map((one) => changeItem(snapshot, one)) }));
      const read = (facts ?? []).map((fact) => ({ title: fact.title, before: fact.before, after: fact.after }));
      return { kind, name, title, before, after, approved, causes: told, facts: read, records };
    });
}

interface NamedFlip extends Omit<StandingFlip, 'standard'> {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
  readonly facts: Diff['flips'][number]['facts'];
}

function flipsIn({ flips, standings }: Diff): readonly NamedFlip[] {
  return [
    ...flips.map(({ rule, ...flip }) => ({ ...flip, kind: 'rule' as const, name: rule })),
    ...standings.map(({ standard, ...flip }) => ({ ...flip, kind: 'standard' as const, name: standard, facts: null })),
  ];
}

function approvals(diff: Diff, expected: readonly ExpectedFlip[]): (flip: NamedFlip) => boolean {
  const { unexpected } = compareExpected(unmetOf(diff), expected);
  const open = new Set(
    unexpected.map(({ kind, name, subject, period }) => JSON.stringify([kind, name, subject, period])),
  );
  return ({ kind, name, entity, subject, period }) =>
    !open.has(JSON.stringify([kind, name, `${entity}:${subject}`, period]));
}

function unitOf(flip: NamedFlip, approved: boolean, language: Language): FlippedUnit {
  const { entity, subject, period, before, after, causes } = flip;
  return {
    entity,
    subject,
    title: flip.title ?? '',
    period,
    before,
    after,
    cause: causeLine(causes, language),
    approved,
  };
}

/** Each of several that are enough alone; what acts only together is joined. */
function causeLine(causes: readonly Cause[], language: Language): string {
  const together = language === 'zh' ? '＋' : ' + ';
  const each = causes.map(({ changes }) => changes.map((change) => changeName(change, language)).join(together));
  return [...new Set(each)].join(language === 'zh' ? '；' : '; ');
}

function changeItem(snapshot: Snapshot, change: DescribedChange): ChangeItem {
  const { file, line } = change;
  const start = { line: Math.max(0, (line ?? 1) - 1), character: 0 };
  const isThere = file !== null && snapshot.documents.has(file);
  return {
    text: changeText(change, snapshot.language),
    lines: changedLines(change),
    location: isThere ? { uri: snapshot.uriOf(file), range: { start, end: start } } : null,
  };
}
