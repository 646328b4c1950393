/**
 * The one JSON text of a value: RFC 8785. Its numbers and strings are those of ECMAScript; keys are sorted by UTF-16 code units,
 * as JavaScript compares texts. Written out by hand, as an object puts keys that look like numbers first.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
  return `{${parts.join(',')}}`;
}
