/** The end of a list that is not shown whole. */
import type { Console } from '../terminal/console.ts';

/** A line, where there are more; for the end of an indented list. */
export function moreText(rest: number, console: Console): readonly string[] {
  if (rest <= 0) return [];
  const zh = `…另有 ${rest} 个；用 --out 写出全部`;
  return [`  ${console.colours.dim(console.text({ zh, en: `… ${rest} more; write all of them with --out` }))}`];
}
