/** Who is not up to a standard, or not yet determined: what failed, the clause, and the two lines that answer for it. */
import { type Failure, type Reason, subjectsWith } from '../../assess/failures.ts';
import { quoteText } from '../../data/sql-text.ts';
import type { Language } from '../../diagnostics/diagnostic.ts';
import type { Rule, Standard } from '../../model/policy.ts';
import { lineRollup } from '../lines.ts';
import { count, source } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { sign, stateWords } from '../page/states.ts';
import { cited, given, named } from '../page/texts.ts';
import type { Bulletin } from './bulletin.ts';
import { counted, isShown } from './cells.ts';
import type { Section } from './section.ts';
import { type Subject, subjectsOf } from './tally.ts';

/** Told of the main standard, and of each other. */
const MOST = 1_000;
const FEW = 60;

/** Of so many only those on the screen are laid out. */
const MANY = 100;
/** Whose lines are known: more than are told. */
const MOST_SUBJECTS = 100_000;

export async function failing(bulletin: Bulletin): Promise<Section | null> {
  const { language, main, others, audience } = bulletin;
  if (main === null) return null;
  const about = await subjects(bulletin, main);
  const failed = await list(bulletin, main, 'fail', MOST, about);
  const open = await list(bulletin, main, 'undetermined', MOST, about);
  const more: Html[] = [];
  for (const standard of audience === 'internal' ? others : []) {
    const found = await list(bulletin, standard, 'fail', FEW, standard.entity === main.entity ? about : new Map());
    if (found === null) continue;
    more.push(
      html`<details><summary>${given(standard.title[language], 'title')}：${stateWords.fail[language]}</summary>\n${found}</details>\n`,
    );
  }
  const body = html`<div class="tools" data-search="failing-list" hidden><label>${words.search[language]} <input type="search" autocomplete="off" spellcheck="false"></label><span role="status"></span></div>
<div id="failing-list">
<h3>${sign('fail')} ${stateWords.fail[language]}</h3>
${failed ?? html`<p class="empty">${words.nobody[language]}</p>`}${
  open === null
    ? null
    : html`<h3>${sign('undetermined')} ${stateWords.undetermined[language]}</h3>\n<p class="note">${words.open[language]}</p>${open}`
}</div>
${more.length === 0 ? null : html`<div class="more"><h3>${words.others[language]}</h3>\n${more}</div>`}`;
  return { id: 'failing', title: words.title[language], body };
}

type About = ReadonlyMap<string, Subject>;

/** The lines of each subject that is not up to the main standard, where they may be told. */
async function subjects(bulletin: Bulletin, main: Standard): Promise<About> {
  const figures = bulletin.now.standards.get(main.name);
  const rollups = linesIn(bulletin, main).map(lineRollup);
  const all = await subjectsOf(bulletin.results, bulletin, main, {
    rollups,
    states: ['fail', 'undetermined'],
    limit: MOST_SUBJECTS,
  });
  const at = rollups.indexOf(lineRollup('territory'));
  const isTold = ({ groups }: Subject): boolean => {
    const group = at < 0 ? '' : (groups[at] ?? '');
    return figures?.disclosure.showsMembers(at < 0 ? null : lineRollup('territory'), group) === true;
  };
  return new Map(all.filter(isTold).map((subject) => [subject.key, subject]));
}

function linesIn({ now }: Bulletin, main: Standard): readonly ('territory' | 'department')[] {
  const rollups = now.standards.get(main.name)?.rollups ?? [];
  return (['territory', 'department'] as const).filter((line) => rollups.some(({ name }) => name === lineRollup(line)));
}

