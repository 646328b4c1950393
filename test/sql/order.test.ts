import assert from 'node:assert/strict';
import { DuckDBInstance } from '@duckdb/node-api';
import { exact } from '../../engine/model/number.ts';
import { duckdb } from '../../engine/sql/duckdb.ts';
import type { SqlNumber } from '../../engine/sql/number.ts';
import { orderKeys } from '../../engine/sql/order.ts';

describe('The keys by which fractions are ordered', () => {
  type Fraction = readonly [above: bigint, below: bigint];

  async function ordered(
    fractions: readonly Fraction[],
    digits: number,
    perDigits: number,
  ): Promise<readonly string[]> {
    const number: SqlNumber = { form: 'fraction', sql: 't.n', per: 't.d', digits, perDigits, literal: null };
    const keys = orderKeys(duckdb, number);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const rows = fractions.map(([above, below], i) => `(${i}, ${above}::HUGEINT, ${below}::HUGEINT)`).join(', ');
    const ranked = await connection.runAndReadAll(
      `SELECT i, rank() OVER (ORDER BY ${keys.join(', ')}) FROM (VALUES ${rows}) t(i, n, d) ORDER BY i`,
    );
    connection.closeSync();
    return ranked.getRows().map(([, rank]) => String(rank));
  }

  /** 1 and how many are smaller, by exact arithmetic. */
  function byHand(fractions: readonly Fraction[]): readonly string[] {
    const values = fractions.map(([above, below]) => exact(above).div(exact(below)));
    return values.map((value) => String(1 + values.filter((other) => other.lt(value)).length));
  }

  it('tell apart what floating point takes for one, and not what is one', async () => {
    const big = 999_999_999_999n;
    const fractions: readonly Fraction[] = [
      [1n, 3n],
      [333_333_333_333n, big],
      [333_333_333_333n, big + 1n],
      [333_333_333_334n, big],
      [2n, 6n],
      [0n, 5n],
      [-1n, 3n],
      [-333_333_333_334n, big],
      [-333_333_333_333n, big + 1n],
      [7n, 1n],
      [20n, 3n],
    ];
    assert.deepEqual(await ordered(fractions, 13, 13), byHand(fractions));
  });

  it('do so piece by piece where the digits are too many for one key', async () => {
    const below = 10n ** 18n;
    const fractions: readonly Fraction[] = [
      [below / 3n, below],
      [below / 3n, below + 1n],
      [below / 3n + 1n, below],
      [1n, 3n],
      [-below / 3n, below - 1n],
      [-1n, 3n],
      [5n * below + 1n, below - 1n],
      [5n * below + 1n, below],
      [5n, 1n],
    ];
    assert.deepEqual(await ordered(fractions, 20, 19), byHand(fractions));
    assert.ok(
      orderKeys(duckdb, { form: 'fraction', sql: 'n', per: 'd', digits: 20, perDigits: 19, literal: null }).length > 1,
    );
  });
});
