/** Runs rules that were imported from json-rules-engine on facts as it takes them, for those who move over from it. */
import { moment, type Period } from '../calendar/period.ts';
import { type Facts, type GatherOptions, gatherFacts } from '../interop/gather.ts';
import type { ImportedRules } from '../interop/import.ts';
import type { JsonRule } from '../interop/json.ts';
import type { Verdict } from '../model/verdict.ts';
import { interpret } from './interpreter.ts';

export interface RunOfRules {
  /** Of the rules that pass, as `engine.run` gives them, in the order of the rules. */
  readonly events: readonly JsonRule['event'][];
  /** Of the others. */
  readonly failureEvents: readonly JsonRule['event'][];
  /** By the rule's name here. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** Imported rules know no time: any period does. */
const anyPeriod: Period = { name: '2021', first: '2021-01-01', last: '2021-12-31' };

/** `facts`: values, or functions of arguments and almanac, as `engine.addFact` takes them. */
export async function runRules(
  imported: ImportedRules,
  facts: Facts,
  options: GatherOptions = {},
): Promise<RunOfRules> {
  const dataset = await gatherFacts(imported, new Map([['run', facts]]), options);
  const interpretation = interpret(imported.model, dataset, moment(anyPeriod));
  const verdicts = new Map<string, Verdict>();
  for (const name of imported.model.rules.keys()) verdicts.set(name, (await interpretation.rule(name, 'run')).verdict);
  const eventsOf = (passed: boolean) =>
    [...imported.provenance.rules]
      .filter(([name]) => (verdicts.get(name) === 'pass') === passed)
      .map(([, { event }]) => event);
  return { events: eventsOf(true), failureEvents: eventsOf(false), verdicts };
}
