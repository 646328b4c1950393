/** Texts of the project and its data on a page: names, keys, clauses. Each keeps its direction of writing to itself. */
import type { Source } from './figures.ts';
import { type Html, html } from './html.ts';

/** A text that a person or the data gave; `kind` is what it is. */
export function given(text: string, kind: 'name' | 'key' | 'title' | 'clause' | 'file' | 'word' | 'version'): Html {
  return html`<bdi data-text="${kind}">${text}</bdi>`;
}

/** A cell of a table of `assess` as it is. */
export function cited(text: string, from: Source): Html {
  return html`<bdi data-from="${from}">${text}</bdi>`;
}

/** A date or a period. */
export function time(text: string): Html {
  return html`<time datetime="${text.replace(/-Q[1-4]$/, '')}">${text}</time>`;
}

/** A name with the key behind it; a name may stand twice. */
export function named(name: string | null, key: string): Html {
  return name === null
    ? html`<span class="who">${given(key, 'key')}</span>`
    : html`<span class="who">${given(name, 'name')}</span> <span class="key">${given(key, 'key')}</span>`;
}
