/** A publication of one or several periods, from a project's sources to a folder of pages. */
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { placeFor, refuseOutput, replaceFolder } from '../assess/folder-swap.ts';
import { limitTo } from '../assess/limit.ts';
import { momentsOf } from '../assess/moments.ts';
import { hashFile } from '../assess/output.ts';
import { withOutputLock } from '../assess/output-lock.ts';
import { type AssessOptions, refuseOut, withAssessment } from '../assess/run.ts';
import type { Moment } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import { modelOn } from '../language/analysis.ts';
import type { Model } from '../model/policy.ts';
import { refuseErrors } from '../project/check.ts';
import type { FileHash } from '../project/files.ts';
import type { Project } from '../project/open.ts';
import type { Audience } from './audience.ts';
import { indexPage } from './index-page.ts';
import { mainStandard, withLines } from './lines.ts';
import { type Judged, type Part, publicationTitle, type ReportContext } from './part.ts';
import { partsFor } from './parts.ts';
import { printPage } from './pdf.ts';
import { keepRuns, type PublishedRun, readPublished, sortedRuns, writePublished } from './published.ts';

export interface ReportOptions
  extends Pick<AssessOptions, 'period' | 'asOf' | 'data' | 'memory' | 'threads' | 'temp' | 'signal' | 'onProgress'> {
  /** The folder to write; earlier parts and periods in it stay. */
  readonly out: string;
  readonly language?: Language;
  /** Default: `public`, the safer; `internal` where all parts asked for are for internal use only. */
  readonly audience?: Audience;
  /** The parts to make, by name; null: all. */
  readonly only?: readonly string[] | null;
  /** A browser by which each page is printed as PDF, too; see `findBrowser`. */
  readonly browser?: string | null;
}

export interface Report {
  /** What this run has written. */
  readonly written: readonly PublishedRun[];
  /** What was in the folder before and has stayed. */
  readonly kept: readonly PublishedRun[];
}

/**
 * Assesses each period with those before it and writes the pages, whole or not at all. Throws ZhunshengError for what the caller
 * can act on.
 */
export async function report(given: Project, wanted: ReportOptions): Promise<Report> {
  refuseErrors(given, { tests: false });
  const { parts, audience } = partsFor(wanted.only ?? null, wanted.audience ?? null);
  const options: ReportOptions = { ...wanted, audience };
  const { out } = options;
  const asked = momentsOf(options);
  await refuseOut(out, given, options.data ?? null);
  await refuseOutput(out);
  const place = await placeFor(out);
  await readPublished(place.target, out, audience);
  const project = withLines(given);
  return withOutputLock(place, () =>
    replaceFolder(place, async (folder): Promise<Report> => {
      const written: PublishedRun[] = [];
      // An earlier period is judged as of its own end; one that is itself asked for as of another day needs a run of its own.
      const groups = options.asOf == null ? [asked] : asked.map((moment) => [moment]);
      for (const group of groups) written.push(...(await publish(project, group, parts, folder, options)));
      const before = await readPublished(place.target, out, audience);
      const isNew = ({ part, period }: PublishedRun): boolean =>
        written.some((one) => one.part === part && one.period === period);
      const kept = (before?.runs ?? []).filter((one) => !isNew(one));
      await keepRuns(place.target, folder, kept);
      const runs = sortedRuns([...written, ...kept]);
      await writeIndex(project, asked.at(-1) as Moment, folder, runs, options);
      await writePublished(folder, audience, runs);
      return { written: sortedRuns(written), kept };
    }),
  );
}

