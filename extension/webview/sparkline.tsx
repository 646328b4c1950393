/** The verdicts month by month: a small picture, and the same as a table for those who hear it. */
import type { Preview } from '../../server/src/protocol.ts';
import type { Words } from '../src/preview/words.ts';
import { fill, sum } from './parts.tsx';

const height = 48;
const step = 24;
const drawn = ['fail', 'undetermined', 'waived', 'pass'] as const;

export function Sparkline({ months, words }: { readonly months: Preview['months']; readonly words: Words }) {
  const most = Math.max(1, ...months.map(({ counts }) => sum(counts) - counts['not-applicable']));
  return (
    <section aria-labelledby="months">
      <h2 id="months">{words.months}</h2>
      <svg class="sparkline" viewBox={`0 0 ${months.length * step} ${height + 14}`} aria-hidden="true">
        {months.map(({ month, counts }, index) => {
          let top = height;
          return (
            <g key={month}>
              <title>{`${month}: ${drawn.map((verdict) => `${counts[verdict]} ${words.verdicts[verdict]}`).join(', ')}`}</title>
              <rect class="ground" x={index * step} y="0" width={step} height={height + 14} />
              {drawn.map((verdict) => {
                const tall = counts[verdict] === 0 ? 0 : Math.max(1.5, (counts[verdict] / most) * height);
                top -= tall;
                return (
                  <rect
                    key={verdict}
                    class={verdict}
                    x={index * step + 4}
                    y={Math.max(0, top)}
                    width={step - 8}
                    height={tall}
                  />
                );
              })}
              <text x={index * step + step / 2} y={height + 11}>
                {Number(month.slice(5))}
              </text>
            </g>
          );
        })}
      </svg>
      <table class="heard">
        <caption>{fill(words.months)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.month}</th>
            {drawn.map((verdict) => (
              <th key={verdict} scope="col">
                {words.verdicts[verdict]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, counts }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              {drawn.map((verdict) => (
                <td key={verdict}>{counts[verdict]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
