/** SQL as DuckDB 1.5 reads it. */
import { quoteName, quoteText } from '../data/sql-text.ts';
import type { Dialect } from './dialect.ts';

export const duckdb: Dialect = {
  name: 'duckdb',
  types: {
    integer: 'BIGINT',
    wide: 'HUGEINT',
    decimal: 'DECIMAL(27,9)',
    wideDecimal: 'DECIMAL(38,9)',
    text: 'VARCHAR',
    date: 'DATE',
    boolean: 'BOOLEAN',
    verdict: 'run.verdict',
  },
  quote: quoteName,
  text: quoteText,
  date: (day) => `DATE '${day}'`,
  verdict: (word) => `${quoteText(word)}::run.verdict`,
  verdictRank: (verdict) => `enum_code(${verdict})`,
  matches: (value, pattern) => `regexp_matches(${value}, ${pattern})`,
  contains: (value, part) => `contains(${value}, ${part})`,
  startsWith: (value, part) => `starts_with(${value}, ${part})`,
  quotient: (dividend, divisor) => `(${dividend}) // (${divisor})`,
  gcd: (a, b) => `gcd(${a}, ${b})`,
  daysBetween: (from, to) => `(${to} - ${from})`,
  addDays: (value, days) => `(${value} + ${days})`,
  addMonths: (value, months) => `CAST(${value} + to_months(${months}) AS DATE)`,
  dateText: (value) => `strftime(${value}, '%Y-%m-%d')`,
  monthText: (value) => `strftime(${value}, '%Y-%m')`,
  // The type has nine digits after the point, so that there is always a point to cut back to; a constant comes without.
  decimalText: (value) => `rtrim(rtrim(CAST(CAST(${value} AS DECIMAL(38,9)) AS VARCHAR), '0'), '.')`,
  // Measured with 40 counts over 3 million rows: 1.5 times as fast as count(*) FILTER, 1.6 times as count_if.
  countIf: (condition) => `count(CASE WHEN ${condition} THEN 1 END)`,
  filter: (aggregate, condition) => (condition === 'TRUE' ? aggregate : `${aggregate} FILTER (WHERE ${condition})`),
  // A struct that holds nulls is itself not null, so that arg_max keeps it.
  lastBy: (values, order) =>
    `arg_max(struct_pack(${values.map(({ name, sql }) => `${quoteName(name)} := ${sql}`).join(', ')}), ` +
    `struct_pack(${order.map((sql, i) => `o${i} := ${sql}`).join(', ')}))`,
  member: (struct, name) => `struct_extract(${struct}, ${quoteText(name)})`,
  bitOr: (integer) => `bit_or(${integer})`,
  bit: (index) => `(1::BIGINT << CAST(${index} AS BIGINT))`,
  bitsWithout: (a, b) => `(${a} & ~(${b}))`,
  // Quicker than string_agg(DISTINCT … ORDER BY …), which sorts in each group's state.
  joinDistinct: (value, separator) =>
    `array_to_string(list_sort(list_distinct(list(${value}))), ${quoteText(separator)})`,
  rowId: (alias) => `${alias}.rowid`,
  greatest: (values) => (values.length === 1 ? String(values[0]) : `greatest(${values.join(', ')})`),
  createTable: (name, query) => `CREATE TABLE ${name} AS\n${query}`,
  createView: (name, query) => `CREATE VIEW ${name} AS\n${query}`,
};