async function list(
  bulletin: Bulletin,
  standard: Standard,
  verdict: 'fail' | 'undetermined',
  most: number,
  about: About,
): Promise<Html | null> {
  const { results, model, moment, language, audience, main } = bulletin;
  const { count: total, first } = await subjectsWith(results, model, standard, moment.period.name, verdict, most);
  if (total === 0 && isCountShown(bulletin, standard, verdict)) return null;
  const told = audience === 'internal' ? first : first.filter(({ subject }) => about.has(subject));
  const isMain = standard === main;
  const todo: Remedies = audience === 'internal' ? await remedies(bulletin, told) : new Map();
  const items = told.map((failure) =>
    entry(bulletin, standard, failure, verdict, about.get(failure.subject), isMain, todo),
  );
  const rest = audience === 'internal' ? total - first.length : 0;
  const left =
    rest > 0
      ? html`<p class="note">${words.more[language](count(rest, source('standings', moment.period.name, standard.name, `${verdict}-after`, String(first.length))))}</p>`
      : told.length < first.length || !isCountShown(bulletin, standard, verdict)
        ? html`<p class="note">${words.untold[language]}</p>`
        : null;
  return html`${items.length === 0 ? null : html`<ul class="failures${items.length > MANY ? ' long' : ''}">\n${items}</ul>`}${left}`;
}

/** Whether there is anybody must not be told either, where how many is not. */
function isCountShown({ now }: Bulletin, { name }: Standard, verdict: 'fail' | 'undetermined'): boolean {
  const figures = now.standards.get(name);
  return figures === undefined || isShown(counted(figures), verdict);
}

/** What to do, by `remedyId`. */
type Remedies = ReadonlyMap<string, Html>;

function remedyId(standard: Standard, subject: string, { rule, record }: Reason): string {
  return JSON.stringify([record?.entity ?? standard.entity, record?.key ?? subject, rule]);
}

async function remedies({ results, moment, language }: Bulletin, failures: readonly Failure[]): Promise<Remedies> {
  const found = new Map<string, Html>();
  const reasons = failures.flatMap(({ subject, reasons: [...all] }) => all.map((reason) => ({ subject, reason })));
  for (const rule of new Set(reasons.map(({ reason }) => reason.rule))) {
    const own = reasons.filter(({ reason }) => reason.rule === rule);
    const keys = own.map(({ subject, reason }) => quoteText(reason.record?.key ?? subject));
    const rows = await results.query(
      `SELECT entity, subject, remedy FROM run.findings WHERE period = ${quoteText(moment.period.name)} ` +
        `AND rule = ${quoteText(rule)} AND subject IN (${keys.join(', ')}) AND remedy <> ''`,
    );
    for (const row of rows) {
      const [entity, subject] = [String(row['entity']), String(row['subject'])];
      const text = cited(
        String(row['remedy']),
        source('findings', moment.period.name, entity, subject, rule, 'remedy'),
      );
      found.set(
        JSON.stringify([entity, subject, rule]),
        html`<p class="do"><span class="quiet">${words.todo[language]}</span>${text}</p>`,
      );
    }
  }
  return found;
}

function entry(
  bulletin: Bulletin,
  standard: Standard,
  { subject, name, reasons }: Failure,
  verdict: 'fail' | 'undetermined',
  about: Subject | undefined,
  isMain: boolean,
  todo: Remedies,
): Html {
  const { language, main } = bulletin;
  const lines = main === null || about === undefined ? [] : linesIn(bulletin, main);
  const answering = lines.flatMap((line, at): Html[] => {
    const key = about?.groups[at] ?? null;
    const names = bulletin.lineNames[line];
    if (key === null || names === null) return [];
    return [html`<div><dt>${words[line][language]}</dt><dd>${given(names.names.get(key) ?? key, 'name')}</dd></div>`];
  });
  const byRule = new Map<string, Reason[]>();
  for (const reason of reasons) byRule.set(reason.rule, [...(byRule.get(reason.rule) ?? []), reason]);
  const items = [...byRule].map(([rule, all]) => reasonItem(bulletin, standard, subject, rule, all, verdict, todo));
  return html`<li class="failure" data-find="${subject}"${isMain ? html` id="${verdict}-${encodeURIComponent(subject)}"` : null}><div><h4>${named(name, subject)}</h4>${
    answering.length === 0 ? null : html`<dl class="lines">${answering}</dl>`
  }</div>
<ul class="reasons">${items}</ul></li>\n`;
}

