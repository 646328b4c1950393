/** The values just beside one: where a comparison with it turns. */
import { addDays, addMonths } from '../calendar/civil-date.ts';
import { parseOperand } from '../language/condition/parse.ts';

/** The next smaller and the next greater as they are written; none where the text has no such neighbours. */
export function nextTo(written: string): readonly string[] {
  const { operand, problems } = parseOperand(written);
  if (problems.length > 0) return [];
  switch (operand.kind) {
    case 'number':
      return [-1n, 1n].map((step) => moved(written.replace(/\s*[%％]$/u, ''), step) + (operand.percent ? '%' : ''));
    case 'date':
      return [addDays(operand.value, -1), addDays(operand.value, 1)];
    case 'month':
      return [-1, 1].map((step) => addMonths(operand.value, step).slice(0, 'YYYY-MM'.length));
    case 'boolean':
      return [String(!operand.value)];
    default:
      return [];
  }
}

/** A decimal moved by units of its last place. */
function moved(decimal: string, step: bigint): string {
  const [whole = '0', fraction = ''] = decimal.replace('+', '').split('.');
  const units = BigInt(whole + fraction) + step;
  if (fraction === '') return String(units);
  const digits = String(units < 0n ? -units : units).padStart(fraction.length + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`;
}
