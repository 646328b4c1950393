/** Lists what cases can show of a project's policies, with the places in the files; what a pack brings is tested where it is kept. */
import { conditionWords, leafWords, type Speech, titleOf } from '../../assess/words.ts';
import type { Localized, Place } from '../../diagnostics/diagnostic.ts';
import { isPackFile } from '../../dictionary/uses.ts';
import type { Analysis } from '../../language/analysis.ts';
import type { ConditionSyntax, FactSyntax, ProcedureSyntax, RuleSyntax } from '../../language/syntax.ts';
import type { Condition, Leaf, Operand } from '../../model/condition.ts';
import type { Fact } from '../../model/fact.ts';
import { factAt } from '../../model/path.ts';
import type { Model } from '../../model/policy.ts';
import { factsOfVerdict, reachOf } from '../../model/reach.ts';
import { isAggregate } from '../../model/reads.ts';
import { literalText } from '../../model/text.ts';
import { type Bound, boundsOf, type Spot } from './boundary.ts';
import { cellOf, type Declaring, type Draft, ownerIn } from './draft.ts';
import { type BoundCells, type Cell, type Ledger, type PairCell, type PartCells, ruleKey } from './ledger.ts';
import { boundaryNeeds, branchNeeds, judgedNeeds, type Part, unknownNeeds } from './needs.ts';
import { visitPlaces } from './places.ts';
import { declareLadder, declareProcedure } from './programme.ts';
import { quantitiesOf, quantityNeeds } from './quantifier.ts';
import type { Measure, Owner } from './result.ts';

export function ledgerOf({ eras, policies }: Pick<Analysis, 'eras' | 'policies'>): Ledger {
  const draft: Draft = {
    cells: new Map(),
    parts: new Map(),
    facts: new Map(),
    rules: new Map(),
    steps: new Map(),
    shared: new Set(),
  };
  const own = policies.filter(({ file }) => !isPackFile(file));
  // From the last on: words tell what is in force latest.
  for (const { model, until } of eras.toReversed()) {
    const inForce = own.filter(({ name, version, from }) =>
      model.policies.some((each) => each.name === name.text && each.version === version && each.from === from),
    );
    const read = factsOfVerdicts(model);
    for (const policy of inForce) declarePolicy({ draft, model, judged: until ?? lastDay, policy, inForce, read });
  }
  const { parts, facts, rules, steps, cells } = draft;
  return { parts, facts, rules, steps, cells: [...cells.values()] };
}

/** A fact that is only told, in messages, or by which is only grouped, shows in no verdict. */
function factsOfVerdicts(model: Model): ReadonlySet<Fact> {
  const { rules, standards, procedures, ladders } = model;
  const from = {
    rules: rules.keys(),
    standards: standards.keys(),
    procedures: procedures.keys(),
    ladders: ladders.keys(),
  };
  return reachOf(model, from, factsOfVerdict).facts;
}

/** Words tell a parameter's last value of the time. */
const lastDay = '9999-12-31';

function declarePolicy(declaring: Declaring): void {
  const { policy } = declaring;
  for (const rule of policy.rules) declareRule(declaring, rule);
  for (const fact of policy.facts) declareFact(declaring, fact);
  for (const procedure of policy.procedures) {
    declareProcedure(declaring, procedure);
    declareMadeRules(declaring, procedure);
  }
  for (const ladder of policy.ladders) declareLadder(declaring, ladder);
}

function declareRule(declaring: Declaring, { name, when, require }: RuleSyntax): void {
  const rule = declaring.model.rules.get(name.text);
  if (rule === undefined) return;
  const owner = ownerIn(declaring, 'rule', rule.name);
  addRule(declaring, owner, name.place, rule.title);
  const about = { declaring, owner, entity: rule.entity };
  if (rule.when !== null && when !== null) declareCondition({ ...about, part: 'when' }, rule.when, when);
  declareCondition({ ...about, part: 'require' }, rule.require, require);
}

function addRule({ draft }: Declaring, of: Owner, place: Place, title: Localized): void {
  const judged = cellOf<Cell>(draft, {
    measure: 'rule',
    which: 'judged',
    of,
    place,
    text: title,
    needs: judgedNeeds(of.name),
    by: [],
  });
  const key = ruleKey(of.policy, of.version, of.name);
  if (!draft.rules.has(key)) draft.rules.set(key, { judged, title, expected: new Set(), reached: new Set() });
}

