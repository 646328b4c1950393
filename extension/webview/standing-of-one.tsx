/** Where one unit stands on its ladders, month by month, and how far one record has come in its procedures. */
import type { SubjectExplanation } from '../../server/src/protocol.ts';
import type { Words } from '../src/preview/words.ts';
import { fill } from './parts.tsx';
import { stateWord } from './programme.tsx';

type Ladder = SubjectExplanation['ladders'][number];
type Period = Ladder['periods'][number];
type Procedure = SubjectExplanation['procedures'][number];

export function LadderOfOne({ ladder, words }: { readonly ladder: Ladder; readonly words: Words }) {
  const { letters } = ladder;
  const id = `ladder-${ladder.ladder}`;
  const due = ladder.steps.find(({ step }) => step === ladder.due);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{ladder.title}</h2>
      <p>{due === undefined ? words.nothingCounted : `${words.occasions} ${ladder.occasions} · ${due.title}`}</p>
      <ol class="stairs">
        {ladder.steps.map((step, height) => (
          <li
            key={step.step}
            style={{ '--height': height }}
            aria-current={step.step === ladder.due ? 'step' : undefined}
          >
            <div class={`stand ${step.calledFor.length === 0 ? 'idle' : 'reached'}`}>
              <b>{step.title}</b>
              {step.calledFor.length === 0 ? null : (
                <span class="meaning">{fill(words.calledFor, step.calledFor.join(' '))}</span>
              )}
              {step.letters.map(({ key, on }) => (
                <span key={key} class="meaning">
                  {fill(words.letterOn, on)}
                </span>
              ))}
              {marksOf(letters, step.step).map((state) => (
                <span key={state} class={`chip state ${state}`}>
                  {stateWord(state, words)}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ol>
      <ol class="periods">
        {ladder.periods.map((period) => (
          <li key={period.period} class={`period ${period.state}`}>
            <span class="code">{period.period}</span> <b>{periodWord(period, words)}</b>
            {period.causes.length === 0 ? null : (
              <span class="meaning">{period.causes.map(causeText).join(' · ')}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function ProcedureOfOne({ procedure, words }: { readonly procedure: Procedure; readonly words: Words }) {
  const id = `procedure-${procedure.procedure}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{procedure.title}</h2>
      <ol class="track">
        {procedure.steps.map((step) => (
          <li key={step.step} aria-current={step.step === procedure.current ? 'step' : undefined}>
            <div class={`stand ${step.on === null ? 'idle' : 'reached'}`}>
              <b>{step.title}</b>
              {step.on === null ? null : <span class="code">{step.on}</span>}
              <span class={`chip state ${step.state}`}>
                {stateWord(step.state, words)}
                {step.lateByDays === null ? null : ` ${fill(words.byDays, step.lateByDays)}`}
              </span>
              {step.deadline === null ? null : (
                <span class="meaning">
                  {step.deadline.text}
                  {step.deadline.lastDay === null ? null : ` · ${fill(words.lastDay, step.deadline.lastDay)}`}
                </span>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function marksOf(letters: Ladder['letters'], step: string): readonly string[] {
  if (letters === null) return [];
  const marks = [
    ['missing', letters.missing],
    ['out-of-order', letters.outOfOrder],
    ['duplicates', letters.duplicates],
  ] as const;
  return marks.flatMap(([state, steps]) => (steps.includes(step) ? [state] : []));
}

function periodWord({ state, cleared }: Period, words: Words): string {
  switch (state) {
    case 'occasion':
      return words.occasion;
    case 'clear':
      return cleared ? `${words.clear} · ${words.cleared}` : words.clear;
    case 'open':
      return words.open;
    case 'absent':
      return words.gone;
  }
}

function causeText({ title, requirements, records, rank }: Period['causes'][number]): string {
  const parts = [...requirements.map((each) => each.title), ...records, ...(rank === null ? [] : [rank.place])];
  return parts.length === 0 ? title : `${title} (${parts.join(', ')})`;
}
