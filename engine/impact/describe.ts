/** What people are told of a change: where it stands, and how it was written before and after. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Entity } from '../model/dictionary.ts';
import type { Model } from '../model/policy.ts';
import { literalText } from '../model/text.ts';
import type { Project } from '../project/open.ts';
import { type Change, type Compared, type Rules, writtenOn } from './changes.ts';
import { waiversBySubject } from './declarations.ts';

export interface DescribedChange {
  readonly kind: Change['kind'];
  readonly name: string;
  /** Of a fact, a shared condition, a waiver; else null. */
  readonly entity: string | null;
  readonly change: Change['change'];
  /** The policy that says so, with its versions; null: none does. */
  readonly policy: { readonly name: string; readonly before: string | null; readonly after: string | null } | null;
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** A parameter's value, a policy's or waiver's time, else the lines that the other version lacks; null: none. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface DescribeOptions {
  readonly compared: Compared;
  readonly baseProject: Project;
  readonly headProject: Project;
  readonly day: CivilDate;
}

export function describeChange(change: Change, options: DescribeOptions): DescribedChange {
  const { compared, baseProject, headProject, day } = options;
  const { kind, name, entity, change: how } = change;
  const common = { kind, name, entity, change: how };
  if (kind === 'policy') {
    const was = versionText(compared.base, day, name);
    const is = versionText(compared.head, day, name);
    const file = policyFile(compared.head, name) ?? policyFile(compared.base, name);
    return { ...common, policy: null, file, line: null, before: was, after: is };
  }
  const declared = { kind, name, entity };
  const oldName = [...compared.renames.rules, ...compared.renames.standards].find(([, now]) => now === name)?.[0];
  const was = writtenOn(compared.base.analysis, day, { ...declared, name: oldName ?? name });
  const is = writtenOn(compared.head.analysis, day, declared);
  const owner = is.policy ?? was.policy;
  const place = is.place ?? was.place;
  const policy =
    owner === null
      ? null
      : { name: owner.name.text, before: was.policy?.version ?? null, after: is.policy?.version ?? null };
  const where = { file: place?.file ?? (kind === 'waiver' ? 'waivers.yaml' : null), line: lineOf(place) };
  const before = compared.base.modelOn(day);
  const after = compared.head.modelOn(day);
  switch (kind) {
    case 'parameter':
      return {
        ...common,
        policy,
        ...where,
        before: parameterText(before, name, day),
        after: parameterText(after, name, day),
      };
    case 'waiver':
      return { ...common, policy, ...where, before: waiverText(before, name), after: waiverText(after, name) };
    case 'dictionary': {
      const parts = entityParts(before?.dictionary.entities.get(name), after?.dictionary.entities.get(name));
      return { ...common, policy, ...where, ...parts };
    }
    default: {
      const lines = differing(blockAt(baseProject, was.place), blockAt(headProject, is.place));
      return { ...common, policy, ...where, ...lines };
    }
  }
}

/** Shown of each side of a change. */
const mostLines = 8;

function versionText({ analysis }: Rules, day: CivilDate, name: string): string | null {
  const found = analysis.policies.find(
    (one) => one.name.text === name && one.from <= day && (one.until === null || one.until >= day),
  );
  return found === undefined
    ? null
    : `${found.version} (${found.from}${found.until === null ? '' : ` – ${found.until}`})`;
}

function policyFile({ analysis }: Rules, name: string): string | null {
  return analysis.policies.find((one) => one.name.text === name)?.file ?? null;
}

function lineOf(place: Place | null): number | null {
  return place === null ? null : place.range.start.line + 1;
}

function parameterText(model: Model | null, name: string, day: CivilDate): string | null {
  const value = model?.parameters.get(name)?.values.findLast(({ from }) => from <= day);
  // A code is told as it is written, whoever reads.
  return value === undefined ? null : literalText(value.value, 'en');
}

function waiverText(model: Model | null, name: string): string | null {
  const waivers = model === null ? undefined : waiversBySubject(model).get(name);
  return waivers === undefined ? null : waivers.map(({ from, until }) => `${from} – ${until}`).join(', ');
}

/** The names of the fields that differ, with what differs of them; of the rest only that it does. */
function entityParts(
  before: Entity | undefined,
  after: Entity | undefined,
): { readonly before: string | null; readonly after: string | null } {
  const text = (entity: Entity | undefined, other: Entity | undefined): string | null => {
    const fields = [...(entity?.fields.values() ?? [])].filter(
      (field) => JSON.stringify(field) !== JSON.stringify(other?.fields.get(field.name)),
    );
    return fields.length === 0 ? null : fields.map(({ name, type }) => `${name}: ${type.kind}`).join(', ');
  };
  return { before: text(before, after), after: text(after, before) };
}

/** The lines of a declaration: from that of its name to the next that is not indented deeper. */
function blockAt({ files }: Project, place: Place | null): readonly string[] {
  const lines = place === null ? [] : (files.get(place.file) ?? '').split(/\r?\n/);
  const first = place === null ? undefined : lines[place.range.start.line];
  if (place === null || first === undefined) return [];
  const indent = first.search(/\S/);
  const rest = lines.slice(place.range.start.line + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
  return [first, ...(end === -1 ? rest : rest.slice(0, end))]
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function differing(
  before: readonly string[],
  after: readonly string[],
): { readonly before: string | null; readonly after: string | null } {
  const only = (lines: readonly string[], others: readonly string[]): string | null => {
    const found = lines.filter((line) => !others.includes(line));
    const shown = found.slice(0, mostLines);
    return found.length === 0 ? null : [...shown, ...(found.length > mostLines ? ['…'] : [])].join('\n');
  };
  return { before: only(before, after), after: only(after, before) };
}