function declareFact(declaring: Declaring, { name, of, definition: written }: FactSyntax): void {
  const { draft, model, read } = declaring;
  const fact = model.facts.get(of.text)?.get(name.text);
  if (fact === undefined || !isAggregate(fact.definition) || !read.has(fact)) return;
  const { definition } = fact;
  const owner = ownerIn(declaring, 'fact', fact.name);
  const about = { declaring, owner, entity: definition.source };
  const always = 'that' in definition ? alwaysOf(about, definition.that) : null;
  const cells = quantitiesOf(definition, always).map((which): [string, Cell] => [
    which,
    cellOf<Cell>(draft, {
      measure: 'quantifier',
      which,
      of: owner,
      place: name.place,
      text: fact.title,
      needs: {
        zh: `一个用例用到“${fact.title.zh}”，且${quantityNeeds[which].zh}`,
        en: `a case that reads "${fact.title.en}" where ${quantityNeeds[which].en}`,
      },
      by: [],
    }),
  ]);
  if (!draft.facts.has(definition)) draft.facts.set(definition, new Map(cells));
  if (definition.where !== null && 'where' in written && written.where !== null) {
    declareCondition({ ...about, part: 'where' }, definition.where, written.where);
  }
  if ('that' in definition && 'that' in written) {
    declareCondition({ ...about, part: 'that' }, definition.that, written.that);
  }
}

/** Of the rules that a procedure makes: the condition of entry as written, that each is kept and broken, and the deadlines. */
function declareMadeRules(declaring: Declaring, { name, admitWhen, steps }: ProcedureSyntax): void {
  const { model, draft } = declaring;
  const procedure = model.procedures.get(name.text);
  if (procedure === undefined) return;
  for (const made of procedure.rules) {
    const rule = model.rules.get(made);
    if (rule === undefined) continue;
    const step = steps.find((each) => made === `${name.text}.${each.name.text}`);
    const place = step?.name.place ?? name.place;
    const owner = ownerIn(declaring, 'rule', made);
    addRule(declaring, owner, place, rule.title);
    const about = { declaring, owner, entity: rule.entity };
    if (made === `${name.text}.admitted` && procedure.admitWhen !== null && admitWhen !== null) {
      declareCondition({ ...about, part: 'admit-when' }, procedure.admitWhen, admitWhen);
      continue;
    }
    const cells = branchesOf({ ...about, part: 'require' }, rule.title, place);
    draft.parts.set(rule.require, { ...cells, pair: null, unknown: null, bounds: [] });
    if (step === undefined || rule.require.kind !== 'any') continue;
    const early = rule.require.of.at(-1);
    if (early?.kind !== 'compare') continue;
    const taken = { ...about, part: 'require' as const };
    const bounds = declareBounds(taken, early, place);
    draft.parts.set(early, { ...branchesOf(taken, wordsOf(taken, early), place), pair: null, unknown: null, bounds });
  }
}

/** A condition of records of `entity`. */
interface About {
  readonly declaring: Declaring;
  readonly owner: Owner;
  readonly entity: string;
  readonly part: Part;
}

function declareCondition(about: About, condition: Condition, syntax: ConditionSyntax): void {
  const { draft, inForce } = about.declaring;
  visitPlaces(condition, syntax, (part, place) => {
    if (isCounted(part) && !draft.parts.has(part)) draft.parts.set(part, cellsOf(about, part, place));
    if (part.kind !== 'shared' || draft.shared.has(part.of)) return;
    draft.shared.add(part.of);
    for (const policy of inForce) {
      const shared = policy.conditions.find(({ name }) => name.text === part.name);
      if (shared === undefined) continue;
      const owner = ownerIn({ ...about.declaring, policy }, 'condition', part.name);
      declareCondition({ ...about, owner }, part.of, shared.condition);
    }
  });
}

/** Of a list of one, and of what is negated, the part says the same. */
function isCounted(part: Condition): boolean {
  return part.kind !== 'not' && !((part.kind === 'all' || part.kind === 'any') && part.of.length === 1);
}

