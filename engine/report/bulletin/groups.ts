/** What the groups of a roll-up are called. */
import { factAt } from '../../model/path.ts';
import type { Rollup } from '../../model/policy.ts';
import { isStated, type LineName } from '../lines.ts';
import type { Bulletin } from './bulletin.ts';

/** As text, for charts and tables alike. */
export function groupTitle({ model, language, lineNames }: Bulletin, rollup: Rollup, group: string): string {
  if (group === '') return words.unknown[language];
  if (!isStated(rollup.name)) return lineNames[rollup.name.slice(1) as LineName]?.names.get(group) ?? group;
  return codeTitle({ model, language }, rollup, group);
}

/** Of a group that is one of the codes of a field; else as it is. */
export function codeTitle(
  { model, language }: Pick<Bulletin, 'model' | 'language'>,
  rollup: Rollup,
  group: string,
): string {
  const type = byFact(model, rollup)?.type;
  if (type?.kind !== 'code') return group;
  return type.codes.find(({ value }) => value === group)?.title[language] ?? group;
}

export function byTitle({ model, language, lineNames }: Bulletin, rollup: Rollup): string {
  if (!isStated(rollup.name)) return lineNames[rollup.name.slice(1) as LineName]?.title ?? '';
  return byFact(model, rollup)?.title[language] ?? words.group[language];
}

function byFact(model: Bulletin['model'], rollup: Rollup) {
  const standard = model.standards.get(rollup.standard);
  return standard === undefined ? null : factAt(model, standard.entity, rollup.by);
}

const words = {
  unknown: { zh: '（未知）', en: '(unknown)' },
  group: { zh: '分组', en: 'group' },
} as const;
