import assert from 'node:assert/strict';
import { read, removeFolders, stopsWith, unitProject, workbook } from './project.ts';

const fields = [
  '{ name: name, title: 名称 }',
  '{ name: since, type: date, title: 成立日期 }',
  '{ name: people, type: integer, title: 人口 }',
  '{ name: rate, type: number, title: 完成率 }',
  '{ name: open, type: boolean, title: 公开 }',
].join(', ');

const heading = ['单位代码', '名称', '成立日期', '人口', '完成率', '公开'];

describe('XLSX files as offices keep them', () => {
  after(removeFolders);

  it('reads real dates, dates as text, text numbers, full-width digits, percents, formulas and rich text', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('名册');
      sheet.addRow(heading);
      sheet.addRow([
        'u1',
        { richText: [{ text: '龙源' }, { text: '湖', font: { bold: true } }] },
        new Date('2021-03-05T00:00:00Z'),
        '1,234',
        0.95,
        '是',
      ]);
      sheet.addRow([410802001, '乙', '2021年3月6日', '　１２　', '９５．５％', true]);
      sheet.addRow([
        'u3',
        { formula: 'A1', result: '丙' },
        44262,
        { formula: '1+2', result: 3 },
        { formula: '1/3', result: 1 / 3 },
        { formula: '1=1', result: true },
      ]);
      sheet.getColumn(3).numFmt = 'yyyy"年"m"月"d"日"';
    });
    const { findings, rows } = await read(unitProject('u.xlsx', bytes, fields));
    assert.deepEqual(findings, []);
    assert.deepEqual(rows['unit'], [
      ['u1', '龙源湖', '2021-03-05', 1234n, '0.95', true],
      ['410802001', '乙', '2021-03-06', 12n, '0.955', true],
      ['u3', '丙', '2021-03-07', 3n, '0.333333333', true],
    ]);
  });

  it('reads a table under a title, with a header of merged cells in two rows, and leaves blank rows out', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('表');
      sheet.addRow(['某区各单位情况表']);
      sheet.mergeCells('A1:F1');
      sheet.addRow(['单位代码', '基本情况', '', '', '进度', '']);
      sheet.addRow(['', '名称', '成立日期', '人口', '完成率', '公开']);
      sheet.mergeCells('A2:A3');
      sheet.mergeCells('B2:D2');
      sheet.mergeCells('E2:F2');
      sheet.addRow(['u1', '甲', '2021-01-01', 1, 0.5, '否']);
      sheet.getCell('A8').value = 'u2';
      sheet.getCell('B8').value = '乙';
      sheet.getCell('A20').value = '　';
    });
    const { all, findings, rows } = await read(unitProject('u.xlsx', bytes, fields));
    assert.deepEqual(rows['unit'], [
      ['u1', '甲', '2021-01-01', 1n, '0.5', false],
      ['u2', '乙', null, null, null, null],
    ]);
    assert.deepEqual(findings, ['u.xlsx:5: ZS3006']);
    assert.match(all[0]?.message.en ?? '', /^3 blank rows/);
  });

  it('takes a merged key for each of its rows, but a merged figure only once', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('表');
      sheet.addRow(['街道', '月份', '件数']);
      sheet.addRow(['s1', '2021-01', 7]);
      sheet.addRow([null, '2021-02', null]);
      sheet.addRow(['s2', '2021-01', 1]);
      sheet.mergeCells('A2:A3');
      sheet.mergeCells('C2:C3');
    });
    const yaml = '{ name: month, title: 月份, type: yearmonth }, { name: n, title: 件数, type: integer }';
    const of = unitProject('u.xlsx', bytes, yaml);
    // The key of this one is the merged column and the month.
    const keyed = (await import('./project.ts')).project(
      `resources: [{ name: unit, path: u.xlsx, schema: { primaryKey: [street, month], fields: [{ name: street, title: 街道 }, ${yaml}] } }]`,
      { 'u.xlsx': bytes },
    );
    assert.equal(await stopsWith(of), 'ZS4012 u.xlsx');
    const { findings, rows } = await read(keyed);
    assert.deepEqual(findings, []);
    assert.deepEqual(rows['unit'], [
      ['s1', '2021-01-01', 7n],
      ['s1', '2021-02-01', null],
      ['s2', '2021-01-01', 1n],
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const bytes = await workbook((book) => {
      book.properties.date1904 = true;
      const sheet = book.addWorksheet('表');
      sheet.addRow(heading);
      sheet.addRow(['u1', '甲', new Date('2021-03-05T00:00:00Z')]);
      sheet.getCell('C2').numFmt = 'yyyy-mm-dd';
      sheet.addRow(['u2', '乙', 42799]);
    });
    const { rows } = await read(unitProject('u.xlsx', bytes, fields));
    assert.deepEqual(
      rows['unit']?.map(([, , since]) => since),
      ['2021-03-05', '2021-03-06'],
    );
  });

  it('shows codes with the leading zeros that their format gives them', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('表');
      sheet.addRow(heading);
      sheet.addRow([42, '甲']);
      sheet.getCell('A2').numFmt = '000000';
    });
    assert.equal((await read(unitProject('u.xlsx', bytes, fields))).rows['unit']?.[0]?.[0], '000042');
  });

  it('names error cells, formulas that were never calculated, and unreadable dates, by row and column', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('表');
      sheet.addRow(heading);
      sheet.addRow(['u1', { error: '#N/A' }, '待定', { formula: '1/0', result: { error: '#DIV/0!' } }]);
      sheet.addRow(['u2', '乙', null, { formula: 'B1' }]);
    });
    const { findings, rows } = await read(unitProject('u.xlsx', bytes, fields));
    assert.deepEqual(findings, [
      'u.xlsx:2:name ZS3115',
      'u.xlsx:2:people ZS3115',
      'u.xlsx:2:since ZS3105',
      'u.xlsx:3:people ZS3115',
    ]);
    assert.deepEqual(rows['unit']?.[0], ['u1', null, null, null, null, null]);
  });

  it('reads the first visible sheet, or the one that the dictionary names', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('说明', { state: 'hidden' }).addRow(['x']);
      const first = book.addWorksheet('第一');
      first.addRow(heading);
      first.addRow(['u1', '甲']);
      const second = book.addWorksheet('第二');
      second.addRow(heading);
      second.addRow(['u2', '乙']);
    });
    const codes = async (more: string): Promise<unknown> =>
      (await read(unitProject('u.xlsx', bytes, fields, more))).rows['unit']?.map(([code]) => code);
    assert.deepEqual(await codes(''), ['u1']);
    assert.deepEqual(await codes('dialect: { sheetName: 第二 }'), ['u2']);
    assert.deepEqual(await codes('dialect: { sheetNumber: 3 }'), ['u2']);
    assert.equal(
      await stopsWith(unitProject('u.xlsx', bytes, fields, 'dialect: { sheetName: 第三 }')),
      'ZS4008 u.xlsx',
    );
  });

  it('takes a workbook without rows as no records', async () => {
    const empty = await workbook((book) => void book.addWorksheet('表'));
    const { findings, rows } = await read(unitProject('u.xlsx', empty, fields));
    assert.deepEqual([rows, findings], [{ unit: [] }, ['u.xlsx:: ZS3002']]);
    const header = await workbook((book) => void book.addWorksheet('表').addRow(heading));
    assert.deepEqual((await read(unitProject('u.xlsx', header, fields))).findings, []);
  });
});
