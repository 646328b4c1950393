/**
 * The smallest change that would have passed: searched for over the conditions of the rules, and then proved by having the
 * interpreter judge with the facts so changed. What is not proved is not told.
 */
import type { Moment } from '../calendar/period.ts';
import type { Interpretation } from '../interpret/interpreter.ts';
import { memo } from '../interpret/memo.ts';
import type { Supposition } from '../interpret/suppositions.ts';
import type { Condition } from '../model/condition.ts';
import type { Fact } from '../model/fact.ts';
import type { Model, Rule } from '../model/policy.ts';
import { factsOfVerdict, reachOf } from '../model/reach.ts';
import { allowedBy } from './allowed.ts';
import type { Change, Search } from './change.ts';
import { type Goal, literalsIn } from './goal.ts';
import { goalsBy } from './goals.ts';
import { eventEntities, isStillOpen } from './open.ts';
import { recordsMeant } from './records-meant.ts';
import { type Outcome, searchFor } from './search.ts';
import { type Assignment, type Variable, type Variables, variablesOver } from './variable.ts';

/** Of subjects that the interpretation has; each asks the interpretation that it is given. */
export interface SmallestChanges {
  /** By which the rule would pass on the subject. */
  rule(interpretation: Interpretation, rule: string, subject: string): Promise<Search>;
  /** By which every requirement would pass, be waived or not apply, and one pass. */
  standard(interpretation: Interpretation, standard: string, subject: string): Promise<Search>;
}

