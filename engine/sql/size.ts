/** A condition of conditions of conditions, each used twice, grows beyond all measure when written out: that is refused. */
import { stop } from '../diagnostics/error.ts';
import { conditionTooLarge } from '../diagnostics/registry/run.ts';
import type { Condition } from '../model/condition.ts';
import type { Model } from '../model/policy.ts';
import { isAggregate } from '../model/reads.ts';
import { leavesIn, mostLeaves } from '../model/size.ts';

/** Throws ZS5044 where a condition has more leaves, each counted as often as it is used, than anybody would write. */
export function refuseTooLarge(model: Model): void {
  const sizes = new WeakMap<Condition, number>();
  const check = (name: string, condition: Condition | null): void => {
    if (condition !== null && leavesIn(condition, sizes) > mostLeaves)
      stop(conditionTooLarge, name, { name, limit: mostLeaves });
  };
  for (const rule of model.rules.values()) {
    check(rule.name, rule.when);
    check(rule.name, rule.require);
  }
  for (const { name, admitWhen } of model.procedures.values()) check(name, admitWhen);
  for (const facts of model.facts.values()) {
    for (const { name, definition } of facts.values()) {
      if (!isAggregate(definition)) continue;
      check(name, definition.where);
      if ('that' in definition) check(name, definition.that);
    }
  }
}
