/** Whatever stands in the tables: init stops with a diagnostic, or what it would write has no error and no warning. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ZhunshengError } from '../../engine/diagnostics/error.ts';
import { openFiles, planProject } from '../../engine/index.ts';
import { type Desk, desk } from './spreadsheets.ts';

/** Cells as they come in real tables, and as nobody would write them. */
const cell = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'u1',
      'u2',
      'u3',
      '东村',
      '西村',
      '村',
      '社区',
      '2021-03-05',
      '2021年4月',
      '12',
      '３',
      '0',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '合计', '—', '无', '95%', '12件', '是', '否', '13800001111', '注：某某', '0012'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a: b',
      '{x}',
      '"q"',
      "it's",
      '#',
      '- x',
      '[1]',
      '&a',
      '*a',
      '!t',
      '|',
      '%',
      '@',
      '`',
      '\\',
      '=cmd()',
      'null',
      'true',
      '😀',
      'é',
    ),
  },
);

const heading = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '单位代码',
      '单位名称',
      '类别',
      '日期',
      '月份',
      '人数（人）',
      '编号',
      '序号',
      '信访人',
      '备注',
      'Unit Code',
      'name',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '2021年',
      'in',
      'not',
      'true',
      '否',
      '{x}',
      'a: b',
      '#1',
      '😀',
      '（元）',
      'a.b',
      "it's",
      '"q"',
      '- x',
      'x\ny',
      '备注',
      ' ',
      '[0]',
    ),
  },
);

const tableFile = fc
  .tuple(
    fc.constantFrom(
      '单位.csv',
      '2021年信访台账.csv',
      '信访台账-2022.csv',
      'visits.csv',
      'a b.csv',
      "o'x.csv",
      '表.csv',
    ),
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 2 }),
  )
  .chain(([name, width, height, above]) =>
    fc.record({
      name: fc.constant(name),
      title: fc.array(fc.constantFrom('2021年度台账', ''), { minLength: above, maxLength: above }),
      head: fc.array(heading, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    }),
  );

describe('init on tables of any content', function () {
  this.timeout(240_000);
  let at: Desk;
  before(() => {
    at = desk();
  });
  after(() => at.remove());

  it('stops with a diagnostic, or plans a project without errors and warnings', async () => {
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(tableFile, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        async (tables, limit, byMonth) => {
          const files = tables.flatMap(({ name, title, head, rows }, n) => {
            const parts = byMonth
              ? [1, 2, 3].map((month) => ({ file: `2021-0${month}-${name}`, own: rows.slice(month - 1) }))
              : [{ file: name, own: rows }];
            return parts.map(({ file, own }) => {
              const lines = [...title.map((text) => [text]), head, ...own];
              return at.write(`${n}/${file}`, lines.map((cells) => cells.map(quoted).join(',')).join('\n'));
            });
          });
          const plan = await planProject(at.path('rules'), { from: files, limit, year: 2021 }).catch(
            (error: unknown) => {
              assert.ok(error instanceof ZhunshengError, String(error));
              return null;
            },
          );
          if (plan === null) return;
          planned++;
          const { diagnostics, analysis } = openFiles('', plan.texts);
          assert.deepEqual(
            diagnostics.map(({ code, place, message }) => `${code} ${place.file} ${message.en}`),
            [],
            [...plan.texts.values()].join('\n'),
          );
          assert.equal(analysis.dictionary.entities.size, plan.tables.length);
          assert.ok(analysis.tests.some(({ cases }) => cases.length > 0));
        },
      ),
      { numRuns: 120, seed: 20211231 },
    );
    assert.ok(planned > 50, `${planned} of 120 were planned`);
  });
});

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