/** The parts of some periods, which are judged in one run. */
async function publish(
  project: Project,
  asked: readonly Moment[],
  parts: readonly Part[],
  folder: string,
  options: ReportOptions,
): Promise<readonly PublishedRun[]> {
  const { period, language = 'zh', audience = 'public', browser = null, onProgress } = options;
  const [first] = asked as readonly [Moment, ...Moment[]];
  const one = asked.length === 1 ? first.period.name : period;
  const settings: AssessOptions = {
    ...options,
    period: one,
    out: null,
    language,
    only: null,
    earlier: { count: periodsBefore(first), asked: toCompare },
  };
  return withAssessment(project, settings, async ({ results, moments, inputs }) => {
    const judged = moments.map((moment): Judged => ({ moment, model: modelOf(project, moment) }));
    const fingerprint = fingerprintOf(inputs, audience);
    const runs: PublishedRun[] = [];
    for (const moment of asked) {
      const at = judged.findIndex((each) => each.moment.period.name === moment.period.name);
      const context: ReportContext = {
        ...(judged[at] as Judged),
        project,
        projectTitle: titleOf(modelOf(project, moment)),
        results,
        earlier: judged.slice(Math.max(0, at - periodsBefore(moment)), at),
        language,
        audience,
        data: options.data ?? null,
        fingerprint,
      };
      for (const part of parts) {
        onProgress?.({
          zh: `写出 ${moment.period.name} ${part.title.zh}…`,
          en: `Writing ${moment.period.name} ${part.title.en}…`,
        });
        runs.push(await writePart(part, context, folder, browser));
      }
    }
    return runs;
  });
}

async function writePart(
  part: Part,
  context: ReportContext,
  folder: string,
  browser: string | null,
): Promise<PublishedRun> {
  const { moment, language, fingerprint } = context;
  const files: FileHash[] = [];
  const entries: string[] = [];
  const add = async (file: string, isEntry: boolean): Promise<void> => {
    files.push({ file, ...(await hashFile(join(folder, file))) });
    if (isEntry) entries.push(file);
  };
  for await (const { path, content, isEntry } of part.files(context)) {
    const file = join(folder, path);
    await fs.mkdir(dirname(file), { recursive: true });
    await fs.writeFile(file, content);
    await add(path, isEntry);
    if (browser === null || !isEntry || !path.endsWith('.html')) continue;
    const pdf = path.replace(/html$/, 'pdf');
    await printPage(browser, file, join(folder, pdf), moment.asOf);
    await add(pdf, true);
  }
  files.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { part: part.name, period: moment.period.name, asOf: moment.asOf, language, fingerprint, entries, files };
}

async function writeIndex(
  project: Project,
  last: Moment,
  folder: string,
  runs: readonly PublishedRun[],
  { language = 'zh', audience = 'public' }: ReportOptions,
): Promise<void> {
  const model = modelOf(project, last);
  const options = { projectTitle: titleOf(model), title: publicationTitle({ model, language }), language, audience };
  await fs.writeFile(join(folder, 'index.html'), indexPage(runs, options));
}

/** How far trends look back: a year of months, two of quarters, five years. */
function periodsBefore({ period: { name } }: Moment): number {
  return name.includes('-Q') ? 7 : name.includes('-') ? 11 : 4;
}

/** Of the period just before the counts alone are told, of those before it only what the main standard rests on. */
function toCompare(model: Model, back: number): Model {
  const main = mainStandard(model);
  const limited = back === 1 || main === null ? model : limitTo(model, [main.name]);
  return { ...limited, ladders: new Map(), procedures: new Map() };
}

function modelOf(project: Project, { judged }: Moment): Model {
  const model = modelOn(project.analysis, judged);
  if (model === null) throw new Error(`nothing was in force on ${judged}`);
  return model;
}

function titleOf(model: Model): ReportContext['projectTitle'] {
  return model.dictionary.publication?.of ?? { zh: '', en: '' };
}

/** Of the rules and the data, and for whom: the first digits of a hash over all hashes. */
function fingerprintOf(inputs: readonly FileHash[], audience: Audience): string {
  const text = inputs.map(({ file, sha256 }) => `${file} ${sha256}\n`).join('');
  return createHash('sha256').update(`${audience}\n${text}`).digest('hex').slice(0, 16);
}
