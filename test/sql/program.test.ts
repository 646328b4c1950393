import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { duckdb } from '../../engine/sql/duckdb.ts';
import { compileProgram, type Program, type ProgramOptions } from '../../engine/sql/program.ts';
import {
  code,
  count,
  date,
  during,
  entity,
  fact,
  fraction,
  is,
  model,
  month,
  path,
  rule,
  select,
  standard,
  text,
} from '../interpret/world.ts';

const unit = entity('unit', { code: text, kind: code('village', 'company') });
const petition = entity(
  'petition',
  { id: text, unit: text, level: code('skip-level', 'ordinary'), received: date, replied: date },
  { references: { unit: 'unit' } },
);
const report = entity(
  'report',
  { id: text, unit: text, month: month },
  { references: { unit: 'unit' }, reports: { reference: 'unit', month: 'month' } },
);
const skipLevel = fact('skip-level', 'unit', count, {
  kind: 'count',
  ...select('petition', { during: 'received', where: is('level', '=', 'skip-level'), reportedBy: 'report' }),
});
const days = fact('days', 'petition', count, {
  kind: 'days',
  from: path('received'),
  to: path('replied'),
  open: 'as-of',
});
const answered = fact('answered', 'unit', fraction, {
  kind: 'share',
  ...select('petition', { during: 'received' }),
  that: is('days', '≤', 7),
});
const of = model([unit, petition, report], {
  facts: [skipLevel, days, answered],
  rules: [
    rule('no-skip-level', 'unit', is('skip-level', '=', 0), {
      when: is('kind', '=', 'village'),
      message: { zh: [], en: [{ kind: 'fact', fact: path('skip-level') }] },
    }),
    rule('answered-in-time', 'unit', is('answered', '≥', 0.95)),
    rule('replied', 'petition', is('days', '≤', 7), { during: 'received' }),
  ],
  standards: [
    standard('zero-petition', 'unit', [
      { kind: 'rule', rule: 'no-skip-level' },
      { kind: 'records', rule: 'replied', link: ['unit'] },
    ]),
  ],
});

describe('The program for DuckDB', () => {
  // `UPDATE_GOLDEN=1 npx mocha test/sql/program.test.ts` writes the files anew; read what has changed.
  const golden = (name: string, program: Program): void => {
    const file = new URL(`golden/${name}.sql`, import.meta.url);
    const statements = [...program.passes, ...program.findings, ...program.discard];
    const written = statements.map((statement) => `-- ${statement.name}\n${statement.sql};\n`).join('\n');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, written);
    assert.equal(written, readFileSync(file, 'utf8'));
  };
  const compile = (options: Partial<ProgramOptions>): Program =>
    compileProgram(of, during('2021-05'), duckdb, { language: 'en', missing: new Set(), ...options });

  it('supposes that any cell may be unknown', () => {
    golden('nothing-known', compile({}));
  });

  it('is shorter and quicker where the data has no gaps', () => {
    const knowledge = { isComplete: () => true, latest: () => '2021-05-31', digits: () => 4, count: () => 100_000 };
    golden('no-gaps', compile({ knowledge }));
  });

  it('reads each source once for each way to its subjects, in one GROUP BY', () => {
    const scans = compile({}).passes.filter(({ sql }) => sql.includes('data."petition"') && sql.includes('GROUP BY'));
    assert.deepEqual(
      scans.map(({ name }) => name),
      ['petition by unit'],
    );
  });

  it('takes a missing file for one that may hold anything', () => {
    const { passes } = compile({ missing: new Set(['petition', 'report']) });
    assert.ok(passes.every(({ sql }) => !sql.includes('data."petition"') && !sql.includes('data."report"')));
  });
});
