/** Texts as XML can hold them. */

/**
 * Without what XML 1.0 (2.2, Char) has no place for: control characters, halves of surrogate pairs and two non-characters are
 * shown as replacement characters, so that nobody takes the text for a shorter one.
 */
export function xmlText(text: string): string {
  return text.replace(forbidden, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;
