/** The page that leads to all that an output folder holds, the latest period first. */
import { parsePeriod } from '../calendar/period.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import type { Audience } from './audience.ts';
import { documentOf } from './page/document.ts';
import { type Html, html } from './page/html.ts';
import { given, time } from './page/texts.ts';
import { parts } from './parts.ts';
import type { PublishedRun } from './published.ts';

export interface IndexOptions {
  readonly projectTitle: Localized;
  readonly title: string;
  readonly language: Language;
  readonly audience: Audience;
}

export function indexPage(
  runs: readonly PublishedRun[],
  { projectTitle, title, language, audience }: IndexOptions,
): string {
  const kinds = (['year', 'quarter', 'month'] as const).flatMap((kind) => {
    const periods = [...new Set(runs.map(({ period }) => period).filter((period) => kindOf(period) === kind))]
      .sort()
      .reverse();
    if (periods.length === 0) return [];
    const items = periods.map((period) =>
      item(
        period,
        runs.filter((run) => run.period === period),
        language,
      ),
    );
    return [{ id: kind, title: words[kind][language], body: html`<ul class="periods">\n${items}</ul>` }];
  });
  return documentOf({
    title,
    language,
    running: { left: projectTitle[language], right: title },
    sections: kinds,
    head: html`<p class="over"><span>${given(projectTitle[language], 'title')}</span><span>${words[audience][language]}</span></p>
<h1>${given(title, 'title')}</h1>`,
    foot: html``,
  });
}

function item(period: string, runs: readonly PublishedRun[], language: Language): Html {
  const links = runs.flatMap((run) => {
    const part = parts.find(({ name }) => name === run.part)?.title[language] ?? run.part;
    return run.entries.map((entry) => {
      const isPdf = entry.endsWith('.pdf');
      const path = entry.split('/').map(encodeURIComponent).join('/');
      return html`<a href="${path}" hreflang="${run.language}">${time(period)} ${part}${isPdf ? html` <span class="tag">PDF</span>` : null}</a>`;
    });
  });
  const asOf = [...new Set(runs.map((run) => run.asOf))].map((day) => html` ${time(day)}`);
  return html`<li>${links} <span class="quiet">${words.asOf[language]}${asOf}</span></li>\n`;
}

function kindOf(period: string): 'year' | 'quarter' | 'month' | null {
  if (parsePeriod(period) === null) return null;
  return /-Q/.test(period) ? 'quarter' : period.includes('-') ? 'month' : 'year';
}

const words = {
  year: { zh: '年度', en: 'Years' },
  quarter: { zh: '季度', en: 'Quarters' },
  month: { zh: '月度', en: 'Months' },
  asOf: { zh: '截至', en: 'as of' },
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部使用，请勿外传', en: 'Internal: not for distribution' },
} as const;
