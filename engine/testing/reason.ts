/** Why a subject has the verdict that it has, in a sentence: the leaves that decide, with the facts that they read. */

import { explainCondition } from '../assess/explain-condition.ts';
import type { Speech } from '../assess/words.ts';
import type { Moment } from '../calendar/period.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { decidingLeaves, type LeafTrace, undecidedLeaves } from '../interpret/evidence.ts';
import type {
  LadderExplanation,
  ProcedureExplanation,
  RuleExplanation,
  StandardExplanation,
  Trace,
} from '../model/explanation.ts';
import type { Model } from '../model/policy.ts';
import { combine } from '../model/verdict.ts';

export function reasonOfRule(model: Model, explained: RuleExplanation, at: Moment): Localized {
  const { waived, placed, when, require } = explained;
  if (waived !== null) {
    return { zh: `结论“${waived.from}”已获豁免`, en: `its verdict ${waived.from} is waived` };
  }
  if (placed === 'false') return { zh: '这条记录不在期间内', en: 'the record is not in the period' };
  if (placed === 'unknown') {
    return { zh: '不知道这条记录是否在期间内', en: 'it is not known whether the record is in the period' };
  }
  const trace = when !== null && when.truth !== 'true' ? when : require;
  const say = (language: Language): string => {
    const speech: Speech = { model, entity: explained.entity, judged: at.judged, language };
    return leavesOf(trace)
      .map((leaf) => leafText(leaf, speech))
      .join(language === 'zh' ? '；' : '; ');
  };
  return { zh: say('zh'), en: say('en') };
}

export function reasonOfStandard({ requires, verdict }: StandardExplanation): Localized {
  const deciding = requires.filter((requirement) => combine([requirement.verdict]) === verdict);
  const say = (language: Language): string =>
    (deciding.length === 0 ? requires : deciding)
      .map((requirement) => `${requirement.name}: ${requirement.verdict}`)
      .join(language === 'zh' ? '；' : '; ');
  return { zh: say('zh'), en: say('en') };
}

/** Which periods are counted, and what made them occasions. */
export function reasonOfLadder({ periods, occasions }: LadderExplanation): Localized {
  const counted = periods.filter(({ calls }) => calls !== null).map(({ period, calls }) => `${period.name} → ${calls}`);
  const open = periods.filter(({ state }) => state === 'open').map(({ period }) => period.name);
  const zh = [`计 ${occasions} 次`, ...counted, ...(open.length > 0 ? [`不清楚：${open.join('、')}`] : [])];
  const en = [`${occasions} counted`, ...counted, ...(open.length > 0 ? [`not known: ${open.join(', ')}`] : [])];
  return { zh: zh.join('；'), en: en.join('; ') };
}

export function reasonOfProcedure({ placed, steps }: ProcedureExplanation): Localized {
  if (placed === 'false') return { zh: '这条记录不在期间内', en: 'the record is not in the period' };
  const states = steps.map(({ step, on, state }) => [step, state, ...(on === null ? [] : [on])].join(' '));
  return { zh: states.join('；'), en: states.join('; ') };
}

/** More would hide the point. */
const mostLeaves = 4;

function leavesOf(trace: Trace): readonly LeafTrace[] {
  const leaves = trace.truth === 'true' || trace.truth === 'false' ? decidingLeaves(trace) : undecidedLeaves(trace);
  return leaves.slice(0, mostLeaves);
}

function leafText(leaf: LeafTrace, speech: Speech): string {
  const explained = explainCondition(leaf, speech);
  if (explained.kind !== 'leaf') throw new Error('a leaf is explained as a leaf');
  const truth = truthWords[leaf.truth][speech.language];
  const facts = explained.facts.map(({ title, value }) => `${title} = ${value}`).join(', ');
  return speech.language === 'zh'
    ? `“${explained.text}”${truth}（${facts}）`
    : `"${explained.text}" ${truth} (${facts})`;
}

const truthWords = {
  true: { zh: '成立', en: 'holds' },
  false: { zh: '不成立', en: 'does not hold' },
  unknown: { zh: '无法确定', en: 'is not known' },
  empty: { zh: '无从谈起', en: 'has nothing to go by' },
} as const;
