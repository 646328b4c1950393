/** Spreadsheets as offices keep them, made for the tests: five folders of files, each with troubles of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';

export interface Desk {
  readonly folder: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

/** A folder for a test's files. */
export function desk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'zs-init-'));
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    path,
    write(name, content) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What nothing that init writes or says may hold, the copied data aside. */
export const secrets = ['赵钱孙', '13800001111', '410802199001011234', '李周吴'];

type Cells = readonly (string | number | Date | null)[];

interface SheetSpec {
  readonly name: string;
  readonly rows: readonly Cells[];
  readonly merges?: readonly string[];
}

export async function workbook(...sheets: readonly SheetSpec[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const { name, rows, merges = [] } of sheets) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
    for (const range of merges) sheet.mergeCells(range);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/**
 * 1. A roster with a title, a header of merged cells in two rows, an empty column and a totals row, and a ledger in GB18030 with a title,
 * mixed dates, full-width digits, blank rows, names, numbers of telephones and of identity cards, and a totals row.
 */
export async function petitions(at: Desk): Promise<readonly string[]> {
  const roster = await workbook({
    name: '单位花名册',
    rows: [
      ['2021年度创建单位花名册', null, null, null, null, null, null],
      ['填报单位：示例区', null, null, null, null, '填报日期：2021-12-31', null],
      ['序号', '单位代码', '单位名称', '基本情况', null, null, '备注'],
      [null, null, null, '类别', '人数（人）', '成立日期', null],
      [1, 'D001', '东村', '村', 1200, day('1998-05-01'), null],
      [2, 'D002', '西社区', '社区', 3400, day('2001-01-01'), null],
      [3, 'D003', '南村', '村', 800, day('1998-05-01'), null],
      [4, 'D004', '北社区', '社区', 2100, day('2003-07-01'), null],
      [5, 'D005', '中村', '村', 950, day('1999-09-09'), null],
      [null, null, null, null, null, null, null],
      ['合计', null, null, null, 8450, null, null],
    ],
    merges: ['A1:G1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:G4', 'A11:C11'],
  });
  const ledger = [
    '示例区信访事项台账,,,,,,,',
    '编号,单位代码,信访人,联系电话,身份证号,类型,收到日期,涉及人数',
    'X-01,D001,赵钱孙,13800001111,410802199001011234,一般,2021年3月5日,１',
    'X-02,D001,李周吴,13800001111,410802199001011234,一般,2021/3/8,"1,200"',
    'X-03,Ｄ００２,赵钱孙,13800001111,410802199001011234,越级,2021.03.09,3',
    ',,,,,,,',
    'X-04,D003,李周吴,13800001111,410802199001011234,集体,20210410,12',
    'X-05,D003,赵钱孙,13800001111,410802199001011234,越级,2021-11-02,—',
    'X-06,D004,李周吴,13800001111,410802199001011234,集体,2021-12-02,5',
    '合计,,,,,,,1221',
    '',
  ].join('\r\n');
  return [at.write('单位花名册.xlsx', roster), at.write('2021年信访台账.csv', iconv.encode(ledger, 'gb18030'))];
}

/** 2. Monthly reports in UTF-16 with tabs, two columns 备注, months in Chinese, figures with their unit; no column is a key. */
export function reports(at: Desk): readonly string[] {
  const enterprises = '企业名称\t行业\n甲厂\t制造\n乙店\t零售\n丙公司\t制造\n丁店\t零售\n';
  const months = ['2021年1月', '2021年2月', '2021年3月'];
  const rows = months.flatMap((month) =>
    ['甲厂', '乙店', '丙公司', '丁店'].map(
      (name, at_) => `${name}\t${month}\t${at_}起\t${at_ * 2}件\t无\t${at_ === 0 ? '补报' : ''}`,
    ),
  );
  const text = ['企业名称\t报告月份\t事故起数\t案件数\t备注\t备注', ...rows, ''].join('\r\n');
  return [
    at.write('企业.txt', iconv.encode(enterprises, 'utf-16le', { addBOM: true })),
    at.write('企业月报.txt', iconv.encode(text, 'utf-16le', { addBOM: true })),
  ];
}

/** 3. One workbook: three sheets that refer to each other, a hidden one, one without a table. */
export async function inspections(at: Desk): Promise<readonly string[]> {
  const book = await workbook(
    { name: '说明', rows: [['本表由各街道填写']] },
    {
      name: '街道',
      rows: [
        ['街道代码', '街道名称'],
        ['001', '解放街道'],
        ['002', '建设街道'],
        ['003', '民主街道'],
      ],
    },
    {
      name: '网格',
      rows: [
        ['网格编号', '网格名称', '所属街道', '户数'],
        ...Array.from({ length: 8 }, (_, n) => [`G${n + 1}`, `第${n + 1}网格`, `00${(n % 3) + 1}`, 100 + n]),
      ],
    },
    {
      name: '检查记录',
      rows: [
        ['检查日期', '网格编号', '检查结果', '检查人员', '整改期限'],
        ...Array.from({ length: 9 }, (_, n) => [
          day(`2021-0${(n % 3) + 4}-1${n % 4}`),
          `G${(n % 8) + 1}`,
          n % 2 === 0 ? '合格' : '不合格',
          n % 2 === 0 ? '赵钱孙' : '李周吴',
          n % 2 === 0 ? null : day('2021-09-30'),
        ]),
      ],
    },
  );
  return [at.write('网格检查.xlsx', book)];
}

/** 4. In English, with semicolons, yes and no, percentages, and codes with leading zeros. */
export function visits(at: Desk): readonly string[] {
  const units =
    'Unit Code;Name;Kind;Open\n001;East;village;yes\n002;West;village;no\n003;North;town;yes\n004;South;town;yes\n';
  const rows = ['a,2021-02-01,95%', 'b,2021-02-03,80.5%', 'c,2021-03-01,100%', 'd,2021-04-01,n/a'].map((row, n) => {
    const [id, date, share] = row.split(',');
    return `${id};00${(n % 4) + 1};${date};${share};Jo ${n}`;
  });
  return [
    at.write('units.csv', units),
    at.write('home visits.csv', ['Visit ID;Unit Code;Visited on;Share reached;Contact person', ...rows, ''].join('\n')),
  ];
}

/** 5. A ledger by itself whose number has a gap and comes twice, with a note at its foot, and a column without a heading. */
export function disputes(at: Desk): readonly string[] {
  const text = [
    '矛盾纠纷排查台账,,,,,',
    '编号,排查日期,村名,纠纷类型,是否化解,',
    'J1,2021-05-01,东村,邻里,是,',
    'J2,2021-05-01,西村,婚姻,否,跟进',
    'J2,2021-05-02,东村,邻里,是,',
    ',2021-05-03,西村,土地,否,',
    'J5,2021-05-03,东村,土地,是,',
    'J6,待查,南村,邻里,是,',
    '填表人：赵钱孙,,,,,',
    '',
  ].join('\n');
  return [at.write('纠纷台账.csv', `\uFEFF${text}`)];
}

/**
 * 6. A roster and its monthly reports, a file each: GB18030, UTF-8, a workbook under a merged header with its columns in another order, a totals
 * row, an empty column; `named`: with a column for the month.
 */
export async function monthly(at: Desk, named: boolean): Promise<readonly string[]> {
  const roster = '单位代码,单位名称,类别\nD1,东村,村\nD2,西社区,社区\nD3,南村,村\nD4,北社区,社区\n';
  const month = (text: string): readonly string[] => (named ? [text] : []);
  const lines = (text: string, figures: readonly number[]): string =>
    [
      ['单位代码', ...month('月份'), '越级上访（起）', '备注'],
      ...figures.map((figure, n) => [`D${n + 1}`, ...month(text), String(figure), '']),
      ['合计', ...month(''), String(figures.reduce((sum, each) => sum + each, 0)), ''],
    ]
      .map((row) => row.join(','))
      .join('\r\n');
  const march = await workbook({
    name: 'Sheet1',
    rows: [
      ['2021年3月越级上访月报', null, null],
      ['备注', '越级上访（起）', '单位代码', ...month('月份')],
      [null, 0, 'D1', ...month('2021年3月')],
      [null, '２', 'D2', ...month('2021年3月')],
      [null, 0, 'D3', ...month('2021年3月')],
      [null, 0, 'D4', ...month('2021年3月')],
      ['合计', 2, null, ...month('')],
    ],
    merges: ['A1:C1'],
  });
  return [
    at.write('单位.csv', roster),
    at.write('2021年3月.xlsx', march),
    at.write('月报-2021-02.csv', `\uFEFF${lines('2021/2', [0, 0, 0, 1])}`),
    at.write('月报-2021-01.csv', iconv.encode(lines('2021年1月', [0, 0, 0, 0]), 'gb18030')),
  ];
}
