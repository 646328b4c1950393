/**
 * Statistical disclosure control of what the public reads. Counts below a threshold are withheld, and with them as many others as
 * it takes that none of them can be computed from what is published: totals, other roll-ups of the same subjects, single states
 * on the wall chart.
 *
 * That it can't be computed is not supposed but shown, count by count: there is another state of affairs that agrees with every
 * published figure and in which the withheld count is another. Such states come from this one by exchanging the verdicts of two
 * subjects, or by giving one subject another verdict; the counts that would tell the two apart are withheld too (the cheapest
 * choice). More that is withheld later spoils no earlier proof.
 */
import type { State } from '../page/states.ts';
import type { Members, Population } from './tally.ts';

/** A count in the table of a roll-up; `null`: of all subjects. */
export interface Cell {
  readonly rollup: string | null;
  readonly group: string;
  readonly of: 'assessed' | Assessed;
}

type Assessed = Exclude<State, 'not-applicable'>;

export interface Disclosure {
  isShown(cell: Cell): boolean;
  /** Whether rates, counts and so ranks of every group of a roll-up are shown: ranks tell of those that are not. */
  showsRanks(rollup: string): boolean;
  /** Whether the single states of a group's subjects are shown; `null`: of all. */
  showsMembers(rollup: string | null, group: string): boolean;
}

/** For those who may see everything. */
export const fullDisclosure: Disclosure = { isShown: () => true, showsRanks: () => true, showsMembers: () => true };

export interface DisclosureOptions {
  readonly smallest: number;
  /** Whether everybody knows which subjects there are and in which groups, as of units; not so of petitions. */
  readonly isRegister: boolean;
}

export function protect(population: Population, { smallest, isRegister }: DisclosureOptions): Disclosure {
  const tables: readonly Table[] = [
    { name: null, groupOf: () => '' },
    ...population.rollups.map(({ name }, at) => ({ name, groupOf: (members: Members) => members.groups[at] ?? '' })),
  ];
  const assessed = population.members.filter(isAssessed);
  const counts = countsOf(tables, assessed);
  const withheld = new Set<string>();
  const exchanged = new Set<string>();
  const isSmall = (cell: Cell): boolean => {
    const count = counts.get(idOf(cell)) ?? 0;
    return count > 0 && count < smallest;
  };
  const withholdAll = (cells: readonly Cell[]): void => {
    for (const cell of cells) withheld.add(idOf(cell));
  };

  if (!isRegister) {
    for (const table of tables.slice(1)) {
      for (const cells of hiddenSizes(table, groupsOf(table, assessed), counts, isSmall)) withholdAll(cells);
    }
  }
  const small = tables.flatMap((table) =>
    groupsOf(table, assessed).flatMap((group) =>
      verdicts.map((of): Cell => ({ rollup: table.name, group, of })).filter(isSmall),
    ),
  );
  withholdAll(small);
  const byCell = membersByCell(tables, assessed);
  for (const cell of small) {
    const own = byCell.get(idOf(cell)) ?? [];
    const way = cheapest(ways(cell, tables, assessed, own), (one) => costOf(one.cells, withheld, counts));
    if (way === null) continue;
    withholdAll(way.cells);
    for (const one of way.subjects) {
      for (const table of tables) exchanged.add(groupId(table.name, table.groupOf(one)));
    }
  }
  return {
    isShown: (cell) => !withheld.has(idOf(cell)),
    showsRanks: (rollup) =>
      groupsOf(tableNamed(tables, rollup), assessed).every((group) =>
        (['assessed', 'pass'] as const).every((of) => !withheld.has(idOf({ rollup, group, of }))),
      ),
    showsMembers: (rollup, group) =>
      !exchanged.has(groupId(rollup, group)) && everything.every((of) => !withheld.has(idOf({ rollup, group, of }))),
  };
}

interface Table {
  readonly name: string | null;
  groupOf(members: Members): string;
}

interface AssessedMembers extends Members {
  readonly state: Assessed;
}

/** Another state of affairs: which counts would be others, and whose verdicts. */
interface Way {
  readonly cells: readonly Cell[];
  readonly subjects: readonly Members[];
}

const verdicts: readonly Assessed[] = ['pass', 'fail', 'undetermined'];
const everything: readonly Cell['of'][] = ['assessed', ...verdicts];

/** Looked at for each count; there is always a way with one subject alone. */
const MOST_PARTNERS = 400;

/** A way that withholds no more than two small counts is taken at once: of many units the best is not worth the search. */
const GOOD_ENOUGH = 2.6;

function isAssessed(members: Members): members is AssessedMembers {
  return members.state !== 'not-applicable';
}