/** `limit`: how many comparisons a search may look at before it is cut short. */
export function smallestChanges(model: Model, moment: Moment, { limit = defaultLimit } = {}): SmallestChanges {
  const goals = goalsBy(model, moment);
  const isAllowed = allowedBy();
  const events = eventEntities(model);
  const reach = memo(({ entity, name }: Fact) => {
    return reachOf(model, { facts: [{ entity, path: { through: [], fact: name } }] }, factsOfVerdict).facts;
  });

  function restsOn(fact: Fact, other: Fact): boolean {
    return fact !== other && reach(fact).has(other);
  }

  function search(goal: Goal, variables: Variables) {
    return searchFor(goal, { moment, isGiven: variables.isGiven, isAllowed, limit });
  }

  async function rule(interpretation: Interpretation, name: string, subject: string): Promise<Search> {
    const variables = variablesOver(model, interpretation, moment.asOf);
    const asked = ruleNamed(name);
    const goal = await goals.pass(asked, subject, variables);
    return proved(
      interpretation,
      goal,
      search(goal, variables),
      async (one) => (await one.verdict(name, subject)) === 'pass',
    );
  }

  async function condition(
    interpretation: Interpretation,
    asked: Condition,
    entity: string,
    subject: string,
  ): Promise<Search> {
    const variables = variablesOver(model, interpretation, moment.asOf);
    const goal = await goals.condition(asked, entity, subject, variables);
    return proved(
      interpretation,
      goal,
      search(goal, variables),
      async (one) => (await one.condition(asked, entity, subject)).truth === 'true',
    );
  }

  /**
   * The requirements that fail are searched together; where the change makes another fail, or not apply any more, that one joins
   * them. Where then nothing would apply, all of them have to.
   */
  async function standard(interpretation: Interpretation, name: string, subject: string): Promise<Search> {
    const variables = variablesOver(model, interpretation, moment.asOf);
    const passes = async (one: Interpretation): Promise<boolean> =>
      (await one.standard(name, subject)).verdict === 'pass' &&
      (await brokenRules(one, interpretation, name, subject)).length === 0;
    const wanted = new Map<string, RuleOn>();
    let mustApply = false;
    let outcome: Outcome = { change: new Map(), isExhaustive: true };
    let goal: Goal = { kind: 'all', of: [] };
    for (let round = 0; round < mostRounds && outcome.change !== null; round++) {
      const supposed = interpretation.supposing(suppositions(outcome.change));
      if (round > 0 && (await passes(supposed))) return proved(interpretation, goal, outcome, passes);
      const before = wanted.size;
      for (const broken of await brokenRules(supposed, interpretation, name, subject)) {
        wanted.set(JSON.stringify([broken.rule.name, broken.subject]), broken);
      }
      if (wanted.size === before) {
        const { verdict } = await supposed.standard(name, subject);
        // What is left undecided by no rule's condition is a table that is missing.
        if (mustApply || verdict !== 'not-applicable') return { kind: 'none', isComplete: verdict === 'undetermined' };
        mustApply = true;
      }
      const of: Goal[] = [];
      for (const each of wanted.values()) of.push(await settled(interpretation, each, variables, mustApply));
      goal = { kind: 'all', of };
      outcome = search(goal, variables);
      if (mustApply && wanted.size > 1) outcome = { ...outcome, isExhaustive: false };
    }
    return { kind: 'none', isComplete: outcome.change === null && outcome.isExhaustive };
  }

  /** A rule that applies has to pass; another may also not apply, unless it must. */
  async function settled(
    interpretation: Interpretation,
    { rule: broken, subject }: RuleOn,
    variables: Variables,
    mustApply: boolean,
  ): Promise<Goal> {
    const pass = await goals.pass(broken, subject, variables);
    if (mustApply || (await applies(interpretation, broken, subject))) return pass;
    return { kind: 'any', of: [pass, await goals.exempt(broken, subject, variables)] };
  }

  async function applies(interpretation: Interpretation, { name, when }: Rule, subject: string): Promise<boolean> {
    return when === null || (await interpretation.rule(name, subject)).when?.truth === 'true';
  }

  /** The rules that keep a standard from passing, and those that applied `before` and do not any more. */
  async function brokenRules(
    interpretation: Interpretation,
    before: Interpretation,
    name: string,
    subject: string,
  ): Promise<readonly RuleOn[]> {
    const isBroken = async (rule: Rule, record: string): Promise<boolean> => {
      const verdict = await interpretation.verdict(rule.name, record);
      if (verdict === 'fail' || verdict === 'undetermined') return true;
      if (verdict !== 'not-applicable' || (await before.verdict(rule.name, record)) === verdict) return false;
      return applies(before, rule, record);
    };
    const broken: RuleOn[] = [];
    for (const requirement of model.standards.get(name)?.requires ?? []) {
      if (requirement.kind === 'standard') {
        broken.push(...(await brokenRules(interpretation, before, requirement.standard, subject)));
        continue;
      }
      const rule = ruleNamed(requirement.rule);
      const records = requirement.kind === 'rule' ? [subject] : interpretation.records(requirement, name, subject);
      for (const record of records) if (await isBroken(rule, record)) broken.push({ rule, subject: record });
    }
    return broken;
  }

  /**
   * What the interpreter confirms. A count that follows from changed records by itself is left out: the search takes each fact for
   * itself, so that it can't know that nothing smaller would do then.
   */
  async function proved(
    interpretation: Interpretation,
    goal: Goal,
    { change, isExhaustive }: Outcome,
    passes: (one: Interpretation) => Promise<boolean>,
  ): Promise<Search> {
    if (change === null) return { kind: 'none', isComplete: isExhaustive };
    if (!(await passes(interpretation.supposing(suppositions(change))))) return { kind: 'none', isComplete: false };
    const facts = [...change.keys()].map(({ fact }) => fact);
    const needed = new Map(change);
    const isTied = facts.some((one) => facts.some((other) => restsOn(one, other)));
    for (const [variable, value] of isTied ? change : []) {
      needed.delete(variable);
      if (!(await passes(interpretation.supposing(suppositions(needed))))) needed.set(variable, value);
    }
    return found(interpretation, goal, needed, isExhaustive && !isTied);
  }

  async function found(
    interpretation: Interpretation,
    goal: Goal,
    change: Assignment,
    isSmallest: boolean,
  ): Promise<Search> {
    const changes: Change[] = [];
    const telling = sensitiveIn(goal);
    for (const [variable, to] of change) {
      const records = recordsMeant(variable, to);
      const canPass = async (keys: readonly string[]): Promise<number> => {
        let count = 0;
        for (const key of keys) if (await isOpenFor(interpretation, variable.fact.definition, key)) count++;
        return count;
      };
      const isOpen = await isStillOpen(variable, to, { moment, records, events, canPass });
      const { entity, subject, fact, now: from } = variable;
      const isSensitive = telling.has(variable);
      changes.push({ entity, subject, fact, from, to, isSensitive, records, isOpen });
    }
    return { kind: 'found', change: { changes, isSmallest } };
  }

  /** Whether a record behind an aggregate can still come to be as its `that`, or its rule, asks. */
  async function isOpenFor(
    interpretation: Interpretation,
    definition: Change['fact']['definition'],
    key: string,
  ): Promise<boolean> {
    const own =
      definition.kind === 'failures'
        ? await rule(interpretation, definition.rule, key)
        : definition.kind === 'share' || definition.kind === 'every'
          ? await condition(interpretation, definition.that, definition.source, key)
          : null;
    return own?.kind === 'found' && own.change.changes.every(({ isOpen }) => isOpen === true);
  }

  function ruleNamed(name: string): Rule {
    const asked = model.rules.get(name);
    if (asked === undefined) throw new Error(`no rule ${name}`);
    return asked;
  }

  return { rule, standard };
}

/** A rule, and the record that it is about. */
interface RuleOn {
  readonly rule: Rule;
  readonly subject: string;
}

const defaultLimit = 20_000;
/** Each round adds a rule that the change before has broken. */
const mostRounds = 8;

function suppositions(change: Assignment): readonly Supposition[] {
  return [...change].map(([{ entity, subject, fact }, value]) => ({ entity, subject, fact: fact.name, value }));
}

/** Sensitive facts, and those that are compared together with one. */
function sensitiveIn(goal: Goal): ReadonlySet<Variable> {
  const telling = literalsIn(goal).filter(({ variables }) => [...variables].some(({ fact }) => fact.sensitive));
  return new Set(telling.flatMap(({ variables }) => [...variables]));
}
