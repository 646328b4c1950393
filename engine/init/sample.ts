/** The table of a project that is begun without data of its own: two units and what was recorded of them. */
import type { RawRow } from '../data/raw.ts';
import type { Grid } from './grid.ts';

export interface Sample {
  readonly grids: readonly Grid[];
  readonly texts: ReadonlyMap<string, string>;
}

export function sampleGrids(): Sample {
  const tables = [
    {
      file: '单位.csv',
      rows: [
        ['单位代码', '单位名称', '类别'],
        ['u1', '东村', '村'],
        ['u2', '西社区', '社区'],
        ['u3', '南村', '村'],
        ['u4', '北社区', '社区'],
      ],
    },
    {
      file: '信访件.csv',
      rows: [
        ['编号', '单位代码', '收到日期'],
        ['p1', 'u1', '2021-03-02'],
        ['p2', 'u2', '2021-05-06'],
      ],
    },
  ];
  return {
    grids: tables.map(({ file, rows }) => gridOf(file, rows)),
    texts: new Map(
      tables.map(({ file, rows }) => [`data/${file}`, `${rows.map((row) => row.join(',')).join('\n')}\n`]),
    ),
  };
}

function gridOf(name: string, cells: readonly (readonly string[])[]): Grid {
  const rows: readonly RawRow[] = cells.map((row, at) => ({ row: at + 1, cells: row }));
  const file = { name, path: `/${name}`, format: 'csv' as const, bytes: 1 };
  return {
    file,
    sheet: null,
    amongSheets: false,
    encoding: 'utf-8',
    delimiter: ',',
    rows,
    merges: [],
    date1904: false,
    cut: false,
  };
}
