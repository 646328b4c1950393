/** Verdicts by sign, shape and word; never by colour alone. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import { type Html, html } from './html.ts';

/** What a subject is by a standard. */
export type State = 'pass' | 'fail' | 'undetermined' | 'not-applicable';

/** In the order in which they are told. */
export const states: readonly State[] = ['pass', 'fail', 'undetermined', 'not-applicable'];

export const stateWords: Readonly<Record<State, Localized>> = {
  pass: { zh: '达标', en: 'up to standard' },
  fail: { zh: '未达标', en: 'not up to standard' },
  undetermined: { zh: '待定', en: 'undetermined' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
};

const signs: Readonly<Record<State, string>> = { pass: '✓', fail: '✗', undetermined: '?', 'not-applicable': '–' };

export function sign(state: State): Html {
  return html`<span class="sign ${state}" aria-hidden="true">${signs[state]}</span>`;
}
