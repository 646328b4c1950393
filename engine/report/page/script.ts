/** The only script of a page: search and sorting. Everything is there to read without it. */
import type { Language } from '../../diagnostics/diagnostic.ts';

export function pageScript(language: Language): string {
  return source.replace('WORDS', JSON.stringify(words[language]));
}

const words = {
  zh: { found: '找到 {n}，共 {all}' },
  en: { found: '{n} of {all} found' },
} as const;

/** Buttons in the heads of sortable tables; a filter over each list that a search box names. */
const source = `(() => {
'use strict';
const words = WORDS;
const fold = (text) => text.normalize('NFKC').toLowerCase();
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const first = [...body.rows];
  if (first.length < 2) continue;
  const key = (row, at) => {
    const cell = row.cells[at];
    const data = cell.querySelector('data');
    return data ? Number(data.value) : cell.textContent.trim();
  };
  const compare = (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a === 'number') return -1;
    if (typeof b === 'number') return 1;
    return a.localeCompare(b, document.documentElement.lang);
  };
  for (const [at, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const now = head.getAttribute('aria-sort');
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      const next = now === 'ascending' ? 'descending' : now === 'descending' ? null : 'ascending';
      if (next === null) return body.append(...first);
      head.setAttribute('aria-sort', next);
      const turn = next === 'ascending' ? 1 : -1;
      body.append(...[...first].sort((a, b) => turn * compare(key(a, at), key(b, at))));
    });
  }
}
for (const box of document.querySelectorAll('[data-search]')) {
  const items = [...document.querySelectorAll('#' + box.dataset.search + ' [data-find]')];
  const texts = items.map((item) => fold(item.textContent + ' ' + item.dataset.find));
  const input = box.querySelector('input');
  const told = box.querySelector('[role=status]');
  box.hidden = false;
  input.addEventListener('input', () => {
    const wanted = fold(input.value).split(/\\s+/).filter(Boolean);
    let n = 0;
    for (const [at, item] of items.entries()) {
      const found = wanted.every((word) => texts[at].includes(word));
      item.hidden = !found;
      if (found) n++;
    }
    told.textContent = wanted.length === 0 ? '' : words.found.replace('{n}', n).replace('{all}', items.length);
  });
}
})();
`;
