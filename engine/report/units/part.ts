/** Unit reports: a page for each unit that is not up to the main standard or undetermined, and a list of them. */
import { interpreterOf } from '../../assess/kept.ts';
import { subjectNames } from '../../assess/subject-names.ts';
import type { Standard } from '../../model/policy.ts';
import { smallestChanges } from '../../verify/smallest.ts';
import { type Bulletin, gather } from '../bulletin/bulletin.ts';
import { type Subject, subjectsOf } from '../bulletin/tally.ts';
import { type LineName, lineRollup } from '../lines.ts';
import { documentOf } from '../page/document.ts';
import { type Html, html } from '../page/html.ts';
import { sign, stateWords } from '../page/states.ts';
import { given, named, time } from '../page/texts.ts';
import type { Part, ReportContext, ReportFile } from '../part.ts';
import { type CaseOptions, caseOf } from './case.ts';
import { fileNames } from './file-names.ts';
import { followUpsOf } from './follow-up.ts';
import { unitPage } from './page.ts';

export const unitsPart: Part = {
  name: 'units',
  title: { zh: '个案分析报告', en: 'Case analyses' },
  audiences: ['public', 'internal'],
  files,
};

async function* files(context: ReportContext): AsyncGenerator<ReportFile> {
  const bulletin = await gather(context);
  const { main, moment, results, model } = bulletin;
  const folder = `units/${moment.period.name}`;
  if (main === null) return;
  const { told, untold, lines } = await toldSubjects(bulletin, main);
  const names = fileNames(told.map(({ key }) => key));
  const items: Html[] = [];
  const options = await optionsFor(context, main);
  for (let from = 0; options !== null && from < told.length; from += batch) {
    const some = told.slice(from, from + batch);
    const called = await subjectNames(
      results,
      model,
      main.entity,
      some.map(({ key }) => key),
    );
    for (const subject of some) {
      const { key } = subject;
      const name = called.get(key) ?? null;
      const verdict = subject.state === 'fail' ? 'fail' : 'undetermined';
      const file = `${names.get(key) ?? ''}.html`;
      // What was found of one unit is not kept for the next, so that memory stays flat.
      const interpretation = options.talk.interpretation.supposing([]);
      const found = await caseOf({ ...options, talk: { ...options.talk, interpretation } }, key, verdict);
      const page = unitPage({ context, name, lines: linesOf(bulletin, lines, subject), found });
      yield { path: `${folder}/${file}`, content: page, isEntry: false };
      items.push(
        html`<li data-find="${key}">${sign(verdict)} <a href="${file}">${named(name, key)}</a> <span class="quiet">${stateWords[verdict][context.language]}</span></li>\n`,
      );
    }
  }
  yield { path: `${folder}/index.html`, content: listPage(bulletin, main, items, untold), isEntry: true };
}

/** Whose names are looked up together. */
const batch = 500;
const everySubject = 1_000_000;

/** The public is told of the units that the bulletin shows it. */
async function toldSubjects(
  bulletin: Bulletin,
  main: Standard,
): Promise<{ readonly told: readonly Subject[]; readonly untold: boolean; readonly lines: readonly LineName[] }> {
  const figures = bulletin.now.standards.get(main.name);
  const lines = (['territory', 'department'] as const).filter(
    (line) => figures?.rollups.some(({ name }) => name === lineRollup(line)) === true,
  );
  const all = await subjectsOf(bulletin.results, bulletin, main, {
    rollups: lines.map(lineRollup),
    states: ['fail', 'undetermined'],
    limit: everySubject,
  });
  const territory = lines.indexOf('territory');
  const isTold = ({ groups }: Subject): boolean =>
    figures?.disclosure.showsMembers(
      territory < 0 ? null : lineRollup('territory'),
      territory < 0 ? '' : (groups[territory] ?? ''),
    ) === true;
  const told = all.filter(isTold);
  return { told, untold: bulletin.audience === 'public', lines };
}

function linesOf(bulletin: Bulletin, lines: readonly LineName[], { groups }: Subject) {
  return lines.flatMap((line, at) => {
    const key = groups[at] ?? null;
    const names = bulletin.lineNames[line];
    return key === null || names === null ? [] : [{ title: names.title, name: names.names.get(key) ?? key }];
  });
}

async function optionsFor(context: ReportContext, main: Standard): Promise<CaseOptions | null> {
  const { project, data, model, moment, language } = context;
  const entities = new Set(model.dictionary.entities.keys());
  const interpretation = (await interpreterOf(project, data, entities)).at(moment);
  if (interpretation === null) return null;
  return {
    talk: { project, model, interpretation, judged: moment.judged, language },
    main,
    smallest: smallestChanges(model, moment),
    followUps: followUpsOf(model, main),
  };
}

function listPage(bulletin: Bulletin, main: Standard, items: readonly Html[], untold: boolean): string {
  const { language, audience, moment, projectTitle } = bulletin;
  const period = moment.period.name;
  const title = unitsPart.title[language];
  const body = html`${
    items.length === 0
      ? untold
        ? null
        : html`<p class="empty">${words.nobody[language]}</p>`
      : html`<div class="tools" data-search="cases" hidden><label>${words.search[language]} <input type="search" autocomplete="off" spellcheck="false"></label><span role="status"></span></div>
<ul class="periods" id="cases">\n${items}</ul>`
  }${untold ? html`<p class="note">${words.untold[language]}</p>` : null}`;
  return documentOf({
    title: `${title} ${period}`,
    language,
    running: { left: `${projectTitle[language]} · ${title}`, right: period },
    sections: [{ id: 'list', title: main.title[language], body }],
    head: html`<p class="over"><span>${given(projectTitle[language], 'title')}</span><span>${words[audience][language]}</span></p>
<h1>${title}</h1>
<p class="period">${time(period)} <span class="asof">${words.asOf[language]} ${time(moment.asOf)}</span></p>`,
    foot: html`<p><a href="../../index.html">${words.all[language]}</a></p>`,
  });
}

const words = {
  asOf: { zh: '截至', en: 'as of' },
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部使用，请勿外传', en: 'Internal: not for distribution' },
  all: { zh: '各期材料', en: 'All publications' },
  search: { zh: '找单位', en: 'Find a unit' },
  nobody: { zh: '本期没有未达标或待定的单位。', en: 'No unit failed or is undetermined in this period.' },
  untold: {
    zh: '所在片的数太小的单位不公布。',
    en: 'Units are not published where the counts of their territory are small.',
  },
} as const;
