/** Verdicts of each period as a column of parts, with the share on top; parts stand in one order and are named in the legend. */
import type { Html } from '../page/html.ts';
import { drawing, fontSize, inks } from './svg.ts';

export interface PeriodColumn {
  readonly label: string;
  /** Null: withheld. */
  readonly parts: Readonly<Record<'pass' | 'undetermined' | 'fail', number>> | null;
  /** The share, as the table has it. */
  readonly text: string;
}

export function columns(all: readonly PeriodColumn[], width: number, name: string): Html {
  const total = ({ parts }: PeriodColumn): number =>
    parts === null ? 0 : parts.pass + parts.fail + parts.undetermined;
  const most = Math.max(1, ...all.map(total));
  // Every second or third name where they would touch.
  const each = Math.max(1, Math.ceil((all.length * 58) / (width - 20)));
  const shown = (i: number): boolean => (all.length - 1 - i) % each === 0;
  const option = {
    grid: { left: 10, right: 10, top: 22, bottom: 26, outerBoundsMode: 'none' },
    yAxis: { type: 'value', min: 0, max: most, show: false },
    xAxis: {
      type: 'category',
      data: all.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: inks.quiet } },
      axisLabel: { color: inks.quiet, fontSize, interval: (i: number) => shown(i) },
    },
    series: (['fail', 'undetermined', 'pass'] as const).map((part, at) => ({
      type: 'bar',
      stack: 'verdicts',
      silent: true,
      cursor: 'default',
      barMaxWidth: 44,
      barCategoryGap: '28%',
      emphasis: { disabled: true },
      itemStyle: { color: inks[part] },
      data: all.map(({ parts }) => parts?.[part] ?? 0),
      label: {
        show: at === 2,
        position: 'top',
        color: inks.text,
        fontSize,
        formatter: ({ dataIndex }: { dataIndex: number }) => (shown(dataIndex) ? (all[dataIndex]?.text ?? '') : ''),
      },
    })),
  };
  return drawing(option, { width, height: 230 }, name);
}
