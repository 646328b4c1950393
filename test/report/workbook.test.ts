/** The workbook, read back by a library that did not write it, against the tables of `assess`. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Assessment, assess } from '../../engine/assess/assess.ts';
import { verdictWords } from '../../engine/assess/verdict-words.ts';
import type { Project } from '../../engine/project/open.ts';
import { stateWords } from '../../engine/report/page/states.ts';
import { report } from '../../engine/report/report.ts';
import { pythonWith } from '../action/python.ts';
import { hostileNames } from './hostile.ts';
import { withLetters } from './letters-project.ts';
import { secret, smallTown, type Town, withTown } from './town.ts';

interface Book {
  readonly creator: string;
  readonly created: string;
  readonly sheets: readonly Sheet[];
}

interface Sheet {
  readonly name: string;
  readonly frozen: string | null;
  readonly filter: string | null;
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly types: readonly string[];
  readonly formats: readonly string[];
  readonly formulas: number;
}

describe('The workbook of a period', function () {
  this.timeout(180_000);

  const inTown = (use: (project: Project, out: string) => Promise<void>, town: Town = smallTown): Promise<void> =>
    withTown(town, (project, base) => use(project, join(base, 'out')));

  it('has every row and number of the tables of assess', () =>
    inTown(async (project, out) => {
      const book = await bookOf(project, out);
      const tables = await assess(project, { period: '2021-11' });
      assert.deepEqual(
        book.sheets.map(({ name }) => name),
        ['达标情况', '结论 单位', '问题清单', '汇总', '函件阶梯', '名词解释'],
      );
      assert.deepEqual(
        rowsOf(book, '达标情况', ['代码', '标准', '结论', '得分']),
        tables.standings.map((row) => [row.subject, standards[row.standard], state(row.verdict), row.score]),
      );
      assert.deepEqual(
        rowsOf(book, '问题清单', ['代码', '规则', '情况', '怎么办', '责任', '记录']),
        tables.findings.map((row) => [
          row.subject,
          rules[row.rule],
          row.message,
          row.remedy,
          row.responsible
            .split(';')
            .map((word) => ({ unit: '单位', street: '街道' })[word])
            .join('、'),
          row.evidence,
        ]),
      );
      const rollups = await withChanges(project);
      assert.deepEqual(
        rowsOf(book, '汇总', [
          '汇总方式',
          '分组',
          '标准',
          '参评',
          '达标',
          '未达标',
          '待定',
          '达标率',
          '名次',
          '比上期',
        ]),
        rollups.map((row) => [
          { 'by-street': '按街道', 'by-kind': '按类别', 'tidy-by-street': '账目按街道' }[row.rollup],
          { village: '村', enterprise: '企业' }[row.group] ?? row.group,
          standards[row.standard],
          ...[row.assessed, row.passed, row.failed, row.undetermined, row.rate, row.rank, row.change],
        ]),
      );
      assert.deepEqual(
        rowsOf(book, '函件阶梯', ['代码', '次数', '现应发', '已发', '应发未发']),
        tables.ladders.map((row) => [
          row.subject,
          row.occasions,
          { reminder: '提醒函', notice: '通报函' }[row.due],
          row.sent,
          row.missing,
        ]),
      );
      const failed = tables.findings.filter(({ rule }) => rule === 'no-skip-level').map(({ subject }) => subject);
      const verdicts = rowsOf(book, '结论 单位', ['代码', '名称', '无越级上访']);
      assert.equal(verdicts.length, 10);
      for (const [key, name, verdict] of verdicts) {
        assert.equal(name, smallTown.units.find(({ code }) => code === key)?.name);
        const expected = failed.includes(String(key)) ? 'fail' : key === 'U09' ? 'undetermined' : 'pass';
        assert.equal(verdict, verdictWords[expected].zh);
      }
    }));

  it('has frozen heads, filters, real dates and percentages', () =>
    inTown(async (project, out) => {
      const { sheets, creator, created } = await bookOf(project, out);
      assert.deepEqual([creator, created], ['Zhunsheng', '1980-01-01 00:00:00']);
      for (const { frozen, filter, rows, types, formats } of sheets) {
        assert.match(frozen ?? '', /^[D-G]2$/);
        assert.match(filter ?? '', /^A1:[A-Z]+1$/);
        assert.equal(rows[1]?.[1], '2021-11-30');
        assert.deepEqual([types[1], formats[1]], ['d', 'yyyy-mm-dd']);
      }
      const rollups = sheets.find(({ name }) => name === '汇总');
      const rate = rollups?.rows[0]?.indexOf('达标率') ?? -1;
      assert.deepEqual([rollups?.types[rate], rollups?.formats[rate]], ['n', '0.0%']);
    }));

  it('says in words what it has, in English too', () =>
    inTown(async (project, out) => {
      const book = await bookOf(project, out, { language: 'en' });
      const terms = rowsOf(book, 'Definitions', ['Kind', 'Term', 'Name in the policy', 'Clause']);
      assert.ok(terms.some(([kind, , id]) => kind === 'Verdict' && id === 'undetermined'));
      assert.deepEqual(
        terms.filter(([kind]) => kind === 'Rule'),
        [
          ['Rule', '无越级上访', 'no-skip-level', '二、越级上访'],
          ['Rule', 'Figures agree', 'figures-agree', '总则'],
        ],
      );
      assert.equal(rowsOf(book, 'Standings', ['Verdict'])[0]?.[0], 'up to standard');
    }));

  it('tells the public no more than the bulletin does', () =>
    inTown(async (project, out) => {
      const book = await bookOf(project, out, { audience: 'public' });
      assert.deepEqual(
        book.sheets.map(({ name }) => name),
        ['达标情况', '汇总', '名词解释'],
      );
      await report(project, { period: '2021-11', out, only: ['bulletin'] });
      const page = readFileSync(join(out, 'bulletin/2021-11.html'), 'utf8');
      const columns = { assessed: '参评', pass: '达标', fail: '未达标', undetermined: '待定', rate: '达标率' };
      const titles = Object.values(columns);
      const rows = rowsOf(book, '汇总', ['分组', '汇总方式', ...titles]).filter(([, rollup]) => rollup === '按街道');
      assert.deepEqual(
        rows.map(([group]) => group),
        ['东街', '西街'],
      );
      for (const [group, , ...cells] of rows) {
        for (const [at, column] of Object.keys(columns).entries()) {
          const from = `rollups/2021-11/by-street/${encodeURIComponent(String(group))}/three-zero/${column}`;
          assert.equal(cells[at] !== '＊', page.includes(`data-from="${from}"`), from);
        }
      }
      assert.ok(rows.flat().includes('＊'));
      const states = rowsOf(book, '达标情况', ['代码', '结论']);
      assert.equal(states.find(([key]) => key === 'U02')?.[1], '＊');
      // Wherever the workbook shows a state, the wall chart does.
      for (const [key, verdict] of states) {
        const isUnstated = page.includes(`<li class="tile unstated" data-find="${key}">`);
        assert.equal(verdict === '＊', isUnstated, String(key));
      }
      assert.doesNotMatch(JSON.stringify(book), /P1|本期越级上访|约见/);
    }));

  it('is the same bytes for the same input, on another day too', () =>
    inTown(async (project, out) => {
      const make = async (to: string): Promise<Buffer> => {
        await report(project, { period: '2021-11', out: to, audience: 'internal', only: ['workbook'] });
        return readFileSync(join(to, 'workbook/2021-11.xlsx'));
      };
      const first = await make(out);
      await new Promise((done) => setTimeout(done, 2_100));
      assert.ok(first.equals(await make(`${out}-again`)));
    }));

  it('has hostile names as text, and no sensitive value', () =>
    withLetters(
      {
        units: hostileNames,
        message: "=cmd|'/C calc'!A0 {petitions}",
        petitions: Object.keys(hostileNames).map((unit) => [unit, '2021-05']),
      },
      async (project, base) => {
        const book = await bookOf(project, join(base, 'out'), { period: '2021-05' });
        assert.deepEqual(
          book.sheets.map(({ formulas }) => formulas),
          book.sheets.map(() => 0),
        );
        const found = rowsOf(book, '问题清单', ['代码', '名称', '情况']);
        const expected = { ...hostileNames, H08: 'a\ufffdb\ufffdc\ufffdd' };
        assert.deepEqual(
          found,
          Object.entries(expected).map(([key, name]) => [key, name, "=cmd|'/C calc'!A0 1"]),
        );
        assert.doesNotMatch(JSON.stringify(book), /SECRET/);
      },
    ));

  it('has no sensitive value of a record', () =>
    inTown(async (project, out) => {
      const book = await bookOf(project, out);
      assert.doesNotMatch(JSON.stringify(book), new RegExp(secret));
    }));
});

const standards: Readonly<Record<string, string>> = {
  'zero-petition': '零上访',
  'three-zero': '三零创建达标',
  tidy: '账目',
};

const rules: Readonly<Record<string, string>> = { 'no-skip-level': '无越级上访', 'figures-agree': '两数相等' };

function state(verdict: string): string {
  return stateWords[verdict as keyof typeof stateWords].zh;
}

/** With the change against the month before, which one period alone has not. */
async function withChanges(project: Project): Promise<Assessment['rollups']> {
  const { rollups } = await assess(project, { period: '2021-10..2021-11' });
  return rollups.filter(({ period }) => period === '2021-11');
}

async function bookOf(
  project: Project,
  out: string,
  more: { readonly period?: string; readonly language?: 'en'; readonly audience?: 'public' } = {},
): Promise<Book> {
  const { period = '2021-11', audience = 'internal', language = 'zh' } = more;
  await report(project, { period, out, audience, language, only: ['workbook'] });
  const [script, file] = [join(import.meta.dirname, 'read_workbook.py'), join(out, 'workbook', `${period}.xlsx`)];
  return JSON.parse(execFileSync(pythonWith('openpyxl'), [script, file], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

/** The cells of some columns, by the head. */
function rowsOf(
  book: Book,
  name: string,
  columns: readonly string[],
): readonly (readonly (string | number | null)[])[] {
  const [head = [], ...rows] = book.sheets.find((sheet) => sheet.name === name)?.rows ?? [];
  return rows.map((row) =>
    columns.map((column) => {
      const at = head.indexOf(column);
      assert.notEqual(at, -1, `${name} has no column ${column}`);
      return row[at] ?? null;
    }),
  );
}
