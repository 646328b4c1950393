/** The scalars of one line that `plain-yaml.ts` reads. */

/** A colon that ends a key: what follows is blank. */
export function isKeyEnd(text: string, at: number): boolean {
  return text[at] === ':' && (at + 1 >= text.length || text[at + 1] === ' ' || text[at + 1] === '\n');
}

/** Characters that no plain scalar begins with, or that need a closer look when it does. */
const indicators = new Set(',[]{}#&*!|>\'"%@`?:\n ');

const comma = 44;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** The end of the plain scalar that begins here (its blanks at the end left out), or -1 where none does. */
export function scanPlain(text: string, from: number, flow: boolean): number {
  const first = text[from];
  if (first === undefined || indicators.has(first)) return -1;
  if (first === '-' && !isPlainAfterDash(text[from + 1])) return -1;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) break;
    if (code === 58) {
      const next = text.charCodeAt(at + 1);
      if (at + 1 >= text.length || next === 32 || next === 10) break;
      // Within brackets a colon before one of their signs ends a key as well: left to the package.
      if (flow && isFlowSign(next)) return -1;
    } else if (code === 35) {
      if (text.charCodeAt(at - 1) === 32) break;
    } else if (flow && isFlowSign(code)) break;
  }
  while (text.charCodeAt(at - 1) === 32) at--;
  return at;
}

function isFlowSign(code: number): boolean {
  return code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace;
}

function isPlainAfterDash(next: string | undefined): boolean {
  return next !== undefined && !indicators.has(next) && next !== '-';
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/' };

/** The text of a quoted scalar that ends on its line, and where it ends; null where it does not, or has a rare escape. */
export function quotedAt(text: string, from: number): { readonly value: string; readonly end: number } | null {
  const quote = text[from];
  let value = '';
  let start = from + 1;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') return null;
    if (character === quote) {
      value += text.slice(start, at);
      if (quote !== "'" || text[at + 1] !== "'") return { value, end: at + 1 };
      value += "'";
      at++;
      start = at + 1;
    } else if (character === '\\' && quote === '"') {
      const escaped = escapes[text[at + 1] as string];
      if (escaped === undefined) return null;
      value += text.slice(start, at) + escaped;
      at++;
      start = at + 1;
    }
  }
  return null;
}
