/** One project in the worker: its texts, its data, what was judged last, and the answers to questions about these. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { limitTo } from '../../../engine/assess/limit.ts';
import { type CivilDate, isCivilDate } from '../../../engine/calendar/civil-date.ts';
import { type Moment, moment, monthsFrom, parsePeriod } from '../../../engine/calendar/period.ts';
import { ZhunshengError } from '../../../engine/diagnostics/error.ts';
import { interrupted } from '../../../engine/diagnostics/registry/run.ts';
import { type ReadDictionary, readDictionary } from '../../../engine/dictionary/read.ts';
import { type Analysis, modelOn } from '../../../engine/language/analyze.ts';
import type { Model } from '../../../engine/model/policy.ts';
import { isJudgedBy } from '../../../engine/project/files.ts';
import { makeAnalyzer } from '../analyzer.ts';
import { type Document, makeDocument } from '../document.ts';
import { answersOf, type Scene } from './answers.ts';
import { type BaseJudgement, type BaseKeeper, makeBaseKeeper } from './base.ts';
import { momentOfData } from './data-period.ts';
import { openDatabase } from './database.ts';
import { summariesOf } from './distribution.ts';
import { columnsOf, countsOf, flipsOf, type Judge, type JudgedModel, makeJudge } from './judging.ts';
import {
  type FromWorker,
  type MonthCounts,
  type Named,
  type Question,
  type Setup,
  type Tally,
  type ToWorker,
  type Track,
  tallyKey,
} from './messages.ts';
import { noData, nothingInForceText, problemOf, readingCancelled, someAbsent, withErrors } from './problems.ts';
import { makeProgrammeJudge, type ProgrammeJudge } from './programme.ts';
import { makeStaging, type Staged, type Staging } from './staging.ts';
import { type Rows, tracksOf } from './standings.ts';
import { columnOf, makeFindings } from './subjects.ts';

export interface Session {
  receive(message: ToWorker): void;
}

export interface Outside {
  send(message: FromWorker): void;
  /** Nothing is under way any more, and nothing will be. */
  stopped(): void;
}

interface Judged extends JudgedModel {
  readonly analysis: Analysis;
  readonly staged: Staged;
  readonly fingerprint: string;
}

interface Tools {
  readonly connection: DuckDBConnection;
  readonly staging: Staging;
  readonly judge: Judge;
  /** For the months of the period, one after the other. */
  readonly monthly: Judge;
  readonly base: BaseKeeper;
  /** Of ladders and procedures, and those of the base. */
  readonly programme: ProgrammeJudge;
  readonly programmeBefore: ProgrammeJudge;
}

