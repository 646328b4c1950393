/** Shares of groups as bars, one under the other, each with its figure; what is withheld has none. */
import type { Html } from '../page/html.ts';
import { chartText, chartWidth, drawing, fontSize, inks } from './svg.ts';

export interface Bar {
  readonly label: string;
  /** Between 0 and 1; null: nobody assessed, or withheld. */
  readonly value: number | null;
  /** As the table has it. */
  readonly text: string;
}

export function bars(all: readonly Bar[], width: number, name: string): Html {
  const most = width > 500 ? 30 : 20;
  const widest = Math.max(4, ...all.map(({ label }) => chartWidth(label, most)));
  const left = Math.ceil((widest * fontSize) / 2) + 12;
  const ordered = all.toReversed();
  const option = {
    grid: { left, right: 62, top: 2, bottom: 2, outerBoundsMode: 'none' },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: {
      type: 'category',
      data: ordered.map(({ label }, i) => `${i}\u0000${label}`),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: inks.text,
        interval: 0,
        fontSize,
        formatter: (_: string, i: number) => chartText(ordered[i]?.label ?? '', most),
      },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        cursor: 'default',
        barWidth: BAR,
        showBackground: true,
        backgroundStyle: { color: inks.track },
        itemStyle: { color: inks.pass },
        emphasis: { disabled: true },
        data: ordered.map(({ value }) => value ?? 0),
        label: {
          show: true,
          position: [width - left - 62 + 8, BAR / 2],
          verticalAlign: 'middle',
          color: inks.text,
          fontSize,
          formatter: ({ dataIndex }: { dataIndex: number }) => ordered[dataIndex]?.text ?? '',
        },
      },
    ],
  };
  return drawing(option, { width, height: all.length * ROW + 4 }, name);
}

const ROW = 26;
const BAR = 14;
