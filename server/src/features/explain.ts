/** One subject's verdicts with their reasons, as the preview shows them. */

import type { Explanation } from '../../../engine/assess/explain.ts';
import type { ExplainedCondition } from '../../../engine/assess/explain-condition.ts';
import type { RuleVerdict, SubjectExplanation, TraceNode } from '../protocol.ts';
import { toLocation } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { declarationsOf } from '../symbols/resolve.ts';
import { uriOf } from '../uris.ts';

export function explanation(snapshot: Snapshot, explained: Explanation): SubjectExplanation {
  return {
    project: uriOf(snapshot.folder),
    entity: explained.entity,
    entityTitle: explained.entityTitle,
    subject: explained.subject,
    title: explained.name ?? '',
    period: explained.period,
    asOf: explained.asOf,
    standings: explained.standings.map(({ standard, title, verdict }) => ({ standard, title, verdict })),
    ladders: explained.ladders,
    procedures: explained.procedures,
    verdicts: explained.verdicts.map((verdict): RuleVerdict => {
      const place = declarationsOf(snapshot, { kind: 'rule', name: verdict.rule }).at(-1)?.place;
      return {
        rule: verdict.rule,
        title: verdict.title,
        verdict: verdict.verdict,
        message: verdict.message ?? '',
        remedy: verdict.remedy ?? '',
        smallestChange: verdict.smallestChange?.text ?? '',
        cites: verdict.cites ?? '',
        evidence: verdict.evidence,
        location: place === undefined ? null : toLocation(snapshot, place),
        when: verdict.trace.when === null ? null : traceNode(verdict.trace.when),
        require: traceNode(verdict.trace.require),
      };
    }),
  };
}

function traceNode(condition: ExplainedCondition): TraceNode {
  const { kind, truth } = condition;
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind, text: '', truth, facts: [], of: condition.of.map(traceNode) };
    case 'not':
      return { kind, text: '', truth, facts: [], of: [traceNode(condition.of)] };
    case 'shared':
      return { kind, text: condition.name, truth, facts: [], of: [traceNode(condition.of)] };
    case 'leaf':
      return {
        kind,
        text: condition.text,
        truth,
        of: [],
        facts: condition.facts.map(({ fact, title, value, records }) => ({
          name: fact,
          title,
          value,
          records: records.flatMap(({ keys, doubtful }) => [...keys, ...doubtful]),
        })),
      };
  }
}
