/** Reads `waivers.yaml` and checks each waiver against the rules and the dictionary. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { endsBeforeItBegins } from '../diagnostics/registry/language/shape.ts';
import * as problems from '../diagnostics/registry/language/waivers.ts';
import type { Dictionary } from '../model/dictionary.ts';
import type { Waiver } from '../model/policy.ts';
import { isNull, type Tree } from '../yaml/tree.ts';
import { constructs } from './constructs.ts';
import { rulesMadeBy } from './made.ts';
import { headOf, readDate, readFields, readText, readWord, wrongShape } from './shape.ts';
import { replacement, type Sink, suggest, tell } from './sink.ts';
import type { PolicySyntax, Word } from './syntax.ts';

export interface WaiverSyntax {
  readonly rule: Word;
  readonly subject: Word;
  readonly waiver: Waiver;
}

/** The waivers as written; those with something wrong are reported and left out. */
export function readWaivers(sink: Sink, root: Tree | null): readonly WaiverSyntax[] {
  if (root === null || isNull(root)) return [];
  if (root.kind !== 'list') {
    wrongShape(sink, root, 'list');
    return [];
  }
  return root.items.map((item) => readWaiver(sink, item)).filter((waiver) => waiver !== null);
}

/** A missing end is told by its own diagnostic: an exception without an end is a change of the rule. */
const keys = constructs.waiver.keys.map((key) => (key.name === 'until' ? { ...key, required: false } : key));

function readWaiver(sink: Sink, tree: Tree): WaiverSyntax | null {
  const owner = headOf(tree);
  const fields = readFields(sink, tree, 'waiver', { place: owner }, keys);
  if (fields === null) return null;
  if (!fields.has('until')) tell(sink, problems.waiverWithoutEnd, owner, {});
  const rule = readWord(sink, fields.get('rule'));
  const subject = readWord(sink, fields.get('subject'), 'text');
  const reason = readText(sink, fields.get('reason'));
  const approvedBy = readText(sink, fields.get('approved-by'));
  const from = readDate(sink, fields.get('from'));
  const until = readDate(sink, fields.get('until'));
  if (rule === null || subject === null || reason === null || approvedBy === null || from === null || until === null) {
    return null;
  }
  if (until < from) {
    tell(sink, endsBeforeItBegins, fields.get('until')?.place ?? owner, { from, until });
    return null;
  }
  const colon = subject.text.search(/[:：]/);
  const key = subject.text.slice(colon + 1).trim();
  if (colon <= 0 || key === '') {
    tell(sink, problems.subjectMalformed, subject.place, { text: subject.text });
    return null;
  }
  const entity = subject.text.slice(0, colon).trim();
  return { rule, subject, waiver: { rule: rule.text, entity, subject: key, reason, approvedBy, from, until } };
}

/** Leaves out, and reports, waivers of what is no rule, or of subjects that the rule is not about. */
export function checkWaivers(
  sink: Sink,
  waivers: readonly WaiverSyntax[],
  policies: readonly PolicySyntax[],
  dictionary: Dictionary,
): readonly Waiver[] {
  if (waivers.length === 0) return [];
  const wanted = new Set(waivers.map(({ rule }) => rule.text));
  const rules = new Map<string, { entity: string; from: CivilDate; until: CivilDate | null }[]>();
  const standards = new Set<string>();
  for (const policy of policies) {
    for (const { name, entity } of rulesOf(policy)) {
      if (!wanted.has(name.text)) continue;
      const versions = rules.get(name.text) ?? [];
      rules.set(name.text, versions);
      versions.push({ entity: entity.text, from: policy.from, until: policy.until });
    }
    for (const { name } of policy.standards) standards.add(name.text);
  }
  const sound = waivers.filter((each) => {
    const { rule, subject, waiver } = each;
    const versions = rules.get(rule.text);
    if (versions === undefined) {
      if (standards.has(rule.text)) tell(sink, problems.waiverOfStandard, rule.place, { name: rule.text });
      else {
        const names = new Set(policies.flatMap((policy) => rulesOf(policy).map(({ name }) => name.text)));
        const { near, fixes } = suggest(sink, rule.text, names, rule.place);
        tell(sink, problems.waiverOfNothing, rule.place, { name: rule.text, near }, { fixes });
      }
      return false;
    }
    const inForce = versions.filter(
      ({ from, until }) => from <= waiver.until && (until === null || until >= waiver.from),
    );
    if (inForce.length === 0) {
      const parameters = { name: rule.text, from: waiver.from, until: waiver.until };
      tell(sink, problems.waiverOutOfForce, rule.place, parameters);
      return false;
    }
    if (inForce.some(({ entity }) => entity === waiver.entity)) return true;
    const entity = inForce[0]?.entity ?? '';
    const fixes = dictionary.entities.has(waiver.entity)
      ? []
      : [replacement(subject.place, `${entity}:${waiver.subject}`)];
    tell(sink, problems.waiverOfOther, subject.place, { name: rule.text, entity, other: waiver.entity }, { fixes });
    return false;
  });
  warnOfOverlaps(sink, sound);
  return sound.map(({ waiver }) => waiver);
}

/** Those that it states, and those that its procedures make. */
function rulesOf({ rules, procedures }: PolicySyntax): readonly { readonly name: Word; readonly entity: Word }[] {
  return procedures.length === 0 ? rules : [...rules, ...procedures.flatMap(rulesMadeBy)];
}

function warnOfOverlaps(sink: Sink, waivers: readonly WaiverSyntax[]): void {
  const bySubject = new Map<string, WaiverSyntax[]>();
  for (const each of waivers) {
    const key = `${each.waiver.rule} ${each.waiver.entity}:${each.waiver.subject}`;
    const others = bySubject.get(key) ?? [];
    bySubject.set(key, others);
    others.push(each);
  }
  for (const others of bySubject.values()) {
    const sorted = [...others].sort((a, b) => (a.waiver.from < b.waiver.from ? -1 : 1));
    for (const [index, each] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before === undefined || before.waiver.until < each.waiver.from) continue;
      const related = [{ place: before.rule.place, message: { zh: '另一条在这里', en: 'the other is here' } }];
      tell(sink, problems.waiversOverlap, each.rule.place, { name: each.rule.text }, { related });
    }
  }
}
