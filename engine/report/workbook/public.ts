/** The sheets for the public: what the bulletin shows it, and nothing more. */
import { subjectNames } from '../../assess/subject-names.ts';
import type { Bulletin } from '../bulletin/bulletin.ts';
import { type Counted, counted, isShown, showsRate } from '../bulletin/cells.ts';
import { subjectsOf } from '../bulletin/tally.ts';
import { isStated, lineRollup } from '../lines.ts';
import { states, stateWords } from '../page/states.ts';
import { column, groupOf, momentCells, momentColumns, words as shared, subjectColumns, titleOf } from './columns.ts';
import { ofPeriod } from './names.ts';
import { rollupColumns, words } from './tables.ts';
import type { CellValue, Sheet } from './writer.ts';

const withheld = '＊';

/** The subjects of the main standard; where counts of their territory are withheld, so are their states. */
export async function publicStandings(bulletin: Bulletin): Promise<Sheet | null> {
  const { main, now, language, results, model } = bulletin;
  const figures = main === null ? undefined : now.standards.get(main.name);
  if (main === null || figures === undefined) return null;
  const territory = figures.rollups.some(({ name }) => name === lineRollup('territory'))
    ? lineRollup('territory')
    : null;
  const subjects = await subjectsOf(results, bulletin, main, {
    rollups: territory === null ? [] : [territory],
    states,
    limit: everySubject,
  });
  const keys = subjects.map(({ key }) => key);
  const names = await subjectNames(results, model, main.entity, keys);
  const rows = subjects.map(({ key, state, groups }): readonly CellValue[] => [
    ...momentCells(bulletin),
    key,
    names.get(key) ?? null,
    main.title[language],
    figures.disclosure.showsMembers(territory, groups[0] ?? '') ? stateWords[state][language] : withheld,
  ]);
  return {
    name: words.standings[language],
    frozen: 4,
    columns: [
      ...momentColumns(bulletin),
      ...subjectColumns(bulletin),
      column('title', shared.standard[language]),
      column('text', shared.verdict[language]),
    ],
    rows,
  };
}

const everySubject = 1_000_000;

export function publicRollups(bulletin: Bulletin): Sheet {
  const { results, model, language, moment } = bulletin;
  async function* rows(): AsyncGenerator<readonly CellValue[]> {
    for await (const row of ofPeriod(results.rows('rollups'), moment.period.name)) {
      const figures = bulletin.now.standards.get(row.standard);
      if (!isStated(row.rollup) || figures === undefined) continue;
      const at = { rollup: row.rollup, group: row.group };
      const one = counted(figures, at);
      const of = (state: Parameters<typeof isShown>[1], value: CellValue): CellValue =>
        isShown(one, state) ? value : withheld;
      const hasRank = figures.disclosure.showsRanks(row.rollup);
      yield [
        ...momentCells(bulletin),
        titleOf(bulletin, model.rollups, row.rollup),
        groupOf(bulletin, row.rollup, row.group),
        titleOf(bulletin, model.standards, row.standard),
        of('assessed', row.assessed),
        of('pass', row.passed),
        of('fail', row.failed),
        of('undetermined', row.undetermined),
        showsRate(one) ? row.rate : withheld,
        row.rank === null || hasRank ? row.rank : withheld,
        row.change === null ? null : showsChange(bulletin, one, at) ? row.change : withheld,
      ];
    }
  }
  return { name: words.rollups[language], frozen: 4, columns: rollupColumns(bulletin), rows: rows() };
}

/** With the change, a rate that is shown tells the one before. */
function showsChange(
  { before }: Bulletin,
  one: Counted,
  at: { readonly rollup: string; readonly group: string },
): boolean {
  const figures = before?.standards.get(one.figures.standard.name);
  return figures !== undefined && showsRate(one) && showsRate(counted(figures, at));
}
