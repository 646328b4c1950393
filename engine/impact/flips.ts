/** The flips of two judgements, each with the changes that made it and what was read of the subject. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Moment } from '../calendar/period.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { factAt } from '../model/path.ts';
import type { Model } from '../model/policy.ts';
import { pathNamed } from '../model/text.ts';
import { noKnowledge } from '../sql/context.ts';
import { duckdb } from '../sql/duckdb.ts';
import { keyTextOf } from '../sql/key-text.ts';
import { causesOf } from './causes.ts';
import type { Change } from './changes.ts';
import { type Compared, ruleFlips, standingFlips, type VerdictFlip, verdictsNow } from './compare.ts';
import type { DescribedChange } from './describe.ts';
import { factTexts } from './facts.ts';
import { recordsOfRules, recordsOfStandards } from './records.ts';
import type { Cause, Diff, FactChange } from './result.ts';
import { type Affected, judgeHybrid, modelsOf, type Session } from './session.ts';
import type { SideName } from './stage-both.ts';
import type { Target } from './targets.ts';

export interface FlipOptions {
  readonly affected: Affected;
  readonly changes: ReadonlyMap<string, DescribedChange>;
  readonly missing: Readonly<Record<SideName, ReadonlySet<string>>>;
  readonly tell: (step: Localized) => void;
}

/** The base's judgement stands in the schema `before`, the head's in `run`, where the models between them are judged after. */
export async function flipsOf(session: Session, options: FlipOptions): Promise<Pick<Diff, 'flips' | 'standings'>> {
  const { connection, compared, moments } = session;
  const base = modelsOf(compared, 'base');
  const head = modelsOf(compared, 'head');
  const models = moments.map(({ judged }) => ({ before: base(judged), after: head(judged) }));
  const targets = [...options.affected.keys()];
  const rules = await ruleFlips(connection, comparedOf(targets, 'rule', models));
  const standards = await standingFlips(connection, comparedOf(targets, 'standard', models));
  const titles = await titlesOf(session, [...rules, ...standards], models);
  const facts = await factsOf(session, rules, options.missing);
  const ofRules = await recordsOfRules(session, rules, { missing: options.missing, most: mostLookedAt });
  const ofStandards = await recordsOfStandards(session, standards, rules, ofRules);
  const causes = await causesOfAll(session, rules, standards, options);
  const common = ({ period, entity, subject, before, after }: VerdictFlip, at: number) => ({
    period,
    entity,
    subject,
    title: titles.get(JSON.stringify([entity, subject])) ?? null,
    before,
    after,
    causes: causes[at] ?? [],
  });
  return {
    flips: rules.map((flip, i) => {
      const { causes: made, ...rest } = common(flip, i);
      return {
        ...rest,
        rule: flip.name,
        causes: made,
        records: ofRules.get(flip) ?? [],
        facts: facts.get(flip) ?? null,
      };
    }),
    standings: standards.map((flip, i) => ({
      ...common(flip, rules.length + i),
      standard: flip.name,
      records: ofStandards.get(flip) ?? [],
    })),
  };
}

/** So many subjects of one rule and period are looked at closely. */
const mostLookedAt = 50;

/** So many models between the versions are judged at most; what they do not tell apart is told of together. */
const mostTrials = 400;

interface Models {
  readonly before: Model;
  readonly after: Model;
}