export function makeSession({ folder, language }: Setup, { send, stopped }: Outside): Session {
  const analyzer = makeAnalyzer();
  /** With the policy tests, on which no verdict depends. */
  const testAnalyzer = makeAnalyzer();
  const documents = new Map<string, Document>();
  const findings = makeFindings();
  const asking = new Map<number, AbortController>();
  const months = new Map<string, readonly MonthCounts[]>();
  let freshMonths = new Set<string>();
  let tools: Promise<Tools> | null = null;
  let read: { readonly text: string; readonly dictionary: ReadDictionary } | null = null;
  let wanted: Extract<ToWorker, { type: 'update' }> | null = null;
  let judged: Judged | null = null;
  let base: BaseJudgement | null = null;
  /** By `tallyKey`, of the judgement and of the base as they are now. */
  let tallies: ReadonlyMap<string, Tally> = new Map();
  let tracks: ReadonlyMap<string, Track> = new Map();
  /** The base whose ladders and procedures were judged last. */
  let followed: BaseJudgement | null = null;
  /** Entities whose verdicts have changed since they were counted. */
  let uncounted: ReadonlySet<string> = new Set();
  /** The base with which flips were counted. */
  let counted: BaseJudgement | null = null;
  let summarised = 0;
  let judging = new AbortController();
  let reading = new AbortController();
  let cancelled = false;
  /** One thing after the other: there is one connection. */
  let queue: Promise<void> = Promise.resolve();

  function receive(message: ToWorker): void {
    switch (message.type) {
      case 'update':
        for (const [file, text] of message.files) {
          if (text === null) documents.delete(file);
          else documents.set(file, makeDocument(file, text));
        }
        // Whoever has stopped the reading goes on typing; a file of data or another period begins it again.
        if (message.files.length === 0 || message.period !== wanted?.period) cancelled = false;
        wanted = message;
        judging.abort();
        enqueue(() => judgeNow(message.generation));
        return;
      case 'ask':
        answer(message);
        return;
      case 'cancel':
        asking.get(message.id)?.abort();
        return;
      case 'cancelReading':
        cancelled = true;
        reading.abort();
        return;
      case 'stop':
        wanted = null;
        reading.abort();
        judging.abort();
        for (const controller of asking.values()) controller.abort();
        enqueue(async () => {
          const opening = await tools;
          opening?.base.stop();
          opening?.connection.closeSync();
          stopped();
        });
        return;
    }
  }

  function enqueue(job: () => Promise<void>): void {
    queue = queue.then(job);
  }

  /** Judges what is wanted now, unless something newer is already wanted. */
  async function judgeNow(generation: number): Promise<void> {
    if (wanted === null || wanted.generation !== generation || cancelled) return;
    judging = new AbortController();
    const { signal } = judging;
    try {
      send({ type: 'judging' });
      await judgeTexts(wanted, signal);
    } catch (error) {
      if (isInterrupted(error)) {
        if (cancelled) send({ type: 'stopped', generation, waiting: false, problem: readingCancelled });
        return;
      }
      send({ type: 'stopped', generation, waiting: false, problem: problemOf(error) });
    }
  }

  async function judgeTexts(update: Extract<ToWorker, { type: 'update' }>, signal: AbortSignal): Promise<void> {
    const started = performance.now();
    const { generation } = update;
    const descriptor = new Map(descriptors.flatMap((file) => textOf(file)));
    const { dictionary, resources } = described(descriptor);
    const { connection, staging, judge, base: bases } = await opened();
    const staged = await stage(staging, { folder, analysis: { dictionary, resources } });
    if (staged.present.length === 0) {
      return send({ type: 'stopped', generation, waiting: false, problem: noData(staged.absent) });
    }
    const analysis = analyzer.update(new Map([...documents].filter(([file]) => isJudgedBy(file))));
    const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      return send({ type: 'stopped', generation, waiting: true, problem: withErrors(errors.length) });
    }
    const at = momentOf(update) ?? (await momentOfData(connection, analysis, staged, signal));
    const model = modelOn(analysis, at.judged);
    if (model === null) {
      return send({ type: 'stopped', generation, waiting: false, problem: nothingInForceText(at.judged) });
    }
    const fingerprint = fingerprintOf(model, at, staged);
    let renewed: ReadonlySet<string> = uncounted;
    if (judged?.fingerprint === fingerprint) judged = { ...judged, model, analysis };
    else {
      const inForce = (day: CivilDate): Model | null => modelOn(analysis, day);
      const next = await judge.judge({ model, asked: model, moment: at, modelOn: inForce }, staged, signal);
      renewed = new Set([...uncounted, ...next.renewed]);
      uncounted = renewed;
      judged = { ...next, analysis, staged, fingerprint };
      freshMonths = new Set();
    }
    const now = judged;
    const all = new Set(now.program.judged.map(({ entity }) => entity));
    const say = (milliseconds = performance.now() - started): void => {
      const { period, asOf } = now.moment;
      send({
        type: 'judged',
        judged: {
          generation,
          period: period.name,
          asOf,
          tallies,
          tracks,
          base: base?.base ?? null,
          problem: staged.absent.length === 0 ? null : someAbsent(staged.absent),
          milliseconds,
          data: staged.version,
        },
      });
    };
    const tell = async (): Promise<void> => {
      const entities = counted === base ? renewed : all;
      tallies = await talliesOf(connection, now, base?.judged ?? null, tallies, entities, signal);
      uncounted = new Set();
      counted = base;
      say();
    };
    base = bases.known(now);
    await tell();
    const latest = await bases.renew(now, descriptor, signal);
    if (latest !== base) {
      base = latest;
      await tell();
    }
    if (summarised !== staged.version) {
      const summaries = [];
      for (const entity of staged.present) summaries.push(...(await summariesOf(connection, entity, signal)));
      summarised = staged.version;
      send({ type: 'summaries', summaries });
    }
    const spent = performance.now() - started;
    if (await follow(now, signal)) say(spent);
  }

  /** Counts who stands where, last, since ladders look at many months; whether there are ladders or procedures, or were. */
  async function follow(now: Judged, signal: AbortSignal): Promise<boolean> {
    const { programme, programmeBefore, connection } = await opened();
    const { model, staged } = now;
    if (model.ladders.size + model.procedures.size === 0) {
      const had = tracks.size > 0;
      tracks = new Map();
      return had;
    }
    await programme.judge({ ...now, modelOn: (day) => modelOn(now.analysis, day) }, signal);
    const then = base;
    const { judged: before = null, analysis = null } = then ?? {};
    if (before !== null && analysis !== null && followed !== then) {
      await programmeBefore.judge({ ...before, staged, modelOn: (day) => modelOn(analysis, day) }, signal);
    }
    followed = then;
    tracks = await tracksOf(connection, model, before?.model ?? null, rowsOf(before), signal);
    return true;
  }

  function rowsOf(before: JudgedModel | null): Rows {
    return { now: programmeNames.now, base: before === null ? null : programmeNames.base };
  }

  function textOf(file: string): readonly (readonly [string, string])[] {
    const document = documents.get(file);
    return document === undefined ? [] : [[file, document.text]];
  }

  /** Read again only where it has changed. */
  function described(descriptor: ReadonlyMap<string, string>): ReadDictionary {
    const text = JSON.stringify([...descriptor]);
    if (read?.text !== text) read = { text, dictionary: readDictionary(descriptor) };
    return read.dictionary;
  }

  async function stage(staging: Staging, project: Parameters<Staging['refresh']>[0]): Promise<Staged> {
    reading = new AbortController();
    let told = 0;
    try {
      return await staging.refresh(project, {
        signal: reading.signal,
        onProgress(file, rows) {
          const now = performance.now();
          if (now - told < readingTold) return;
          told = now;
          send({ type: 'reading', file, rows });
        },
      });
    } finally {
      if (told > 0) send({ type: 'read' });
    }
  }

  function opened(): Promise<Tools> {
    tools ??= openDatabase(folder).then((connection) => ({
      connection,
      staging: makeStaging(connection),
      judge: makeJudge(connection, 'now', language),
      programme: makeProgrammeJudge(connection, programmeNames.now, language),
      programmeBefore: makeProgrammeJudge(connection, programmeNames.base, language),
      monthly: makeJudge(connection, 'month', language),
      base: makeBaseKeeper(connection, folder, language, () => {
        if (wanted !== null) receive({ ...wanted, files: [] });
      }),
    }));
    return tools;
  }

  function answer(question: Question): void {
    const controller = new AbortController();
    asking.set(question.id, controller);
    const { id } = question;
    enqueue(async () => {
      try {
        if (controller.signal.aborted) return;
        const { connection } = await opened();
        const texts = new Map([...documents].map(([file, { text }]) => [file, text]));
        const scene: Scene = {
          connection,
          folder,
          language,
          texts,
          analysis: () => testAnalyzer.update(documents),
          judged,
          base: base?.judged ?? null,
          rows: rowsOf(followed?.judged ?? null),
          findings,
          monthsOf,
        };
        send({ type: 'answer', id, result: await answersOf(scene, question, controller.signal) });
      } catch (error) {
        send({ type: 'refused', id, problem: problemOf(error) });
      } finally {
        asking.delete(id);
      }
    });
  }

  /** Those worked out before, while the new ones are. */
  function monthsOf(named: Named): readonly MonthCounts[] | null {
    const key = tallyKey(named.kind, named.name);
    if (!freshMonths.has(key)) {
      freshMonths.add(key);
      enqueue(() => countMonths(named, key));
    }
    return months.get(key) ?? null;
  }

  async function countMonths(named: Named, key: string): Promise<void> {
    const now = judged;
    if (now === null) return;
    const { signal } = judging;
    const { connection, monthly } = await opened();
    try {
      const counted: MonthCounts[] = [];
      for (const month of monthsFrom(now.moment.period.first, now.moment.judged)) {
        const at = moment(month, earlier(month.last, now.moment.asOf));
        const whole = modelOn(now.analysis, at.judged);
        if (whole === null) continue;
        const asked = named.kind === 'rule' ? limitTo(whole, [], [named.name]) : limitTo(whole, [named.name]);
        const inForce = (day: CivilDate): Model | null => modelOn(now.analysis, day);
        const judgeable = { model: whole, asked, moment: at, modelOn: inForce };
        const part = await monthly.judge(judgeable, now.staged, signal);
        const about = columnOf(part, named)?.judged.entity;
        if (about === undefined) continue;
        const counts = (await countsOf(connection, part, new Set([about]), signal)).get(
          tallyKey(named.kind, named.name),
        );
        if (counts !== undefined) counted.push({ month: month.name, counts });
      }
      months.set(key, counted);
      send({ type: 'changed' });
    } catch {
      // Interrupted by an edit, or not to be had: the next look asks again.
      freshMonths.delete(key);
    }
  }

  return { receive };
}

