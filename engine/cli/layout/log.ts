/** The log of assessments as text, and what was found in it. */
import type { LogEntry, Verified } from '../../index.ts';
import { placeText } from '../failure.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { hang, harmless } from '../terminal/wrap.ts';

export function logText(entries: readonly LogEntry[], console: Console): string {
  const { colours } = console;
  const last = entries.at(-1);
  if (last === undefined) return console.text({ zh: '日志里没有条目。', en: 'The log has no entries.' });
  const titles = columns.map((title) => ({ title: console.text(title) }));
  const rows = entries.map((entry) => [
    String(entry.sequence),
    entry.time,
    entry.period,
    entry.asOf ?? '–',
    subjectsText(entry),
    entry.engine.zhunsheng,
    entry.out,
    entry.manifest.slice(0, 12),
    console.text(entry.signature === null ? { zh: '未签名', en: 'not signed' } : { zh: '已签名', en: 'signed' }),
  ]);
  const head = console.text({ zh: `最后一条的哈希：${last.hash}`, en: `Hash of the last entry: ${last.hash}` });
  return `${table(titles, rows, { width: console.width, paintTitle: colours.dim })}\n\n${head}`;
}

export function verifiedText(
  { lines, last, anchored, findings }: Verified,
  { head, keys }: { readonly head: string | null; readonly keys: readonly Buffer[] | null },
  console: Console,
): string {
  const { colours, language } = console;
  const hash =
    last === null
      ? []
      : [console.text({ zh: `最后一条的哈希：${last.hash}`, en: `Hash of the last entry: ${last.hash}` })];
  if (findings.length > 0) {
    const told = findings.map(({ code, place, message, remedy }) => {
      const text = `${harmless(placeText(place))} ${code} ${message[language]}`;
      return `${colours.red(hang(text, console.width, 2))}\n  → ${hang(remedy[language], console.width - 4, 4)}`;
    });
    const count = findings.length;
    const summary = { zh: `共 ${lines} 行，查出 ${count} 处。`, en: `${lines} lines, findings: ${count}.` };
    return [...told, '', colours.bold(console.text(summary)), ...hash].join('\n');
  }
  const sound = { zh: `${lines} 条，完好无损。`, en: `Entries: ${lines}; all as they were written.` };
  const text = [colours.green(console.text(sound)), ...hash];
  if (head !== null) {
    const later = (last?.sequence ?? 0) - (anchored ?? 0);
    text.push(
      console.text({
        zh: `给出的哈希是第 ${anchored} 条，其后又有 ${later} 条。`,
        en: `The given hash is that of entry ${anchored}; entries since: ${later}.`,
      }),
    );
  } else {
    text.push(
      console.text({
        zh: '末尾有没有被截去，要用记在别处的哈希来查：--head HASH',
        en: 'Whether the end was cut off is told by a hash that was noted down elsewhere: --head HASH',
      }),
    );
  }
  if (keys !== null) text.push(console.text({ zh: '每一条都有要求的签名。', en: 'Every entry is signed as asked.' }));
  return text.join('\n');
}

const columns = [
  { zh: '序号', en: 'no.' },
  { zh: '时间', en: 'time' },
  { zh: '考核期', en: 'period' },
  { zh: '截至', en: 'as of' },
  { zh: '对象', en: 'subjects' },
  { zh: '版本', en: 'version' },
  { zh: '结果', en: 'output' },
  { zh: '清单', en: 'manifest' },
  { zh: '签名', en: 'signature' },
] as const;

/** `unit 96, petition 412` */
function subjectsText({ counts }: LogEntry): string {
  const { subjects } = counts;
  if (typeof subjects !== 'object' || subjects === null) return '–';
  return Object.entries(subjects)
    .map(([entity, count]) => `${entity} ${String(count)}`)
    .join(', ');
}
