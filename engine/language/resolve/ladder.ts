/** Resolves ladders. */
import * as problems from '../../diagnostics/registry/language/ladders.ts';
import type { Entity, Field } from '../../model/dictionary.ts';
import type { FactPath, Ladder, Occasion, SentLetters } from '../../model/policy.ts';
import { rankName } from '../made.ts';
import { tell } from '../sink.ts';
import type { LadderSyntax, OccasionSyntax, SentSyntax, Word } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { type Context, factOf } from './context.ts';
import type { Owned } from './declarations.ts';
import { dateFieldAt, isShown, resolveDuring } from './fact-parts.ts';
import type { Resolved } from './graph.ts';
import { resolveLink } from './link.ts';
import { citeOf, entityOf } from './names.ts';
import { typeTitle } from './operand.ts';
import { resolvePath } from './path.ts';
import { resolveRequirement } from './requirement.ts';

export function resolveLadder(context: Context, { declaration, policy }: Owned<LadderSyntax>): Resolved<Ladder> {
  const { name, title, each, countedOver, clearsAfter, steps } = declaration;
  const entity = entityOf(context, declaration.entity);
  const cites = citeOf(context, declaration.cites, policy.file);
  if (entity === null) return 'broken';
  const occasions = declaration.occasions.map((occasion) => resolveOccasion(context, occasion, entity, name));
  const sent = declaration.sent === null ? null : resolveSent(context, declaration.sent, declaration, entity);
  if (occasions.length === 0 || occasions.some((found) => found.length === 0) || steps.length === 0) return 'broken';
  if (declaration.sent !== null && sent === null) return 'broken';
  return {
    name: name.text,
    title,
    policy: policy.name.text,
    entity: entity.name,
    occasions: occasions.flat(),
    each,
    countedOver,
    clearsAfter,
    sent,
    steps: steps.map(({ name: step, title: named, to, template }) => ({
      name: step.text,
      title: named,
      to,
      ...(template === null ? {} : { template: { path: template.text, policy: policy.file } }),
    })),
    cites,
  };
}

function resolveOccasion(
  context: Context,
  occasion: OccasionSyntax,
  entity: Entity,
  ladder: Word,
): readonly Occasion[] {
  if (occasion.kind === 'verdict') {
    return resolveRequirement(context, occasion, entity).map((of) => ({ kind: 'verdict', of }));
  }
  const [fact, best] = (['worst', 'best'] as const).map((end) =>
    factOf(context, entity, rankName(ladder, occasion, end)),
  );
  const isSound = (each: typeof fact): each is Exclude<typeof fact, null | undefined | 'broken'> =>
    each !== undefined && each !== null && each !== 'broken';
  if (!isSound(fact) || !isSound(best)) return [];
  return [{ kind: 'rank', fact: fact.name, best: best.name, worst: occasion.worst }];
}

function resolveSent(
  context: Context,
  { entity: word, written }: SentSyntax,
  { steps }: LadderSyntax,
  owner: Entity,
): SentLetters | null {
  const letter = entityOf(context, word);
  if (letter === null) return null;
  const names = steps.map(({ name }) => name.text);
  const link = resolveLink(context, letter, owner, written?.via ?? null, word);
  if (written === null) {
    const found = findParts(context, letter, names, word);
    return link && found && { entity: letter.name, link, ...found };
  }
  const step = resolvePath(context, letter, written.step);
  const on = dateFieldAt(context, letter, written.on);
  const about = written.about === null ? null : resolveDuring(context, letter, written.about);
  if (link === null || step === null || on === null || (written.about !== null && about === null)) return null;
  const { definition, type, name } = step.fact;
  if (definition.kind !== 'field' || (type.kind !== 'code' && type.kind !== 'text')) {
    tell(context.sink, problems.noLetterField, placeOfPath(written.step), { name, found: typeTitle(type) });
    return null;
  }
  const lacking = type.kind === 'code' ? names.filter((each) => !type.codes.some(({ value }) => value === each)) : [];
  if (lacking.length > 0) {
    const parameters = { name, steps: lacking.join(' ') };
    tell(context.sink, problems.letterWithoutCode, placeOfPath(written.step), parameters);
    return null;
  }
  const areShown = [written.step, written.on, written.about].map((part) => {
    const resolved = part && resolvePath(context, letter, part);
    return part === null || (resolved !== null && isShown(context, resolved, part));
  });
  if (areShown.includes(false)) return null;
  return { entity: letter.name, link, step: step.path, on, about };
}

/**
 * What the short form leaves to be found: the only field that knows the steps (where the dictionary lists no codes, the text
 * called `letter` or `step`), the only date, and the month if there is one.
 */
function findParts(
  context: Context,
  { name, fields, valid }: Entity,
  steps: readonly string[],
  word: Word,
): Pick<SentLetters, 'step' | 'on' | 'about'> | null {
  // Not the days on which a version of the letter holds, nor what may not be shown.
  const all = [...fields.values()].filter(
    (field) => field.name !== valid?.from && field.name !== valid?.to && !field.sensitive,
  );
  const coded = all.filter(({ type }) => {
    return type.kind === 'code' && steps.every((step) => type.codes.some(({ value }) => value === step));
  });
  const written = all.filter((field) => field.type.kind === 'text' && ['letter', 'step'].includes(field.name));
  const knowing = coded.length > 0 ? coded : written;
  const dates = all.filter(({ type }) => type.kind === 'date');
  const months = all.filter(({ type }) => type.kind === 'month');
  const unclear = [
    { key: 'step', fields: knowing, isUnclear: knowing.length !== 1 },
    { key: 'on', fields: dates, isUnclear: dates.length !== 1 },
    { key: 'about', fields: months, isUnclear: months.length > 1 },
  ].filter(({ isUnclear }) => isUnclear);
  for (const { key, fields: found } of unclear) {
    const parameters = { entity: name, key, steps: steps.join(' ') };
    const fields = found.map((field) => field.name).join(' ');
    if (found.length === 0) tell(context.sink, problems.lettersLack, word.place, parameters);
    else tell(context.sink, problems.lettersUnclear, word.place, { ...parameters, fields });
  }
  const [step] = knowing;
  const [on] = dates;
  if (unclear.length > 0 || step === undefined || on === undefined) return null;
  const [month] = months;
  return { step: pathOf(step), on: pathOf(on), about: month === undefined ? null : pathOf(month) };
}

function pathOf({ name }: Field): FactPath {
  return { through: [], fact: name };
}
