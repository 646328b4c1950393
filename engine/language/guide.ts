/** The clauses of a guide (`guide.md`) that rules cite: headings and anchors, with the text under them. */
import type { Place } from '../diagnostics/diagnostic.ts';
import { duplicateAnchor } from '../diagnostics/registry/language/rules.ts';
import { linesOf, placeBetween } from '../yaml/lines.ts';
import { type Sink, tell } from './sink.ts';

export interface Clause {
  /** What cites it: `guide.md#reply`. */
  readonly cite: string;
  readonly title: string;
  /** The text under the heading, up to the next heading; Markdown. */
  readonly text: string;
  readonly place: Place;
  /** It has an anchor of its own, not only the slug of its heading: the guide numbers it among its clauses. */
  readonly anchored: boolean;
  /** Marked `{#purpose .general}`: it says what everything rests on, and no rule of its own follows from it. */
  readonly general: boolean;
}

/**
 * Anchors are `{#reply}` (or `{#reply .general}`) after a heading, `<a id="reply">` anywhere, else GitHub's slug of the heading (also beside an explicit
 * anchor). Fenced code is passed over. By `file#anchor`.
 */
export function readGuide(sink: Sink, file: string, text: string): ReadonlyMap<string, Clause> {
  const lines = linesOf(file, text);
  const clauses = new Map<string, Clause>();
  const explicit = new Map<string, Place>();
  const slugs = new Map<string, number>();
  const written = text.split(/\r?\n/);
  const headings = headingLines(written);
  for (const [index, start] of headings.entries()) {
    const heading = written[start] as string;
    const body = written
      .slice(start + 1, headings[index + 1] ?? written.length)
      .join('\n')
      .trim();
    const from = lines.starts[start] ?? 0;
    const place = placeBetween(lines, from, from + heading.length);
    const anchors = [...heading.matchAll(anchorPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
    const title = titleOf(heading);
    const general = generalPattern.test(heading);
    for (const anchor of [...anchors, ...anchorsWithin(body)]) {
      addExplicit(sink, explicit, anchor, place);
      clauses.set(`${file}#${anchor}`, {
        cite: `${file}#${anchor}`,
        title,
        text: body,
        place,
        anchored: true,
        general,
      });
    }
    const cite = `${file}#${uniqueSlug(slugs, title)}`;
    if (!clauses.has(cite)) clauses.set(cite, { cite, title, text: body, place, anchored: false, general });
  }
  return clauses;
}

/** What a citation in a file of a folder (`policies/`, or '') may mean: nearest first, up to the project's own folder. */
export function clausesMeant(folder: string, text: string): readonly string[] {
  const above = folder === '' ? null : folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return [`${folder}${text}`, ...(above === null ? [] : clausesMeant(above, text))];
}

/** `{#reply}`, `{#reply .general}`, `<a id="reply">`, `<a name="reply">`. */
const anchorPattern = /\{#([^\s{}]+)(?:\s+\.[\w-]+)*\s*\}|<a\s+(?:id|name)=(?:"([^"]+)"|'([^']+)')\s*\/?>/g;

const generalPattern = /\{#[^\s{}]+(?:\s+\.[\w-]+)*\s+\.general(?:\s+\.[\w-]+)*\s*\}/;

/** Without its marks, anchors and closing signs. */
function titleOf(heading: string): string {
  const text = heading.replace(anchorPattern, '').replaceAll('</a>', '').trim();
  let start = 0;
  let end = text.length;
  while (text[start] === '#') start++;
  while (end > start && text[end - 1] === '#') end--;
  return text.slice(start, end).trim();
}

function headingLines(written: readonly string[]): readonly number[] {
  const headings: number[] = [];
  let fence = '';
  for (const [index, line] of written.entries()) {
    const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence)) fence = '';
    } else if (mark !== '') fence = mark;
    else if (/^\s{0,3}#{1,6}\s+\S/.test(line) || /^\s{0,3}<a\s+(?:id|name)=/.test(line)) headings.push(index);
  }
  return headings;
}

/** Anchors in the middle of a paragraph. */
function anchorsWithin(body: string): readonly string[] {
  return [...body.matchAll(/<a\s+(?:id|name)=(?:"([^"]+)"|'([^']+)')\s*\/?>/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

function addExplicit(sink: Sink, explicit: Map<string, Place>, anchor: string, place: Place): void {
  const first = explicit.get(anchor);
  if (first === undefined) {
    explicit.set(anchor, place);
    return;
  }
  const related = [{ place: first, message: { zh: '第一次在这里', en: 'first written here' } }];
  tell(sink, duplicateAnchor, place, { anchor }, { related });
}

/** As GitHub makes them: lower case, without punctuation, blanks as dashes, numbered where one stands twice. */
function uniqueSlug(slugs: Map<string, number>, title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  const times = slugs.get(slug) ?? 0;
  slugs.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}
