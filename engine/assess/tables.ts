/** The tables of an assessment, as the manual fixes their names and columns. */
import type { Language } from '../diagnostics/diagnostic.ts';

export type TableName = 'standings' | 'findings' | 'rollups' | 'ladders' | 'procedures' | 'data-findings';

export interface ResultTable {
  readonly name: TableName;
  /** Of the JSON object. */
  readonly property: 'standings' | 'findings' | 'rollups' | 'ladders' | 'procedures' | 'dataFindings';
  /** What SQL selects from. */
  readonly from: string;
  readonly columns: readonly ResultColumn[];
  /** Names of the columns by which rows are sorted; with them each row has its own place. */
  readonly key: readonly string[];
  /** Whether the rows lie in that order already, as `judge` promises: always, as it says (`Judged.forOneThread`), or never. */
  readonly sorted: 'always' | 'as judged' | 'never';
}

export interface ResultColumn {
  readonly name: string;
  /**
   * `free` texts come from data and people, `word`s are names and words of the language. Of a `decimal`, CSV has as many digits
   * after the point as it needs.
   */
  readonly kind: 'word' | 'free' | 'number' | 'decimal';
  /** Where the source names it otherwise. */
  readonly source?: string;
}

/** Every table but the verdicts, which are a file an entity. */
export function resultTables(language: Language): readonly ResultTable[] {
  return [
    {
      name: 'standings',
      property: 'standings',
      from: 'run.standings',
      columns: [
        word('period'),
        word('entity'),
        free('subject'),
        word('standard'),
        word('verdict'),
        { name: 'score', kind: 'decimal' },
      ],
      key: ['period', 'entity', 'subject', 'standard'],
      sorted: 'as judged',
    },
    {
      name: 'findings',
      property: 'findings',
      from: 'run.findings',
      columns: [
        ...[word('period'), word('entity'), free('subject'), word('rule'), word('severity'), free('message')],
        ...[free('remedy'), free('responsible'), free('evidence'), free('cites')],
      ],
      key: ['period', 'entity', 'subject', 'rule'],
      sorted: 'always',
    },
    {
      name: 'rollups',
      property: 'rollups',
      from: 'run.rollups',
      columns: [
        ...[word('period'), word('rollup'), free('group'), word('standard'), number('assessed'), number('passed')],
        ...[number('failed'), number('undetermined'), number('rate'), number('rank'), number('change')],
      ],
      key: ['period', 'rollup', 'group', 'standard'],
      sorted: 'never',
    },
    {
      name: 'ladders',
      property: 'ladders',
      from: 'run.ladders',
      columns: [
        ...[word('period'), word('ladder'), free('subject'), number('occasions')],
        ...[word('due'), word('sent'), word('missing'), { ...word('out-of-order'), source: 'out_of_order' }],
        word('duplicates'),
      ],
      key: ['period', 'ladder', 'subject'],
      sorted: 'never',
    },
    {
      name: 'procedures',
      property: 'procedures',
      from: 'run.procedures',
      columns: [
        ...[word('period'), word('procedure'), free('subject'), word('step')],
        ...[word('state'), { ...number('late-by-days'), source: 'late_by_days' }],
      ],
      key: ['period', 'procedure', 'subject', 'step'],
      sorted: 'never',
    },
    {
      name: 'data-findings',
      property: 'dataFindings',
      from: 'run.data_findings',
      columns: [free('file'), number('row'), free('column'), word('code'), { ...free('message'), source: language }],
      key: ['file', 'row', 'column', 'code', 'message'],
      sorted: 'never',
    },
  ];
}

function word(name: string): ResultColumn {
  return { name, kind: 'word' };
}

function free(name: string): ResultColumn {
  return { name, kind: 'free' };
}

function number(name: string): ResultColumn {
  return { name, kind: 'number' };
}
