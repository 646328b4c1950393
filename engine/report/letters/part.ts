/** Letters (提醒、通报、约谈、问责): a Word file each, and their register. */

import { entitiesFor } from '../../assess/explain.ts';
import { type Interpretation, type Interpreter, interpreterOf } from '../../assess/kept.ts';
import { addDays } from '../../calendar/civil-date.ts';
import { periodOf } from '../../calendar/period.ts';
import { linesOf } from '../lines.ts';
import type { Part, ReportContext, ReportFile } from '../part.ts';
import { addresseeOf, entitiesAbove, lineOf, nameOf } from './addressees.ts';
import { lettersOf } from './due.ts';
import { type NumberedLetter, numbered } from './number.ts';
import { type Happened, happenedIn } from './occasions.ts';
import type { LetterValues } from './placeholders.ts';
import { laddersByRegister, registerOf } from './register.ts';
import { standardTemplate } from './standard-template.ts';
import { fill } from './template.ts';
import { templateOf } from './template-files.ts';
import { dayText, listText, periodText } from './words.ts';

export const lettersPart: Part = {
  name: 'letters',
  title: { zh: '函件', en: 'Letters' },
  audiences: ['internal'],
  files,
};

async function* files(context: ReportContext): AsyncGenerator<ReportFile> {
  const { project, model, moment, language } = context;
  const ladders = [...model.ladders.values()];
  if (ladders.length === 0) return;
  const templates = new Map<string, Uint8Array>();
  for (const { name, steps } of ladders) {
    for (const step of steps)
      templates.set(`${name}/${step.name}`, (await templateOf(project, step)) ?? standardTemplate(language));
  }
  const writer = await writerFor(context);
  const letters = writer === null ? [] : await allLetters(context, writer);
  for (const letter of letters) {
    const template = templates.get(`${letter.ladder.name}/${letter.step.name}`);
    if (writer === null || template === undefined) continue;
    const content = fill(template, await valuesOf(context, writer, letter));
    yield { path: `letters/${letter.file}`, content, isEntry: false };
  }
  const registers = laddersByRegister(ladders);
  for (const [name, followed] of registers) {
    const entity = model.dictionary.entities.get(name);
    if (entity === undefined) continue;
    const suffix = registers.size === 1 ? '' : `-${name}`;
    const own = letters.filter(({ ladder }) => followed.includes(ladder));
    const content = await registerOf(context, entity, own);
    yield { path: `letters/${moment.period.name}/register${suffix}.csv`, content, isEntry: true };
  }
}

interface Writer {
  readonly interpreter: Interpreter;
  readonly interpretation: Interpretation;
}

/** Null where there is nothing to judge by. */
async function writerFor({ project, model, moment, data }: ReportContext): Promise<Writer | null> {
  const entities = new Set<string>();
  for (const { name, entity, steps } of model.ladders.values()) {
    const told = { rules: rulesIn(model), standards: [...model.standards.keys()], procedures: [], ladders: [name] };
    for (const reached of entitiesFor(project, entity, told)) entities.add(reached);
    const words = [...steps.flatMap(({ to }) => to), ...linesAbove(model)];
    for (const above of entitiesAbove(model, entity, words)) entities.add(above);
  }
  const interpreter = await interpreterOf(project, data, entities);
  const interpretation = interpreter.at(moment);
  return interpretation === null ? null : { interpreter, interpretation };
}

function rulesIn({ rules }: ReportContext['model']): readonly string[] {
  return [...rules.keys()];
}

function linesAbove(model: ReportContext['model']): readonly string[] {
  return Object.values(linesOf(model)).flatMap((line) => (line === null ? [] : [line.target]));
}

async function allLetters(context: ReportContext, { interpretation }: Writer): Promise<readonly NumberedLetter[]> {
  const due = [];
  for (const ladder of context.model.ladders.values()) due.push(...(await lettersOf(context, interpretation, ladder)));
  return numbered(context, due);
}

async function valuesOf(context: ReportContext, writer: Writer, letter: NumberedLetter): Promise<LetterValues> {
  const { project, model, moment, language, projectTitle } = context;
  const { interpretation, interpreter } = writer;
  const { ladder, step, subject, counted } = letter;
  const one = { entity: ladder.entity, key: subject };
  const unit = await nameOf(context, interpretation, one);
  const to: string[] = [];
  for (const word of step.to.length === 0 ? [ladder.entity] : step.to)
    to.push(await addresseeOf(context, interpretation, one, word));
  const happened: Happened[] = [];
  for (const period of counted) happened.push(...(await happenedIn(context, interpreter, ladder, subject, period)));
  const lines = linesOf(model);
  const [addressee = unit, ...copies] = to;
  const last = counted.at(-1)?.period ?? moment.period;
  return {
    number: letter.number,
    date: dayText(moment.asOf, language),
    asOf: moment.asOf,
    period: moment.period.name,
    issuer: projectTitle[language],
    letter: step.title[language],
    ladder: ladder.title[language],
    unit,
    key: subject,
    to: listText(to, language),
    addressee,
    copies: listText(copies, language),
    about: periodText(last, language),
    count: String(counted.length),
    clause: (ladder.cites === null ? undefined : project.analysis.clauses.get(ladder.cites)?.title) ?? '',
    territory: await lineOf(context, interpretation, one, lines.territory),
    department: await lineOf(context, interpretation, one, lines.department),
    responsible: listText(
      happened.flatMap(({ responsible }) => responsible),
      language,
    ),
    due: dayText(nextEnd(moment.asOf, ladder.each), language),
    occasions: happened.map((row, i) => ({
      ...row,
      index: String(i + 1),
      responsible: listText(row.responsible, language),
    })),
  };
}

/** Of the month or quarter after the one in which a day lies. */
function nextEnd(day: string, each: 'month' | 'quarter'): string {
  return periodOf(addDays(periodOf(day, each).last, 1), each).last;
}
