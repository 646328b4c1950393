/** The bulletin (三零播报): a page a period that stands alone. */
import { documentOf } from '../page/document.ts';
import { html } from '../page/html.ts';
import { given, time } from '../page/texts.ts';
import { type Part, publicationTitle, type ReportContext, type ReportFile } from '../part.ts';
import { type Bulletin, gather } from './bulletin.ts';
import { failing } from './failing.ts';
import { headline, otherStandards } from './headline.ts';
import { letters } from './letters.ts';
import { lines } from './lines-section.ts';
import { notes } from './notes.ts';
import { quality } from './quality.ts';
import { rankings } from './rankings.ts';
import { reconciliation } from './reconciliation.ts';
import { rules } from './rules.ts';
import { trends } from './trends.ts';
import { wall } from './wall.ts';

export const bulletinPart: Part = {
  name: 'bulletin',
  title: { zh: '播报', en: 'Bulletin' },
  audiences: ['public', 'internal'],
  files,
};

async function* files(context: ReportContext): AsyncGenerator<ReportFile> {
  const bulletin = await gather(context);
  const sections = [
    headline(bulletin),
    await wall(bulletin),
    rankings(bulletin),
    trends(bulletin),
    otherStandards(bulletin),
    await rules(bulletin),
    await failing(bulletin),
    lines(bulletin),
    await letters(bulletin),
    await reconciliation(bulletin),
    await quality(bulletin),
    notes(bulletin),
  ].filter((section) => section !== null);
  const { language } = bulletin;
  const period = bulletin.moment.period.name;
  const title = publicationTitle(context);
  const project = context.projectTitle[language];
  yield {
    path: `bulletin/${period}.html`,
    isEntry: true,
    content: documentOf({
      title: `${title} ${period}`,
      language,
      running: { left: `${project} · ${title}`, right: period },
      sections,
      head: masthead(bulletin, title),
      foot: html`<p><a href="../index.html">${words.all[language]}</a></p>`,
    }),
  };
}

function masthead({ language, audience, moment, projectTitle }: Bulletin, title: string) {
  return html`<p class="over"><span>${given(projectTitle[language], 'title')}</span><span>${words[audience][language]}</span></p>
<h1>${given(title, 'title')}</h1>
<p class="period">${time(moment.period.name)} <span class="asof">${words.asOf[language]} ${time(moment.asOf)}</span></p>`;
}

const words = {
  asOf: { zh: '截至', en: 'as of' },
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部使用，请勿外传', en: 'Internal: not for distribution' },
  all: { zh: '各期播报', en: 'All bulletins' },
} as const;
