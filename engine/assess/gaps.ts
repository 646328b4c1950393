/**
 * What is missing where a rule is undetermined: the files to supply, the reports to file, the records to complete, the facts to
 * fill in.
 */
import type { Language } from '../diagnostics/diagnostic.ts';
import type { ExplainedCondition, ExplainedFact } from './explain-condition.ts';

/** The data of an entity that is not there at all. */
export interface MissingData {
  readonly title: string;
  readonly files: readonly string[];
}

/** One sentence for all that is missing, or null where nothing is. `missing` tells what a fact rests on that is not there. */
export function gapsText(
  conditions: readonly ExplainedCondition[],
  missing: (fact: ExplainedFact) => readonly MissingData[],
  language: Language,
): string | null {
  const gaps = new Set<string>();
  for (const fact of conditions.flatMap(undecidedFacts)) {
    const files = missing(fact).map((one) => supplyFiles(one, language));
    for (const gap of files.length > 0 ? files : gapsOf(fact, language)) gaps.add(gap);
  }
  return gaps.size === 0 ? null : [...gaps].join(language === 'zh' ? '；' : '; ');
}

export function supplyFiles({ title, files }: MissingData, language: Language): string {
  return language === 'zh'
    ? `提供${title}的文件 ${files.join('、')}`
    : `supply the file of ${title}: ${files.join(', ')}`;
}

function undecidedFacts(condition: ExplainedCondition): readonly ExplainedFact[] {
  if (condition.truth !== 'unknown') return [];
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(undecidedFacts);
    case 'not':
    case 'shared':
      return undecidedFacts(condition.of);
    case 'leaf':
      return condition.facts;
  }
}

function gapsOf({ title, kind, records }: ExplainedFact, language: Language): readonly string[] {
  const gaps = records.flatMap(({ title: entity, unreported, doubtful }) => {
    const found: string[] = [];
    if (unreported.length > 0) found.push(fileReports(unreported, language));
    if (doubtful.length > 0) found.push(complete(entity, doubtful, language));
    return found;
  });
  return gaps.length > 0 ? gaps : [fillIn(title, kind, language)];
}

function fileReports(months: readonly string[], language: Language): string {
  return language === 'zh' ? `补报 ${months.join('、')}` : `file the reports for ${months.join(', ')}`;
}

function complete(entity: string, keys: readonly string[], language: Language): string {
  const some = keys.slice(0, MOST_NAMED).join(language === 'zh' ? '、' : ', ');
  const more = keys.length - MOST_NAMED;
  if (language === 'zh') return `补全${entity} ${some}${more > 0 ? ` 等 ${keys.length} 条` : ''} 的记录`;
  return `complete the records of ${entity} ${some}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What is judged or counted elsewhere can't be filled in: that has to be settled where it stands. */
function fillIn(title: string, kind: ExplainedFact['kind'], language: Language): string {
  switch (kind) {
    case 'verdict':
    case 'score':
    case 'rank':
      return language === 'zh' ? `先弄清“${title}”` : `settle "${title}" first`;
    case 'previous':
      return language === 'zh' ? `补上上一期的“${title}”` : `supply "${title}" of the period before`;
    default:
      return language === 'zh' ? `补上“${title}”` : `supply "${title}"`;
  }
}

const MOST_NAMED = 10;
