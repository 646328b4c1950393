/** Conditions that are never NULL, put together without what is constant in them. */

export function conjunction(conditions: readonly string[]): string {
  if (conditions.includes('FALSE')) return 'FALSE';
  return joined(
    conditions.filter((one) => one !== 'TRUE'),
    'AND',
    'TRUE',
  );
}

export function disjunction(conditions: readonly string[]): string {
  if (conditions.includes('TRUE')) return 'TRUE';
  return joined(
    conditions.filter((one) => one !== 'FALSE'),
    'OR',
    'FALSE',
  );
}

export function negation(condition: string): string {
  return condition === 'FALSE' ? 'TRUE' : condition === 'TRUE' ? 'FALSE' : `NOT (${condition})`;
}

/** NULL where the condition holds. */
export function unless(condition: string, sql: string): string {
  return choose(condition, 'NULL', sql);
}

export function choose(condition: string, yes: string, no: string): string {
  if (condition === 'FALSE' || yes === no) return no;
  return condition === 'TRUE' ? yes : `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`;
}

function joined(conditions: readonly string[], operator: 'AND' | 'OR', none: string): string {
  const distinct = [...new Set(conditions)];
  if (distinct.length === 0) return none;
  return distinct.length === 1 ? String(distinct[0]) : `(${distinct.map((one) => `(${one})`).join(` ${operator} `)})`;
}
