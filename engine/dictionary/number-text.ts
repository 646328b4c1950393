/** Numbers as people and spreadsheets write them, to exact decimals in canonical text form. */

export interface NumberFormat {
  readonly decimalChar: string;
  /** The thousands separator. */
  readonly groupChar: string;
  /** Where false, words and signs around the number (`¥`, `元`, `%`) are dropped, as Table Schema says. */
  readonly bareNumber: boolean;
}

export type NumberText =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'too-many-digits' }
  | { readonly kind: 'not-a-number' };

/**
 * `text` is NFKC-normalised and trimmed. Thousands separators must stand where they belong (`1,234`, not `12,34`);
 * `12.5%` is 0.125; a small exponent (`1.2E+3`, as spreadsheets write long numbers) is worked out.
 */
export function readNumber(text: string, format: NumberFormat): NumberText {
  const plain = plainNumber(format.bareNumber ? text : bare(text), format);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*(%?)$/.exec(plain);
  if (match === null) return { kind: 'not-a-number' };
  const [, sign = '', whole = '', fraction = '', exponent = '0', percent = ''] = match;
  if (whole === '' && fraction === '') return { kind: 'not-a-number' };
  return canonical(sign, whole, fraction, Number(exponent) - (percent === '' ? 0 : 2));
}

/**
 * A number as a spreadsheet or JSON holds it, in binary. It is known to 15 digits, as spreadsheets show it, and rounded to 9
 * after the point: it was never exact.
 */
export function readBinaryNumber(value: number): NumberText {
  if (!Number.isFinite(value)) return { kind: 'not-a-number' };
  if (Math.abs(value) >= 1e18) return { kind: 'too-many-digits' };
  if (Number.isInteger(value)) {
    return Number.isSafeInteger(value)
      ? { kind: 'number', value: String(value === 0 ? 0 : value) }
      : { kind: 'too-many-digits' };
  }
  const [digits = '', exponent = '0'] = value.toExponential(14).split('e');
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  return canonical(value < 0 ? '-' : '', whole, fraction, Number(exponent), true);
}

/** Compares two canonical decimals exactly. */
export function compareDecimals(a: string, b: string): number {
  const difference = scaled(a) - scaled(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function scaled(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(9, '0').slice(0, 9));
}

function bare(text: string): string {
  return text.replace(/^[^\d+\-.]+/, '').replace(/[^\d.]+$/, '');
}

function plainNumber(text: string, { decimalChar, groupChar }: NumberFormat): string {
  const point = text.indexOf(decimalChar);
  const whole = point < 0 ? text : text.slice(0, point);
  const rest = point < 0 ? '' : text.slice(point + decimalChar.length);
  const sign = /^[+-]/.exec(whole)?.[0] ?? '';
  const groups = groupChar === '' ? [] : whole.slice(sign.length).split(groupChar);
  const grouped =
    groups.length > 1 &&
    groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}(?!\d)/).test(group)) &&
    groups.slice(0, -1).every((group) => /^\d+$/.test(group));
  return `${sign}${grouped ? groups.join('') : whole.slice(sign.length)}${point < 0 ? '' : '.'}${rest}`;
}

function canonical(sign: string, whole: string, fraction: string, exponent: number, rounding = false): NumberText {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const before = padded.slice(0, Math.max(point, 0)).replace(/^0+/, '');
  const after = padded.slice(Math.max(point, 0)).replace(/0+$/, '');
  if (before.length > 18) return { kind: 'too-many-digits' };
  if (after.length > 9) return rounding ? rounded(sign, before, after) : { kind: 'too-many-digits' };
  const text = `${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`;
  return { kind: 'number', value: sign === '-' && text !== '0' ? `-${text}` : text };
}

/** Half away from zero. */
function rounded(sign: string, before: string, after: string): NumberText {
  const scaledUp = BigInt(before + after.slice(0, 9)) + (after.charCodeAt(9) >= 53 ? 1n : 0n);
  const digits = scaledUp.toString().padStart(10, '0');
  return canonical(sign, digits.slice(0, -9), digits.slice(-9), 0);
}