function countsOf(tables: readonly Table[], members: readonly AssessedMembers[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name, groupOf } of tables) {
    for (const one of members) {
      for (const of of ['assessed', one.state] as const) {
        const id = idOf({ rollup: name, group: groupOf(one), of });
        counts.set(id, (counts.get(id) ?? 0) + one.count);
      }
    }
  }
  return counts;
}

/** By the id of the cell that counts them. */
function membersByCell(
  tables: readonly Table[],
  members: readonly AssessedMembers[],
): ReadonlyMap<string, readonly AssessedMembers[]> {
  const found = new Map<string, AssessedMembers[]>();
  for (const { name, groupOf } of tables) {
    for (const one of members) {
      const id = idOf({ rollup: name, group: groupOf(one), of: one.state });
      const known = found.get(id);
      if (known === undefined) found.set(id, [one]);
      else known.push(one);
    }
  }
  return found;
}

/** Groups whose very size is small go with all their counts, and another group with them, or the total would tell. */
function hiddenSizes(
  { name }: Table,
  groups: readonly string[],
  counts: ReadonlyMap<string, number>,
  isSmall: (cell: Cell) => boolean,
): readonly (readonly Cell[])[] {
  const whole = (group: string): readonly Cell[] => everything.map((of) => ({ rollup: name, group, of }));
  const small = groups.filter((group) => isSmall({ rollup: name, group, of: 'assessed' }));
  if (small.length === 0) return [];
  const size = (group: string): number => counts.get(idOf({ rollup: name, group, of: 'assessed' })) ?? 0;
  const others = groups.filter((group) => !small.includes(group)).sort((a, b) => size(a) - size(b));
  return [...small, ...others.slice(0, small.length > 1 ? 0 : 1)].map(whole);
}

function* ways(
  cell: Cell,
  tables: readonly Table[],
  members: readonly AssessedMembers[],
  own: readonly AssessedMembers[],
): Generator<Way> {
  const table = tableNamed(tables, cell.rollup);
  const state = cell.of as Assessed;
  for (const one of own) {
    for (const other of verdicts) if (other !== state) yield given(one, other, tables);
    let partners = 0;
    for (const partner of members) {
      if (partner.state === state || table.groupOf(partner) === cell.group) continue;
      if (++partners > MOST_PARTNERS) break;
      yield exchange(one, partner, tables);
    }
  }
}

/** The subject has another verdict. */
function given(one: AssessedMembers, verdict: Assessed, tables: readonly Table[]): Way {
  const cells = tables.flatMap(({ name, groupOf }) =>
    [one.state, verdict].map((of): Cell => ({ rollup: name, group: groupOf(one), of })),
  );
  return { cells, subjects: [one] };
}

/** Two subjects have each other's verdict: where both are in one group, its counts stay. */
function exchange(one: AssessedMembers, other: AssessedMembers, tables: readonly Table[]): Way {
  const cells = tables.flatMap(({ name, groupOf }) => {
    const groups = [groupOf(one), groupOf(other)];
    if (groups[0] === groups[1]) return [];
    return groups.flatMap((group) =>
      [one.state, other.state].map((of): Cell => ({ rollup: name, group: group as string, of })),
    );
  });
  return { cells, subjects: [one, other] };
}

/** What is lost by withholding: each count something, those of all subjects much. */
function costOf(cells: readonly Cell[], withheld: ReadonlySet<string>, counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const cell of cells) {
    const id = idOf(cell);
    if (withheld.has(id)) continue;
    sum += (cell.rollup === null ? 100 : 1) * (1 + Math.log2(1 + (counts.get(id) ?? 0)) / 10);
  }
  return sum;
}

function cheapest(all: Iterable<Way>, cost: (way: Way) => number): Way | null {
  let best: Way | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const way of all) {
    const paid = cost(way);
    if (paid >= least) continue;
    best = way;
    least = paid;
    if (paid < GOOD_ENOUGH) break;
  }
  return best;
}

function groupsOf({ groupOf }: Table, members: readonly Members[]): readonly string[] {
  return [...new Set(members.map(groupOf))].sort();
}

function tableNamed(tables: readonly Table[], name: string | null): Table {
  const found = tables.find((table) => table.name === name);
  if (found === undefined) throw new Error(`no roll-up ${name}`);
  return found;
}

/** Names of roll-ups have no line feed, and what is counted is one of four words. */
function idOf({ rollup, group, of }: Cell): string {
  return `${of}\n${rollup ?? ''}\n${group}`;
}

function groupId(rollup: string | null, group: string): string {
  return JSON.stringify([rollup, group]);
}
