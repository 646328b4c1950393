/** Names of tables and columns as a policy writes them: the words of the heading, where they can stand in a condition. */

/** Those of the language of conditions, and what YAML takes for a value. */
const taken = new Set([
  'in',
  'not',
  'between',
  'and',
  'or',
  'is',
  'known',
  'unknown',
  'matches',
  'contains',
  'before',
  'after',
  'all',
  'any',
  'condition',
  'true',
  'false',
  'null',
  'yes',
  'no',
  'as-of',
  'none',
]);

/** A name of letters, digits and single hyphens; `fallback` where the heading has none. */
export function nameFrom(heading: string, fallback: string): string {
  const words = heading
    .normalize('NFKC')
    .replace(/[([【〔][^)\]】〕]*[)\]】〕]/g, ' ')
    .match(/[\p{L}\p{M}\p{N}_]+/gu);
  const joined = (words ?? []).join('-').slice(0, 40).replace(/-+$/, '');
  const name = /^[\x20-\x7e]*$/.test(joined) ? joined.replaceAll('_', '-').replace(/-+/g, '-').toLowerCase() : joined;
  const begun = /^[\p{L}_]/u.test(name) ? name : name === '' ? fallback : `_${name}`;
  return taken.has(begun) ? `${begun}-value` : begun;
}

/** The name, with a number where it is taken already; letters differ whatever their case. */
export function fresh(name: string, known: Iterable<string>): string {
  const others = new Set([...known].map((each) => each.toLowerCase()));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!others.has(candidate.toLowerCase())) return candidate;
  }
}

/** What the heading has in brackets at its end: `金额（万元）`. */
export function unitIn(heading: string): string | null {
  const inside = /[(（]([^()（）]{1,8})[)）]\s*$/.exec(heading)?.[1]?.trim() ?? '';
  return /^\p{L}[\p{L}\d²³/]*$/u.test(inside) ? inside : null;
}

/** The sheet's name, unless the program gave it; else the file's without its extension and without a year in front. */
export function tableTitle(file: string, sheet: string | null): string {
  if (sheet !== null && !/^(sheet|工作表|表|page)\s*\d*$/i.test(sheet.trim())) return whatIsListed(sheet.trim());
  const stem = file.replace(/\.[^.]+$/, '').trim();
  return whatIsListed(stem.replace(/^\d{4}\s*年?(度)?[\s_-]*/, '') || stem);
}

/** `信访台账` lists 信访: rules are about these, not about the list. */
function whatIsListed(title: string): string {
  const bare = title.replace(
    /(?:花名册|名册|名单|台账|台帐|登记表|汇总表|明细表|统计表|一览表|信息表|情况表|清单|表)$/,
    '',
  );
  return bare.trim() === '' ? title : bare.trim();
}

export function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
