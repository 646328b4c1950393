/** Mutation testing on a page: figures by declaration, what no test notices with the case that would, and what makes no difference. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { MutationRun } from '../../index.ts';
import { placeText } from '../failure.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { hang, harmless } from '../terminal/wrap.ts';

export function mutationText(run: MutationRun, console: Console): string {
  const parts = [tableText(run, console)];
  if (run.survivors.length > 0) parts.push(survivorsText(run, console));
  if (run.equivalents.length > 0) parts.push(equivalentsText(run, console));
  parts.push(summary(run, console));
  return parts.join('\n\n');
}

function tableText({ declarations }: MutationRun, console: Console): string {
  const { colours } = console;
  const columns = [
    { title: console.text({ zh: '政策', en: 'policy' }) },
    { title: console.text({ zh: '名称', en: 'name' }) },
    ...[
      { zh: '查出', en: 'caught' },
      { zh: '漏网', en: 'survived' },
      { zh: '无差别', en: 'no difference' },
    ].map((title) => ({ title: console.text(title), align: 'right' as const })),
  ];
  const rows = declarations.map(({ policy, name, caught, survived, equivalent }) => [
    policy,
    name,
    String(caught),
    figure(survived),
    figure(equivalent),
  ]);
  const paint = (text: string, _row: number, column: number): string =>
    column === 3 && text.trim() !== '·' ? colours.red(text) : text;
  const title = console.text({
    zh: '变异测试：各处改动查出多少',
    en: 'Mutation testing: how many changes are noticed',
  });
  const options = { width: console.width, indent: 2, paint, paintTitle: (text: string) => colours.dim(text) };
  return `${colours.bold(title)}\n${table(columns, rows, options)}`;
}

function figure(count: number): string {
  return count === 0 ? '·' : String(count);
}

function survivorsText({ survivors }: MutationRun, console: Console): string {
  const { colours } = console;
  const title = console.text({
    zh: `没有用例查得出的改动（${survivors.length}）；加上所附的用例就查得出`,
    en: `Changes that no test notices (${survivors.length}); the case under each notices it`,
  });
  const each = survivors.map(({ place, declaration, title: what, change, test }) => {
    const { file, isNew, name, subject, expected, mutant } = test;
    const to = isNew ? { zh: `新文件 ${file}`, en: `new file ${file}` } : { zh: `加到 ${file}`, en: `add to ${file}` };
    const differs: Localized = {
      zh: `${name} 对 ${subject} 应为 ${expected}，改动后是 ${mutant}；${to.zh}：`,
      en: `${name} on ${subject} is ${expected}, and ${mutant} when changed; ${to.en}:`,
    };
    return [
      `  ${colours.dim(placeText(place))} ${colours.bold(harmless(declaration.name))}`,
      `    ${hang(harmless(`${console.text(what)}${console.text({ zh: '：', en: ': ' })}${console.text(change)}`), console.width, 4)}`,
      `    ${colours.cyan('→')} ${hang(harmless(console.text(differs)), console.width, 6)}`,
      ...test.text
        .trimEnd()
        .split('\n')
        .map((line) => `      ${harmless(line)}`),
    ].join('\n');
  });
  return [colours.bold(title), ...each].join('\n\n');
}

function equivalentsText({ equivalents }: MutationRun, console: Console): string {
  const { colours } = console;
  const title = console.text({
    zh: `结论没有差别的改动（${equivalents.length}），不计入比例`,
    en: `Changes without a difference in verdicts (${equivalents.length}), which do not count`,
  });
  const each = equivalents.map(({ place, declaration, title: what, change, because }) => {
    const text = `${console.text(what)}${console.text({ zh: '：', en: ': ' })}${console.text(change)}`;
    return [
      `  ${colours.dim(placeText(place))} ${harmless(declaration.name)}  ${hang(harmless(text), console.width, 4)}`,
      `    ${colours.dim(console.text(because))}`,
    ].join('\n');
  });
  return [colours.bold(title), ...each].join('\n');
}

function summary({ counts, score }: MutationRun, console: Console): string {
  const { colours } = console;
  if (score === null) return console.text({ zh: '没有可以改动之处。', en: 'There is nothing to change.' });
  // Rounded down, so that only what is whole reads 100 %.
  const percent = `${Math.floor(score * 1000) / 10}%`;
  const text = console.text({
    zh: `${counts.mutants} 处改动：查出 ${counts.caught}，漏网 ${counts.survived}，无差别 ${counts.equivalent}；查出率 ${percent}`,
    en: `${counts.mutants} changes: ${counts.caught} caught, ${counts.survived} survived, ${counts.equivalent} without a difference; ${percent} caught`,
  });
  return counts.survived > 0 ? colours.yellow(text) : colours.green(text);
}