function comparedOf(
  targets: readonly Target[],
  kind: 'rule' | 'standard',
  models: readonly Models[],
): readonly Compared[] {
  const all = kind === 'rule' ? ({ rules }: Model) => rules : ({ standards }: Model) => standards;
  return targets
    .filter((target) => target.kind === kind)
    .flatMap(({ name }) => {
      const was = models.flatMap(({ before }) => all(before).get(name) ?? []);
      const is = models.flatMap(({ after }) => all(after).get(name) ?? []);
      const entities = new Set([...is, ...was].map(({ entity }) => entity));
      return [...entities].map((entity) => ({
        name,
        entity,
        before: was.some((one) => one.entity === entity),
        after: is.some((one) => one.entity === entity),
      }));
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function causesOfAll(
  session: Session,
  rules: readonly VerdictFlip[],
  standards: readonly VerdictFlip[],
  { affected, changes, tell }: FlipOptions,
): Promise<readonly (readonly Cause[])[]> {
  const candidatesOf = new Map([...affected].map(([target, ids]) => [JSON.stringify(target), ids]));
  const flips = [
    ...rules.map((flip) => ({ kind: 'rule' as const, flip })),
    ...standards.map((flip) => ({ kind: 'standard' as const, flip })),
  ];
  const flipped = new Map(
    flips.map(({ kind, flip }) => [JSON.stringify({ kind, name: flip.name }), { kind, name: flip.name }]),
  );
  const unsure = [...flipped].flatMap(([key, target]) => ((candidatesOf.get(key)?.length ?? 0) > 1 ? [target] : []));
  const byId = new Map(session.compared.changes.map((change) => [change.id, change]));
  const trials = new Map<string, readonly string[] | null>();

  async function verdictsWith(applied: readonly string[]): Promise<readonly string[] | null> {
    const key = applied.join('\n');
    const known = trials.get(key);
    if (known !== undefined) return known;
    if (trials.size >= mostTrials) return null;
    tell({ zh: `查找原因：第 ${trials.size + 1} 次`, en: `Looking for causes: trial ${trials.size + 1}` });
    const some = applied.flatMap((id): Change[] => {
      const change = byId.get(id);
      return change === undefined ? [] : [change];
    });
    const stands = await judgeHybrid(session, some, unsure);
    const { connection } = session;
    const found = stands
      ? [...(await verdictsNow(connection, 'rule', rules)), ...(await verdictsNow(connection, 'standard', standards))]
      : null;
    trials.set(key, found);
    return found;
  }

  const causes: (readonly Cause[])[] = [];
  for (const [i, { kind, flip }] of flips.entries()) {
    const candidates = candidatesOf.get(JSON.stringify({ kind, name: flip.name })) ?? [];
    const found = await causesOf({
      candidates,
      before: flip.before ?? 'not-applicable',
      after: flip.after ?? 'not-applicable',
      trial: async (applied) => (await verdictsWith(applied))?.[i] ?? null,
    });
    causes.push(found.map((ids) => ({ changes: ids.flatMap((id) => changes.get(id) ?? []) })));
  }
  return causes;
}

async function factsOf(
  session: Session,
  flips: readonly VerdictFlip[],
  missing: FlipOptions['missing'],
): Promise<ReadonlyMap<VerdictFlip, readonly FactChange[]>> {
  const { compared, moments, staged } = session;
  const groups = new Map<string, VerdictFlip[]>();
  for (const flip of flips) {
    const key = JSON.stringify([flip.name, flip.entity, flip.period]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if (group.length < mostLookedAt) group.push(flip);
  }
  const sides: SideName[] = ['base', 'head'];
  const texts = new Map<VerdictFlip, Partial<Record<SideName, ReadonlyMap<string, string>>>>();
  for (const side of sides) {
    await staged.show(() => side);
    const modelOn = modelsOf(compared, side);
    for (const group of groups.values()) {
      const [first] = group;
      const moment = moments.find(({ period }) => period.name === first?.period);
      const model = moment === undefined ? undefined : modelOn(moment.judged);
      const rule = first === undefined ? undefined : model?.rules.get(first.name);
      if (moment === undefined || model === undefined || rule === undefined || rule.entity !== first?.entity) continue;
      const subjects = group.map(({ subject }) => subject);
      const { language } = session;
      const found = await factTexts(session.connection, {
        model,
        moment,
        missing: missing[side],
        rule,
        subjects,
        language,
      });
      for (const flip of group) {
        const read = found.get(flip.subject);
        if (read !== undefined) texts.set(flip, { ...texts.get(flip), [side]: read });
      }
    }
  }
  return new Map(
    [...groups.values()].flat().map((flip) => {
      const { base, head } = texts.get(flip) ?? {};
      const names = new Set([...(head?.keys() ?? []), ...(base?.keys() ?? [])]);
      const moment = moments.find(({ period }) => period.name === flip.period);
      const told = [...names].map((fact) => ({
        fact,
        title: moment === undefined ? fact : titleOf(session, moment, flip.entity, fact),
        before: base?.get(fact) ?? null,
        after: head?.get(fact) ?? null,
      }));
      return [flip, told];
    }),
  );
}

function titleOf({ compared, language }: Session, { judged }: Moment, entity: string, fact: string): string {
  for (const side of ['head', 'base'] as const) {
    const model = modelsOf(compared, side)(judged);
    const path = pathNamed(fact);
    if (path.through.length > 0 || model.facts.get(entity)?.has(fact) === true) {
      try {
        return factAt(model, entity, path).title[language];
      } catch {
        // That version has no such path: the other does.
      }
    }
  }
  return fact;
}

/** What people call the subjects: their field `name`, unless it is sensitive. */
async function titlesOf(
  { connection, compared, moments, language }: Session,
  flips: readonly VerdictFlip[],
  models: readonly Models[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const [first] = models;
  const [moment] = moments;
  if (first === undefined || moment === undefined) return found;
  const sensitive = ({ after, before }: Models, entity: string): boolean =>
    [after, before].some((model) => model.dictionary.entities.get(entity)?.fields.get('name')?.sensitive === true);
  for (const entity of new Set(flips.map((flip) => flip.entity))) {
    const model = first.after;
    const field = compared.head.analysis.dictionary.entities.get(entity)?.fields.get('name');
    if (field?.type.kind !== 'text' || sensitive(first, entity) || !(await isThere(connection, entity))) continue;
    const context = {
      model,
      moment,
      dialect: duckdb,
      language,
      missing: new Set<string>(),
      knowledge: noKnowledge,
      schema: '',
    };
    const key = keyTextOf(context, entity, (name) => `n.${duckdb.quote(name)}`);
    const subjects = [...new Set(flips.flatMap((flip) => (flip.entity === entity ? [flip.subject] : [])))];
    for (let at = 0; at < subjects.length; at += atOnce) {
      const list = subjects
        .slice(at, at + atOnce)
        .map(duckdb.text)
        .join(', ');
      const rows = await connection.runAndReadAll(
        `SELECT ${key} AS subject, min(n.${duckdb.quote('name')}) FROM data.${duckdb.quote(entity)} n WHERE ${key} IN (${list}) GROUP BY 1`,
      );
      for (const [subject, title] of rows.getRows()) {
        if (title !== null) found.set(JSON.stringify([entity, String(subject)]), String(title));
      }
    }
  }
  return found;
}

const atOnce = 5000;

async function isThere(connection: DuckDBConnection, entity: string): Promise<boolean> {
  const found = await connection.runAndReadAll(
    `SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = 'data' AND table_name = ${duckdb.text(entity)}`,
  );
  return found.currentRowCount > 0;
}
