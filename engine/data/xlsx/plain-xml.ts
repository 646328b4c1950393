/**
 * Reads the XML that spreadsheet programs write — elements, attributes, texts, the five entities and characters by number — some
 * four times as fast as `saxes`, most of whose time goes by character for character. Whatever is beyond that (comments, CDATA,
 * instructions, document types, line ends of Windows, and every error) gives null before anything is told, and saxes reads it; a
 * test holds the two to the same events.
 */

export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string };

/** The events of a whole document, or null. Names as they are written, with their prefixes. */
export function readPlainXml(text: string): readonly XmlEvent[] | null {
  if (unusual.test(text)) return null;
  const events: XmlEvent[] = [];
  const open: string[] = [];
  let at = declaration.exec(text)?.[0].length ?? 0;
  for (;;) {
    const next = text.indexOf('<', at);
    const piece = text.slice(at, next === -1 ? text.length : next);
    if (piece !== '') {
      const read = open.length === 0 ? (/^[ \t\n]*$/.test(piece) ? '' : null) : decoded(piece);
      if (read === null) return null;
      if (read !== '') events.push({ kind: 'text', text: read });
    }
    if (next === -1) return open.length === 0 && events.length > 0 ? events : null;
    if (text[next + 1] === '/') {
      const end = text.indexOf('>', next);
      const name = open.pop();
      if (name === undefined || text.slice(next + 2, end) !== name) return null;
      events.push({ kind: 'close', name });
      at = end + 1;
      continue;
    }
    tag.lastIndex = next;
    const [whole = '', name = '', written = '', empty] = tag.exec(text) ?? [];
    const isSecondRoot = open.length === 0 && events.length > 0;
    const attributes = whole === '' || isSecondRoot ? null : attributesOf(written);
    if (attributes === null) return null;
    events.push({ kind: 'open', name, attributes });
    if (empty === '/') events.push({ kind: 'close', name });
    else open.push(name);
    at = next + whole.length;
  }
}

/** No character that XML forbids, no half of a pair, no line end that XML would turn into another, nothing that ends a CDATA. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unusual = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF\p{Surrogate}]|<[!]|\]\]>/u;
const declaration = /^<\?xml version="1\.0"(?: encoding="[\w-]+")?(?: standalone="(?:yes|no)")?\s*\?>/;
const tag = /<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*(\/?)>/y;
const attribute = /([\w.:-]+)="([^"]*)"/g;

/** A name that stands twice is an error; blanks other than spaces would become some. */
function attributesOf(written: string): Readonly<Record<string, string>> | null {
  const attributes: Record<string, string> = {};
  if (written === '') return attributes;
  for (const [, name = '', value = ''] of written.matchAll(attribute)) {
    const read = /[\t\n]/.test(value) ? null : decoded(value);
    if (read === null || Object.hasOwn(attributes, name) || name === '__proto__') return null;
    attributes[name] = read;
  }
  return attributes;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Null where an ampersand begins none of the five entities, or no character by number that XML allows. */
function decoded(text: string): string | null {
  if (!text.includes('&')) return text;
  let isKnown = true;
  const read = text.replace(
    /&(?:([a-z]+)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}))?;?/g,
    (found, named, decimal, hexadecimal) => {
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      const character =
        named === undefined ? characterOf(code) : Object.hasOwn(entities, named) ? entities[named] : undefined;
      if (character === undefined || !found.endsWith(';')) isKnown = false;
      return character ?? '';
    },
  );
  return isKnown ? read : null;
}

function characterOf(code: number): string | undefined {
  const isAllowed =
    code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code < 0xfffe);
  return isAllowed || (code >= 0x10000 && code <= 0x10ffff) ? String.fromCodePoint(code) : undefined;
}