function cellsOf(about: About, part: Condition, place: Place): PartCells {
  const text = wordsOf(about, part);
  const always = alwaysOf(about, part);
  const branches = branchesOf(about, text, place, always);
  if (part.kind === 'all' || part.kind === 'any' || part.kind === 'not' || always !== null) {
    return { ...branches, pair: null, unknown: null, bounds: [] };
  }
  const { draft } = about.declaring;
  const one = (measure: Measure, which: string, needs: Localized): Cell => ({
    measure,
    which,
    of: about.owner,
    place,
    text,
    needs,
    by: [],
  });
  const pair = cellOf<PairCell>(draft, {
    ...one('mcdc', 'pair', text),
    halves: { true: new Map(), false: new Map() },
  });
  return {
    ...branches,
    pair,
    unknown: part.kind === 'known' ? null : cellOf(draft, one('unknown', 'unknown', unknownNeeds(text))),
    bounds: part.kind === 'shared' ? [] : declareBounds(about, part, place),
  };
}

function branchesOf(
  { declaring: { draft }, owner, part }: About,
  text: Localized,
  place: Place,
  always: 'true' | 'false' | null = null,
): Pick<PartCells, 'true' | 'false'> {
  const branch = (which: 'true' | 'false'): Cell =>
    cellOf<Cell>(draft, {
      measure: 'branch',
      which,
      of: owner,
      place,
      text,
      needs: branchNeeds(text, part, which),
      by: [],
    });
  return {
    true: always === 'false' ? null : branch('true'),
    false: always === 'true' ? null : branch('false'),
  };
}

/** What a part is for every record: a field of the key is known of each that there is. Null: now this, now that. */
function alwaysOf(
  { declaring: { model }, entity }: Pick<About, 'declaring' | 'entity'>,
  part: Condition,
): 'true' | 'false' | null {
  if (part.kind !== 'known' || part.fact.through.length > 0) return null;
  const isKey = model.dictionary.entities.get(entity)?.key.includes(part.fact.fact) === true;
  return isKey ? (part.negated ? 'false' : 'true') : null;
}

function declareBounds(about: About, leaf: Leaf, place: Place): readonly BoundCells[] {
  const { draft, model } = about.declaring;
  const bounds = boundsOf(model, about.entity, leaf);
  const { type } = factAt(model, about.entity, leaf.fact);
  const kind = type.kind === 'number' && type.display === 'percent' ? 'percent' : type.kind;
  const fact = inBoth(about, (speech) => titleOf(leaf.fact, speech));
  return bounds.map((bound, index) => {
    const limit = inBoth(about, (speech) => operandWords(bound.operand, leaf, speech));
    const cell = (spot: Spot): Cell =>
      cellOf<Cell>(draft, {
        measure: 'boundary',
        which: spotName(bound, spot, bounds.length === 1 ? null : index === 0 ? 'low' : 'high'),
        of: about.owner,
        place,
        text: wordsOf(about, leaf),
        needs: boundaryNeeds(fact, limit, bound, spot, kind),
        by: [],
      });
    return { bound, spots: new Map(bound.spots.map((spot) => [spot, cell(spot)])) };
  });
}

/** `at`, `within` and `outside`; of `=` and `≠`, which have two outsides, `below` and `above`. `low-at` of `between`. */
function spotName({ within }: Bound, spot: Spot, end: 'low' | 'high' | null): string {
  const name = spot === 'at' || within === null ? spot : spot === within ? 'within' : 'outside';
  return end === null ? name : `${end}-${name}`;
}

function wordsOf(about: About, condition: Condition): Localized {
  return inBoth(about, (speech) =>
    condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'not' || condition.kind === 'shared'
      ? conditionWords(condition, speech)
      : leafWords(condition, speech),
  );
}

function operandWords(operand: Operand, leaf: Leaf, speech: Speech): string {
  const { type } = factAt(speech.model, speech.entity, leaf.fact);
  switch (operand.kind) {
    case 'literal':
      return literalText(operand.literal, speech.language, type);
    case 'parameter': {
      const value = speech.model.parameters
        .get(operand.parameter)
        ?.values.findLast(({ from }) => from <= speech.judged);
      return value === undefined ? `$${operand.parameter}` : literalText(value.value, speech.language, type);
    }
    case 'fact':
      return titleOf(operand.fact, speech);
  }
}

function inBoth({ declaring: { model, judged }, entity }: About, say: (speech: Speech) => string): Localized {
  const of = (language: 'zh' | 'en'): string => say({ model, entity, judged, language });
  return { zh: of('zh'), en: of('en') };
}