/** Those of some entities anew, the others as they were; what is no longer judged is gone. */
async function talliesOf(
  connection: DuckDBConnection,
  now: JudgedModel,
  base: JudgedModel | null,
  before: ReadonlyMap<string, Tally>,
  entities: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Tally>> {
  const counts = await countsOf(connection, now, entities, signal);
  const flips = base === null ? new Map<string, number>() : await flipsOf(connection, now, base, entities, signal);
  const tallies = new Map<string, Tally>();
  for (const judged of now.program.judged) {
    for (const { key } of columnsOf(judged)) {
      const counted = counts.get(key);
      const known = before.get(key);
      if (counted !== undefined) tallies.set(key, { counts: counted, flips: flips.get(key) ?? null });
      else if (known !== undefined) tallies.set(key, known);
    }
  }
  return tallies;
}

function momentOf({ period, asOf }: Extract<ToWorker, { type: 'update' }>): Moment | null {
  const parsed = period === null ? null : parsePeriod(period);
  if (parsed === null) return null;
  return moment(parsed, asOf !== null && isCivilDate(asOf) ? asOf : undefined);
}

/** Milliseconds between two words of how far reading is. */
const readingTold = 200;

/** The periods of the rows of ladders and procedures. */
const programmeNames = { now: 'programme now', base: 'programme base' } as const;

const descriptors: readonly string[] = ['datapackage.yaml', 'datapackage.json'];

/** Texts that people read decide no verdict. */
const texts = new Set(['title', 'description', 'message', 'remedy', 'responsible', 'cites', 'rollups']);

/** The same for judgements that give the same verdicts. */
function fingerprintOf(model: Model, { period, asOf }: Moment, { version }: Staged): string {
  const said = JSON.stringify(model, (key, value: unknown) => {
    if (texts.has(key)) return undefined;
    return value instanceof Map ? [...value] : value;
  });
  return JSON.stringify([version, period.name, asOf, said]);
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return [a, b].sort()[0] ?? a;
}

function isInterrupted(error: unknown): boolean {
  return error instanceof ZhunshengError && error.code === interrupted.code;
}
