/** Reads a ladder: its occasions, how they add up, and the letters that they call for. */
import * as problems from '../diagnostics/registry/language/ladders.ts';
import type { CountedOver } from '../model/policy.ts';
import type { Tree } from '../yaml/tree.ts';
import { readWhole } from './read-amount.ts';
import { readRank } from './read-fact.ts';
import { nameIn } from './read-requirement.ts';
import { readStepName, readSteps, withoutTwice } from './read-steps.ts';
import {
  type Fields,
  headOf,
  readChoice,
  readFields,
  readItems,
  readLocalized,
  readPath,
  readWord,
  readWords,
  wrongShape,
} from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type { LadderStepSyntax, LadderSyntax, OccasionSyntax, SentSyntax, Word } from './syntax.ts';

export function readLadder(sink: Sink, name: Word, tree: Tree): LadderSyntax | null {
  const fields = readFields(sink, tree, 'ladder', name);
  if (fields === null) return null;
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name.text, en: name.text };
  readLocalized(sink, fields.get('description'));
  const entity = readWord(sink, fields.get('for'));
  const occasions = readItems(sink, fields.get('occasion')).map((item) => readOccasion(sink, item));
  const each = readChoice(sink, fields.get('each'), 'each', ['month', 'quarter'] as const);
  const countedOver = readWindow(sink, fields.get('counted-over'), name);
  if (each === 'quarter' && countedOver?.kind === 'months' && countedOver.months % 3 !== 0) {
    const place = fields.get('counted-over')?.place ?? name.place;
    tell(sink, problems.noWholeQuarters, place, { months: countedOver.months });
  }
  const clearsAfter = readWhole(sink, fields.get('clears-after'), 'clears-after');
  const sent = readSent(sink, fields.get('sent'), name);
  const steps = readSteps(sink, fields.get('steps')).map((item) => readStep(sink, item));
  const cites = readWord(sink, fields.get('cites'), 'cites');
  if (entity === null || each === null || countedOver === null) return null;
  return {
    kind: 'ladder',
    name,
    title,
    entity,
    occasions: occasions.filter((occasion) => occasion !== null),
    each,
    countedOver,
    clearsAfter,
    sent,
    steps: withoutTwice(
      sink,
      steps.filter((step) => step !== null),
      name,
    ),
    cites,
  };
}

const occasionForms = ['standard', 'rule', 'procedure', 'rank'];

function readOccasion(sink: Sink, tree: Tree): OccasionSyntax | null {
  if (tree.kind !== 'map') {
    const name = readWord(sink, tree);
    return name && { kind: 'verdict', name, via: null };
  }
  const fields = readFields(sink, tree, 'occasion', { place: headOf(tree) });
  const [first, second] = tree.entries.filter(({ key }) => occasionForms.includes(key.source));
  if (fields === null) return null;
  if (first === undefined) {
    tell(sink, problems.noOccasion, headOf(tree), {});
    return null;
  }
  if (second !== undefined) {
    tell(sink, problems.severalOccasions, second.key.place, { first: first.key.source, second: second.key.source });
    return null;
  }
  const isRank = first.key.source === 'rank';
  for (const { key } of tree.entries) {
    if (!(isRank ? ['via'] : ['worst', 'among', 'order']).includes(key.source)) continue;
    tell(sink, problems.keyOfOtherOccasion, key.place, { key: key.source, form: first.key.source });
  }
  return isRank ? readRankOccasion(sink, fields, first.key.place) : readVerdictOccasion(sink, fields);
}

function readVerdictOccasion(sink: Sink, fields: Fields): OccasionSyntax | null {
  const name = nameIn(sink, fields);
  return name && { kind: 'verdict', name, via: readPath(sink, fields.get('via')) };
}

function readRankOccasion(sink: Sink, fields: Fields, place: Word['place']): OccasionSyntax | null {
  const rank = readRank(sink, fields, 'rank');
  const worst = readWhole(sink, fields.get('worst'), 'worst');
  if (!fields.has('worst')) tell(sink, problems.rankWithoutWorst, place, {});
  return rank === null || worst === null ? null : { ...rank, worst };
}

/** Each month is judged; ten years are more than any count goes back. */
const monthBound = 120;

function readWindow(sink: Sink, tree: Tree | undefined, owner: Word): CountedOver | null {
  if (tree === undefined) return null;
  if (tree.kind === 'list') {
    wrongShape(sink, tree, 'window');
    return null;
  }
  if (tree.kind === 'map') {
    const written = readFields(sink, tree, 'window', owner)?.get('months');
    const months = readWhole(sink, written, 'months');
    if (months === null || written === undefined) return null;
    if (months <= monthBound) return { kind: 'months', months };
    tell(sink, problems.tooMany, written.place, { key: 'months', count: months, bound: monthBound });
    return null;
  }
  const kind = readChoice(sink, tree, 'counted-over', ['year', 'quarter'] as const);
  return kind && { kind };
}

function readSent(sink: Sink, tree: Tree | undefined, owner: Word): SentSyntax | null {
  if (tree === undefined) return null;
  if (tree.kind === 'list') {
    wrongShape(sink, tree, 'letters');
    return null;
  }
  if (tree.kind === 'scalar') {
    const entity = readWord(sink, tree);
    return entity && { entity, written: null };
  }
  const fields = readFields(sink, tree, 'letters', owner);
  const entity = readWord(sink, fields?.get('entity'));
  const step = readPath(sink, fields?.get('step'));
  const on = readPath(sink, fields?.get('on'));
  const about = readPath(sink, fields?.get('about'));
  const via = readPath(sink, fields?.get('via'));
  return entity && step && on && { entity, written: { step, on, about, via } };
}

function readStep(sink: Sink, tree: Tree): LadderStepSyntax | null {
  const fields = readFields(sink, tree, 'ladderStep', { place: headOf(tree) });
  const name = readStepName(sink, fields?.get('letter'));
  const title = readLocalized(sink, fields?.get('title'));
  const to = readWords(sink, fields?.get('to')).map(({ text }) => text);
  const template = readWord(sink, fields?.get('template'), 'text');
  return name && { name, title: title ?? { zh: name.text, en: name.text }, to, template };
}
