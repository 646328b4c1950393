/**
 * The one JSON text of a value: RFC 8785. Its numbers and strings are those of ECMAScript; keys are sorted by UTF-16 code units,
 * as JavaScript compares texts. Written out by hand, as an object puts keys that look like numbers first.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return objectOf(canonicalMembers(value).map(({ text }) => text));
}

/** The members of an object in their order, each as `"key":value`. */
export function canonicalMembers(value: object): readonly { readonly key: string; readonly text: string }[] {
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => ({ key, text: `${JSON.stringify(key)}:${canonicalJson(part)}` }));
}

export function objectOf(members: readonly string[]): string {
  return `{${members.join(',')}}`;
}
