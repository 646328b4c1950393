/** What imported rules were in json-rules-engine's JSON, where the model has no word for it: so that they go back unchanged. */
import type { Condition } from '../model/condition.ts';
import type { JsonLeaf, JsonRule } from './json.ts';

export interface Provenance {
  /** The leaf that became a condition, by the very condition. */
  readonly leaves: ReadonlyMap<Condition, JsonLeaf>;
  /** The names of groups of conditions. */
  readonly labels: ReadonlyMap<Condition, string>;
  /** By the rule's name here. */
  readonly rules: ReadonlyMap<string, Omit<JsonRule, 'conditions'>>;
  /** The names of shared conditions there, by their names here. */
  readonly names: ReadonlyMap<string, string>;
}