function reasonItem(
  bulletin: Bulletin,
  standard: Standard,
  subject: string,
  name: string,
  reasons: readonly Reason[],
  verdict: 'fail' | 'undetermined',
  todo: Remedies,
): Html {
  const { language, model, audience } = bulletin;
  const rule = model.rules.get(name);
  const title = given(rule?.title[language] ?? name, 'title');
  const veto =
    rule?.severity === 'veto' && verdict === 'fail'
      ? html` <span class="tag veto">${words.veto[language]}</span>`
      : null;
  const head = html`<p class="rule">${sign(verdict)} ${title}${veto}</p>`;
  const clause = clauseOf(bulletin, rule);
  if (audience === 'public') return html`<li>${head}${clause}</li>`;
  const said = reasons.slice(0, MOST_RECORDS).map((reason) => reasonText(bulletin, standard, subject, reason));
  const rest = reasons.length - said.length;
  const more =
    rest > 0
      ? html`<p class="small">${words.records[language](count(rest, source('findings', bulletin.moment.period.name, standard.entity, subject, name, 'records-after', String(said.length))))}</p>`
      : null;
  const [first] = reasons;
  const remedy = first === undefined ? undefined : todo.get(remedyId(standard, subject, first));
  return html`<li>${head}${said}${more}${remedy ?? null}${verdict === 'fail' && rule !== undefined ? html`<p class="small">${responsible(bulletin, rule)}</p>` : null}${clause}</li>`;
}

const MOST_RECORDS = 5;

function reasonText({ language, moment }: Bulletin, standard: Standard, subject: string, reason: Reason): Html {
  const [entity, key] = reason.record === null ? [standard.entity, subject] : [reason.record.entity, reason.record.key];
  const from = (column: string) => source('findings', moment.period.name, entity, key, reason.rule, column);
  const record = reason.record === null ? null : html`<span class="key">${given(key, 'key')}</span> `;
  const evidence =
    reason.record !== null || reason.evidence === null || reason.evidence === subject
      ? null
      : html` <span class="key">${words.evidence[language]} ${cited(reason.evidence.replaceAll(';', language === 'zh' ? '、' : ', '), from('evidence'))}</span>`;
  const message = reason.message === null ? null : cited(reason.message, from('message'));
  return message === null && record === null ? html`` : html`<p>${record}${message}${evidence}</p>`;
}

/** The entities and words that the rule names. */
function responsible({ model, language }: Bulletin, rule: Rule): Html {
  const names = rule.responsible.map((word) =>
    given(model.dictionary.entities.get(word)?.title[language] ?? word, 'word'),
  );
  const comma = language === 'zh' ? '、' : ', ';
  return html`${words.responsible[language]}${names.map((name, i) => html`${i === 0 ? '' : comma}${name}`)}`;
}

function clauseOf({ project, language }: Bulletin, rule: Rule | undefined): Html | null {
  const cites = rule?.cites ?? null;
  const clause = cites === null ? undefined : project.analysis.clauses.get(cites);
  return clause === undefined
    ? null
    : html`<p class="small">${words.clause[language]}${given(clause.title, 'clause')}</p>`;
}

const words = {
  title: { zh: '未达标和待定单位', en: 'Not up to standard, and undetermined' },
  search: { zh: '找单位', en: 'Find a unit' },
  nobody: { zh: '本期没有未达标的单位。', en: 'No unit failed in this period.' },
  open: {
    zh: '数据还不足以判定：没有报来的不当作没有发生。',
    en: 'The data does not decide: what was not reported is not taken for nothing.',
  },
  others: { zh: '其他标准', en: 'Other standards' },
  territory: { zh: '块', en: 'Territory' },
  department: { zh: '条', en: 'Department' },
  veto: { zh: '一票否决', en: 'veto' },
  evidence: { zh: '记录', en: 'records' },
  todo: { zh: '怎么办：', en: 'What to do: ' },
  responsible: { zh: '责任：', en: 'Responsible: ' },
  clause: { zh: '依据：', en: 'Clause: ' },
  more: {
    zh: (n: Html) => html`另有 ${n} 个，见考核结果 findings.csv。`,
    en: (n: Html) => html`${n} more stand in the assessment’s findings.csv.`,
  },
  records: { zh: (n: Html) => html`另有 ${n} 件`, en: (n: Html) => html`${n} more` },
  untold: {
    zh: '其余单位所在片的数太小，不公布。',
    en: 'Others are not published, since counts where they stand are small.',
  },
} satisfies Record<string, Readonly<Record<Language, unknown>>>;
