/** Texts from data and people as documents can hold them. */

/**
 * Without what XML 1.0 (2.2, Char) has no place for: control characters, halves of surrogate pairs and two non-characters are
 * shown as replacement characters, so that nobody takes the text for a shorter one.
 */
export function xmlText(text: string): string {
  return text.replace(forbidden, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\p{Surrogate}]/gu;

/** Ends the changes of direction that the text begins (Unicode Annex 9), so that what follows keeps its own. */
export function ownDirection(text: string): string {
  const open: string[] = [];
  for (const [mark] of text.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (mark === closers.embedding || mark === closers.isolate) {
      const at = open.lastIndexOf(mark);
      if (at >= 0) open.length = at;
    } else open.push(mark < '\u2066' ? closers.embedding : closers.isolate);
  }
  return text + open.reverse().join('');
}

const closers = { embedding: '\u202c', isolate: '\u2069' } as const;
