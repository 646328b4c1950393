/** Rules and standards with what is known of their verdicts, as the overview and the preview name them. */
import type { Moment } from '../../../engine/calendar/period.ts';
import type { Place } from '../../../engine/diagnostics/diagnostic.ts';
import { modelOn } from '../../../engine/language/analysis.ts';
import type { Model, Requirement, Rule, Standard } from '../../../engine/model/policy.ts';
import { momentOfTests } from '../live/period.ts';
import type { LiveView } from '../live/view.ts';
import type { RuleOverview, StandardOverview } from '../protocol.ts';
import { toLocation } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';
import { declarationsOf } from '../symbols/resolve.ts';

/** What rules and standards have in common here. */
export type JudgedItem = Omit<RuleOverview, 'severity' | 'policy'>;

/** The moment that is looked at, and the rules then in force; the latest ones where none are. */
export function sceneOf(snapshot: Snapshot): { readonly moment: Moment; readonly model: Model | null } {
  const { analysis } = snapshot;
  const moment = snapshot.moment ?? momentOfTests(analysis);
  return { moment, model: modelOn(analysis, moment.judged) ?? analysis.eras.at(-1)?.model ?? null };
}

export function judgedItem(
  snapshot: Snapshot,
  view: LiveView,
  kind: 'rule' | 'standard',
  { name, title, entity, policy }: Rule | Standard,
): JudgedItem {
  const { analysis, language } = snapshot;
  const tally = view.tally(kind, name);
  return {
    name,
    title: title[language],
    entity,
    entityTitle: analysis.dictionary.entities.get(entity)?.title[language] ?? entity,
    location: toLocation(snapshot, placeOf(snapshot, { kind, name }, policy)),
    counts: tally?.counts ?? null,
    flips: tally?.flips ?? null,
  };
}

/** Where something is declared, in the version of the policy that is looked at where there are several. */
export function placeOf(snapshot: Snapshot, symbol: NamedSymbol, policy: string): Place {
  const declared = declarationsOf(snapshot, symbol);
  const files = new Set(snapshot.analysis.policies.filter(({ name }) => name.text === policy).map(({ file }) => file));
  const nowhere = { file: 'datapackage.yaml', range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } } };
  return (declared.findLast(({ place }) => files.has(place.file)) ?? declared.at(-1))?.place ?? nowhere;
}

export function requirementName(requirement: Requirement): StandardOverview['requires'][number] {
  return requirement.kind === 'standard'
    ? { kind: 'standard', name: requirement.standard }
    : { kind: 'rule', name: requirement.rule };
}

export function baseWords({ base }: LiveView): string | null {
  return base === null || base.commit === null ? null : `HEAD (${base.commit})`;
}
