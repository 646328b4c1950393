/** Where two outcomes of one project differ, in words. */
import { type Outcome, outcomeTables } from './expected.ts';

export function differences(interpreted: Outcome, judged: Outcome): string[] {
  return outcomeTables.flatMap((table) => differencesOf(table, interpreted[table], judged[table]));
}

function differencesOf(
  table: string,
  interpreted: ReadonlyMap<string, string>,
  judged: ReadonlyMap<string, string>,
): string[] {
  const keys = [...new Set([...interpreted.keys(), ...judged.keys()])].sort();
  return keys.flatMap((key) => {
    const [one, other] = [interpreted.get(key) ?? 'no row', judged.get(key) ?? 'no row'];
    return one === other ? [] : [`${table}: ${key}: interpreter "${one}", SQL "${other}"`];
  });
}
