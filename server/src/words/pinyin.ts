/**
 * Chinese titles by pinyin, so that a name can be found by typing what it is called: 越级上访 by `yuejishangfang`, by `yjsf`, or by
 * itself. The table of characters is large, so it is loaded when it is first needed.
 */
import type { pinyin as toPinyin } from 'pinyin-pro';

let loaded: typeof toPinyin | null = null;

/** Loads the table; until then titles are found by their characters alone. */
export async function loadPinyin(): Promise<void> {
  loaded ??= (await import('pinyin-pro')).pinyin;
}

/** The ways to type a title: its initials, itself, and its full pinyin. */
export function spellings(title: string): readonly string[] {
  const known = titles.get(title);
  if (known !== undefined) return known;
  if (!/\p{Script=Han}/u.test(title)) return [title];
  if (loaded === null) return [title];
  const syllables = loaded(title, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  const all = [syllables.map((each) => each[0] ?? '').join(''), title, syllables.join('')];
  if (titles.size >= titleBound) titles.clear();
  titles.set(title, all);
  return all;
}

/** Whether the letters of a query stand in a name or in a spelling of its title, in order: asked of thousands at each key. */
export function matcherOf(query: string): (name: string, title: string | null) => boolean {
  const wanted = query.toLowerCase().replaceAll(' ', '');
  if (wanted === '') return () => true;
  const inTitle = new Map<string, boolean>();
  return (name, title) => {
    if (isWithin(wanted, name.toLowerCase())) return true;
    if (title === null || title === '') return false;
    const known = inTitle.get(title);
    if (known !== undefined) return known;
    const found = spellings(title).some((each) => isWithin(wanted, each.toLowerCase()));
    inTitle.set(title, found);
    return found;
  };
}

/** What has been spelt: a pure table of the language, the same for every project. */
const titles = new Map<string, readonly string[]>();
const titleBound = 50_000;

function isWithin(wanted: string, text: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
