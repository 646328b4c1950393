/** An assessment as one JSON object, written row by row, however many there are. */
import type { Results, Rows } from '../../index.ts';
import type { Console } from '../terminal/console.ts';

export async function printAssessmentJson(results: Results, console: Console): Promise<void> {
  console.print(`{\n  "period": ${JSON.stringify(results.period)},\n  "asOf": ${JSON.stringify(results.asOf)},`);
  for (const name of tables.filter(results.has)) {
    let text = `  "${name}": [`;
    let first = true;
    for await (const row of results.rows(name)) {
      text += `${first ? '' : ','}\n    ${JSON.stringify(row)}`;
      first = false;
      if (text.length > PIECE) {
        await console.printAll(text);
        text = '';
      }
    }
    await console.printAll(`${text}${first ? '' : '\n  '}],\n`);
  }
  console.print(`  "counts": ${JSON.stringify(results.counts, null, 2).replaceAll('\n', '\n  ')}\n}`);
}

/** Written at a time, in characters. */
const PIECE = 1 << 20;

const tables: readonly (keyof Rows)[] = ['standings', 'findings', 'rollups', 'ladders', 'procedures', 'dataFindings'];
