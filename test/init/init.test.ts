/** `init` makes of an office's own spreadsheets a project that can be checked, tested and assessed at once. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../../engine/index.ts';
import { type Ran, zhunsheng } from '../cli/command.ts';
import {
  type Desk,
  desk,
  disputes,
  inspections,
  monthly,
  petitions,
  reports,
  secrets,
  visits,
  workbook,
} from './spreadsheets.ts';

interface Made {
  readonly tables: readonly {
    readonly name: string;
    readonly records: number;
    readonly key: readonly string[];
    readonly references: readonly { readonly field: string; readonly table: string }[];
  }[];
  readonly subject: string;
  readonly period: string;
  readonly files: readonly string[];
  readonly notes: readonly {
    readonly code: string;
    readonly place: { readonly file: string; readonly range: { readonly start: { readonly line: number } } };
    readonly message: { readonly en: string };
  }[];
}

interface Standing {
  readonly subject: string;
  readonly standard: string;
  readonly verdict: string;
}

describe('zhunsheng init', () => {
  let at: Desk;
  let project: string;
  beforeEach(() => {
    at = desk();
    project = at.path('rules');
  });
  afterEach(() => at.remove());

  async function make(files: readonly string[], ...flags: readonly string[]): Promise<Made> {
    const ran = await zhunsheng(['init', project, '--yes', '--format', 'json', ...flags, '--from', ...files]);
    assert.deepEqual([ran.status, ran.err], [0, '']);
    hidesSecrets(ran.out);
    return JSON.parse(ran.out) as Made;
  }

  /** Check, test, fmt and assess at once, and nothing of what is sensitive in any text but the data. */
  async function works({ period }: Made): Promise<readonly Standing[]> {
    for (const command of [['check'], ['test'], ['fmt', '--check'], ['trace']]) {
      const ran = await zhunsheng([...command, project]);
      assert.equal(ran.status, 0, `${command.join(' ')}: ${ran.out}${ran.err}`);
      if (command[0] === 'check') assert.match(ran.out, /0 errors, 0 warnings/);
      if (command[0] === 'test') assert.match(ran.out, /1 passed, 0 failed/);
    }
    for (const file of readdirSync(project)) {
      if (statSync(join(project, file)).isFile()) hidesSecrets(readFileSync(join(project, file), 'utf8'));
    }
    const ran = await zhunsheng(['assess', project, '--period', period, '--format', 'json']);
    assert.equal(ran.status, 0, ran.err);
    return (JSON.parse(ran.out) as { standings: Standing[] }).standings;
  }

  function structure({ tables }: Made): readonly string[] {
    return tables.map(({ name, records, key, references }) => {
      const links = references.map(({ field, table }) => ` ${field}→${table}`).join('');
      return `${name} ${records} [${key.join(' ')}]${links}`;
    });
  }

  function told({ notes }: Made): readonly string[] {
    return notes.map(({ code, place }) => `${code} ${place.file}:${place.range.start.line + 1}`);
  }

  it('takes a roster under a merged header and a GB18030 ledger: totals are no records, personal data are marked', async () => {
    const made = await make(await petitions(at));
    assert.deepEqual(structure(made), ['单位 5 [单位代码]', '信访 6 [编号] 单位代码→单位']);
    assert.deepEqual(told(made), [
      'ZS7121 单位花名册.xlsx!单位花名册:11',
      'ZS7127 单位花名册.xlsx!单位花名册:3',
      'ZS7121 2021年信访台账.csv:10',
      'ZS7124 2021年信访台账.csv:2',
      'ZS7126 2021年信访台账.csv:5',
    ]);
    const standings = await works(made);
    // X-01 and X-02 are D001's, X-04 and X-05 D003's, X-06 D004's; X-03 has a full-width code, which no unit has.
    assert.deepEqual(
      standings.map(({ subject, verdict }) => [subject, verdict]),
      [
        ['D001', 'fail'],
        ['D002', 'pass'],
        ['D003', 'fail'],
        ['D004', 'fail'],
        ['D005', 'pass'],
      ],
    );
    const { analysis } = await openProject(project);
    const unit = analysis.dictionary.entities.get('单位');
    assert.deepEqual(
      [...(unit?.fields.values() ?? [])].map(({ name, type, unit: measure }) => [name, type.kind, measure]),
      [
        ['序号', 'integer', null],
        ['单位代码', 'text', null],
        ['name', 'text', null],
        ['类别', 'code', null],
        ['人数', 'integer', '人'],
        ['成立日期', 'date', null],
        ['备注', 'text', null],
      ],
    );
    const petition = analysis.dictionary.entities.get('信访');
    assert.deepEqual(
      [...(petition?.fields.values() ?? [])].filter(({ sensitive }) => sensitive).map(({ name }) => name),
      ['信访人', '联系电话', '身份证号'],
    );
    assert.equal(analysis.resources.get('信访')?.encoding, 'gb18030');
  });

  it('names the totals row among the data findings of each assessment', async () => {
    await make(await petitions(at));
    const ran = await zhunsheng(['assess', project, '--period', '2021', '--format', 'json']);
    const { dataFindings } = JSON.parse(ran.out) as {
      dataFindings: { file: string; row: number | null; code: string }[];
    };
    const keyless = dataFindings.filter(({ code }) => code === 'ZS3009').map(({ file, row }) => `${file}:${row}`);
    assert.deepEqual(keyless, ['data/2021年信访台账.csv:10', 'data/单位花名册.xlsx:11']);
  });

  it('takes UTF-16 with tabs, a heading that stands twice, months in Chinese, figures with their unit, and a key of two columns', async () => {
    const made = await make(reports(at));
    assert.deepEqual(structure(made), ['企业 4 [企业名称]', '企业月报 12 [企业名称 报告月份] 企业名称→企业']);
    const standings = await works(made);
    // 甲厂 reported three months of twelve and nothing in them: nobody knows.
    assert.deepEqual(
      new Map(standings.map(({ subject, verdict }) => [subject, verdict])),
      new Map([
        ['丁店', 'fail'],
        ['丙公司', 'fail'],
        ['乙店', 'fail'],
        ['甲厂', 'undetermined'],
      ]),
    );
    const { analysis } = await openProject(project);
    assert.deepEqual(analysis.dictionary.entities.get('企业月报')?.reports, {
      reference: '企业名称',
      month: '报告月份',
    });
    const ran = await zhunsheng(['assess', project, '--period', '2021', '--format', 'json']);
    assert.deepEqual((JSON.parse(ran.out) as { dataFindings: unknown[] }).dataFindings, []);
  });

  it('takes the sheets of a workbook as tables that refer to each other, and passes over one that is none', async () => {
    const made = await make(await inspections(at));
    assert.deepEqual(structure(made), [
      '街道 3 [街道代码]',
      '网格 8 [网格编号] 所属街道→街道',
      '检查记录 9 [检查日期 网格编号] 网格编号→网格',
    ]);
    assert.equal(made.subject, '网格');
    const standings = await works(made);
    // Nine inspections of eight grids: every grid has one at least.
    assert.deepEqual(new Set(standings.map(({ verdict }) => verdict)), new Set(['fail']));
    assert.equal(standings.length, 8);
    const { analysis } = await openProject(project);
    const { planned, type } = analysis.dictionary.entities.get('检查记录')?.fields.get('整改期限') ?? {};
    assert.deepEqual([planned, type?.kind], [true, 'date']);
  });

  it('takes English tables with semicolons, leading zeros, yes and no, and percentages', async () => {
    const made = await make(visits(at), '--limit', '1');
    assert.deepEqual(structure(made), ['units 4 [unit-code]', 'home-visits 4 [visit-id] unit-code→units']);
    const standings = await works(made);
    assert.deepEqual(
      standings.map(({ subject, verdict }) => [subject, verdict]),
      ['001', '002', '003', '004'].map((unit) => [unit, 'pass']),
    );
    const { analysis } = await openProject(project);
    const kinds = (entity: string): unknown =>
      [...(analysis.dictionary.entities.get(entity)?.fields.values() ?? [])].map(
        ({ name, type }) => `${name} ${type.kind}`,
      );
    assert.deepEqual(kinds('units'), ['unit-code text', 'name text', 'kind code', 'open boolean']);
    assert.deepEqual(kinds('home-visits'), [
      'visit-id text',
      'unit-code text',
      'visited-on date',
      'share-reached decimal',
      'contact-person text',
    ]);
  });

  it('says what speaks against a key with a gap and a duplicate, and takes no note for a record', async () => {
    const made = await make(disputes(at));
    assert.deepEqual(structure(made), ['纠纷 6 [编号]']);
    assert.deepEqual(told(made), ['ZS7130 纠纷台账.csv:9', 'ZS7122 纠纷台账.csv:2', 'ZS7123 纠纷台账.csv:5']);
    const key = made.notes.find(({ code }) => code === 'ZS7123');
    assert.equal(
      key?.message.en,
      'The column "编号" looks like the key, but is blank or repeated in rows 5, 6; these rows are no records',
    );
    const standings = await works(made);
    assert.deepEqual(
      standings.map(({ subject }) => subject),
      ['J1', 'J2', 'J5', 'J6'],
    );
  });

  it('takes other columns for the key where the number stands twice and they tell the records apart', async () => {
    const text = '编号,日期,村\nJ1,2021-05-01,东\nJ2,2021-05-01,西\nJ2,2021-05-02,东\nJ4,2021-05-02,西\n';
    const made = await make([at.write('纠纷.csv', text)]);
    assert.deepEqual(structure(made), ['纠纷 4 [日期 村]']);
    const [note] = made.notes;
    assert.equal(
      note?.message.en,
      'The column "编号" looks like the key, but is blank or repeated in row 4; the key is 日期 + 村 instead',
    );
    await works(made);
  });

  it('fills merged keys and references down, in the project as in the data', async () => {
    const book = await workbook(
      {
        name: '街道',
        rows: [
          ['街道名称', '街道代码'],
          ['甲街道', 'J1'],
          ['乙街道', 'J2'],
        ],
      },
      {
        name: '社区 一览表',
        rows: [
          ['所属街道', '社区代码', '类型', '户数'],
          ['甲街道', 'C1', '老旧', 100],
          [null, 'C2', '老旧', '１,２００'],
          ['乙街道', 'C3', '新建', 80],
          [null, 'C4', '新建', 70],
          ['小计', null, null, 1450],
        ],
        merges: ['A2:A3', 'A4:A5'],
      },
    );
    const made = await make([at.write('表.xlsx', book)]);
    assert.deepEqual(structure(made), ['街道 2 [街道名称]', '社区 4 [社区代码] 所属街道→街道']);
    await works(made);
    const ran = await zhunsheng(['assess', project, '--period', made.period, '--format', 'json']);
    const { dataFindings } = JSON.parse(ran.out) as { dataFindings: { row: number }[] };
    assert.deepEqual(new Set(dataFindings.map(({ row }) => row)), new Set([6]));
  });

  describe('of the files of a series, one a month,', () => {
    it('makes one table, whatever their encoding and the order of their columns', async () => {
      const made = await make(await monthly(at, true));
      assert.deepEqual(structure(made), ['单位 4 [单位代码]', '月报 12 [单位代码 月份] 单位代码→单位']);
      const { analysis } = await openProject(project);
      assert.deepEqual(
        analysis.resources.get('月报')?.sources.map(({ path }) => path),
        ['data/2021年3月.xlsx', 'data/月报-2021-01.csv', 'data/月报-2021-02.csv'],
      );
      assert.ok(told(made).includes('ZS7131 2021年3月.xlsx!Sheet1:1'));
      assert.ok(told(made).includes('ZS7121 月报-2021-01.csv:6'), 'a totals row, in the file where it stands');
      await works(made);
      const ran = await zhunsheng(['assess', project, '--period', '2021-01..2021-03', '--format', 'json']);
      const { standings } = JSON.parse(ran.out) as { standings: (Standing & { period: string })[] };
      assert.deepEqual(
        standings.filter(({ verdict }) => verdict !== 'pass').map(({ period, subject }) => `${period} ${subject}`),
        ['2021-02 D4', '2021-03 D2'],
      );
    });

    it('says what to do where no column holds the month, and makes a table of each', async () => {
      const made = await make(await monthly(at, false));
      assert.deepEqual(
        made.tables.map(({ name, records }) => `${name} ${records}`),
        ['单位 4', '_3月 4', '月报-2021-02 4', '月报-2021-01 4'],
      );
      const note = made.notes.find(({ code }) => code === 'ZS7132');
      assert.match(note?.message.en ?? '', /The 3 files of "月报" .* no column says of which period/);
      await works(made);
    });

    it('leaves files with the same headings apart whose names say other things', async () => {
      const rows = '编号,收到日期\na,2021-03-02\nb,2021-03-03\n';
      const made = await make([at.write('信访件.csv', rows), at.write('案件.csv', rows)]);
      assert.equal(made.tables.length, 2);
    });

    it('says that sheets of one workbook cannot be one table', async () => {
      const sheet = (name: string, day: string): { name: string; rows: (string | number)[][] } => ({
        name,
        rows: [
          ['编号', '日期'],
          [`${name}-1`, day],
          [`${name}-2`, day],
        ],
      });
      const book = await workbook(sheet('1月', '2021-01-02'), sheet('2月', '2021-02-02'));
      const made = await make([at.write('台账.xlsx', book)]);
      assert.equal(made.tables.length, 2);
      assert.match(made.notes.find(({ code }) => code === 'ZS7133')?.message.en ?? '', /"1月", "2月"/);
      await works(made);
    });
  });

  it('does what the flags say: title, subject and keys, by heading or name', async () => {
    const made = await make(
      await inspections(at),
      '--title',
      '街道考核',
      '--subject',
      '街道',
      '--key',
      '网格=网格名称',
    );
    assert.equal(made.subject, '街道');
    assert.deepEqual(structure(made)[1], '网格 8 [网格名称] 所属街道→街道');
    assert.match(readFileSync(join(project, 'datapackage.yaml'), 'utf8'), /^title: 街道考核$/m);
    await works(made);
  });

  it('leaves data that lie in the folder where they are', async () => {
    const file = at.write('rules/2021/单位.csv', '代码,名称,类别\nu1,东村,村\nu2,西村,村\nu3,南区,区\nu4,北区,区\n');
    const made = await make([file]);
    assert.deepEqual(made.files, ['basics.policy.yaml', 'basics.test.yaml', 'datapackage.yaml', 'guide.md']);
    assert.match(readFileSync(join(project, 'datapackage.yaml'), 'utf8'), /path: 2021\/单位\.csv/);
    await works(made);
  });

  it('begins without data of one’s own with a small sample', async () => {
    const ran = await zhunsheng(['init', project, '--yes', '--format', 'json']);
    assert.equal(ran.status, 0);
    const made = JSON.parse(ran.out) as Made;
    assert.deepEqual(structure(made), ['单位 4 [单位代码]', '信访件 2 [编号] 单位代码→单位']);
    await works(made);
  });

  it('marks the columns that no rule reads yet as descriptive, and no others, so that trace finds no gap', async () => {
    await works(await make(await petitions(at)));
    const dictionary = readFileSync(join(project, 'datapackage.yaml'), 'utf8');
    assert.match(dictionary, /name: 信访人, .*zhunsheng:descriptive: true/);
    assert.doesNotMatch(dictionary, /name: 编号, .*zhunsheng:descriptive/);
  });

  it('tells in Chinese and English what it has made and what comes next', async () => {
    const files = await petitions(at);
    const zh = await zhunsheng(['init', project, '--lang', 'zh', '--from', ...files]);
    assert.match(zh.out, /单位代码 → 单位/);
    assert.match(zh.out, /第 11 行是合计或说明，不作为记录/);
    assert.match(zh.out, /zhunsheng assess \S+ --period 2021/);
    const en = await zhunsheng(['init', at.path('other'), '--lang', 'en', '--from', ...files]);
    assert.match(en.out, /row 11: a total or a note, not taken as a record/);
    for (const { out, err } of [zh, en]) hidesSecrets(out + err);
  });

  describe('stops with a code, a place and what to do, and writes nothing,', () => {
    const stopsWith = async (code: string, place: RegExp, args: readonly string[]): Promise<Ran> => {
      const ran = await zhunsheng(['init', project, '--yes', ...args]);
      assert.deepEqual([ran.status, ran.out], [2, '']);
      assert.match(ran.err, /^[^\n]+[.?] [^\n]+\.?\n$/, 'one line, with what to do');
      assert.ok(ran.err.startsWith(`${code} `), ran.err);
      assert.match(ran.err, place);
      assert.ok(!existsSync(join(project, 'datapackage.yaml')));
      return ran;
    };

    it('where the file is not there, is a folder, or is no table', async () => {
      await stopsWith('ZS7101', /nothing\.csv/, ['--from', at.path('nothing.csv')]);
      mkdirSync(at.path('folder.csv'));
      await stopsWith('ZS7102', /it is a folder/, ['--from', at.path('folder.csv')]);
      await stopsWith('ZS7102', /notes\.docx/, ['--from', at.write('notes.docx', 'x')]);
    });

    it('where the file is empty, or holds only a title', async () => {
      await stopsWith('ZS7103', /empty\.csv/, ['--from', at.write('empty.csv', '')]);
      await stopsWith('ZS7103', /blank\.csv/, ['--from', at.write('blank.csv', '\n \n,,\n')]);
      await stopsWith('ZS7103', /title\.csv/, ['--from', at.write('title.csv', '2021年台账\n')]);
      const book = await workbook({ name: 'Sheet1', rows: [] });
      await stopsWith('ZS7103', /empty\.xlsx/, ['--from', at.write('empty.xlsx', book)]);
    });

    it('where the content is not what the name says, or is damaged', async () => {
      const book = await workbook({
        name: 'a',
        rows: [
          ['x', 'y'],
          ['1', '2'],
        ],
      });
      await stopsWith('ZS4004', /a\.csv/, ['--from', at.write('a.csv', book)]);
      await stopsWith('ZS4005', /cut\.xlsx/, ['--from', at.write('cut.xlsx', book.slice(0, book.length / 2))]);
    });

    it('where the folder holds something, or is a file', async () => {
      const file = at.write('u.csv', '代码,名称\n1,a\n2,b\n');
      at.write('rules/basics.policy.yaml', 'mine');
      await stopsWith('ZS7104', /rules[^\n]+basics\.policy\.yaml/, ['--from', file]);
      assert.equal(readFileSync(join(project, 'basics.policy.yaml'), 'utf8'), 'mine');
      assert.deepEqual(readdirSync(project), ['basics.policy.yaml']);
      const ran = await zhunsheng(['init', file, '--yes']);
      assert.equal(ran.status, 2);
      assert.match(ran.err, /^ZS7105 \S+u\.csv /);
    });

    it('where nothing tells the records apart', async () => {
      await stopsWith('ZS7106', /rows 2 and 4 are the same/, [
        '--from',
        at.write('d.csv', '村,类型\n东,邻里\n西,邻里\n东,邻里\n'),
      ]);
    });

    it('where a flag names what is not there', async () => {
      const file = at.write('单位.csv', '代码,名称\nu1,a\nu2,b\n');
      await stopsWith('ZS7107', /Choose one of: 单位/, ['--subject', '单味', '--from', file]);
      await stopsWith('ZS7107', /Choose one of: 单位/, ['--key', '街道=代码', '--from', file]);
      await stopsWith('ZS7108', /代码, 名称/, ['--key', '单位=号码', '--from', file]);
      await stopsWith('ZS7109', /TABLE=COLUMN/, ['--key', '代码', '--from', file]);
      await stopsWith('ZS9006', /--limit/, ['--limit', 'many', '--from', file]);
    });
  });
});

function hidesSecrets(text: string): void {
  for (const secret of secrets) assert.ok(!text.includes(secret), `shows ${secret}`);
}
