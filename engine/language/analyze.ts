/** Analyses a project: from the text of its files to the models of its eras, its tests, and all that is wrong with it. Pure. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import * as names from '../diagnostics/registry/language/names.ts';
import { type ReadDictionary, readDictionary } from '../dictionary/read.ts';
import type { Dictionary } from '../model/dictionary.ts';
import type { Model } from '../model/policy.ts';
import { readYaml, type Tree } from '../yaml/tree.ts';
import type { Analysis } from './analysis.ts';
import { checkVersions, type EraOf, erasOf } from './eras.ts';
import { type Clause, readGuide } from './guide.ts';
import { keptList } from './kept-list.ts';
import { testsReader } from './kept-tests.ts';
import { makeNow } from './later.ts';
import { checkOverrides, foldPacks } from './packs.ts';
import { fileReader, type YamlOf, yamlReader } from './read-files.ts';
import { readPolicy } from './read-policy.ts';
import type { Tested } from './read-tests.ts';
import { type Declarations, kindTitles, type Owned, type OwnedPolicy, own } from './resolve/declarations.ts';
import { modelOf } from './resolve/era-model.ts';
import type { EraState } from './resolve/era-state.ts';
import { sameData } from './resolve/graph.ts';
import { hasSameNames, type Resolution, resolveEras } from './resolve/resolution.ts';
import { makeUnused } from './resolve/unused.ts';
import { makeSink } from './sink.ts';
import type { Declaration, PolicySyntax } from './syntax.ts';
import { makeAssembler, makePending, type Pending } from './told.ts';
import { checkWaivers, readWaivers } from './waivers.ts';

export { type Analysis, modelOn } from './analysis.ts';

/** The project's files by path: datapackage.yaml, waivers.yaml, and any *.policy.yaml, *.test.yaml and *.md. */
export function analyze(files: ReadonlyMap<string, string>): Analysis {
  return makeAnalyzer().update(files);
}

/** Analyses a project again and again as it is edited. */
export interface Analyzer {
  /**
   * The analysis of these files, the same as `analyze` gives: what they have in common with those of the last time is not read
   * and resolved again.
   */
  update(files: ReadonlyMap<string, string>): Analysis;
  /**
   * Reads a file ahead of the next `update`, which need not read it again, and returns what is wrong with it by itself: a part of
   * what `update` will say of it.
   */
  readAhead(file: string, text: string): readonly Diagnostic[];
}

export function makeAnalyzer(yamlOf: YamlOf = readYaml): Analyzer {
  const guides = fileReader(
    (file) => file.endsWith('.md'),
    (file, text) => {
      const sink = makeSink();
      return { item: readGuide(sink, file, text), diagnostics: sink.diagnostics };
    },
  );
  const policies = yamlReader(
    yamlOf,
    (file) => file.endsWith('.policy.yaml'),
    (sink, file, root) => {
      const policy = readPolicy(sink, file, root);
      return policy && own(policy);
    },
  );
  const waivers = yamlReader(
    yamlOf,
    (file) => file === 'waivers.yaml' || file.endsWith('/waivers.yaml'),
    (sink, _file, root) => readWaivers(sink, root),
  );
  const testFiles = yamlReader<Tree>(
    yamlOf,
    (file) => file.endsWith('.test.yaml'),
    (_sink, _file, root) => root,
  );
  const tests = testsReader();
  const assembler = makeAssembler();
  let descriptor: { readonly texts: readonly string[]; readonly read: ReadDictionary } | null = null;
  const syntaxOf = keptList(({ policy }: OwnedPolicy) => policy);
  const headsOf = keptList(headOf, sameData);
  const spansOf = spansReader();
  const unusedNow = makeUnused();
  let filesBefore = new Map<string, string>();
  let headsBefore: readonly Head[] | null = null;
  let unreadBefore: readonly string[] = [];
  /** The beginnings of policies with which nothing is wrong that several of them tell together. */
  let soundHeads: readonly Head[] | null = null;
  let resolution: Resolution | null = null;
  let unusedTold: ReadonlyMap<Owned<Declaration>, Diagnostic> = new Map();

  /** The dictionary stays the same object where only comments and the like have changed. */
  function dictionaryOf(files: ReadonlyMap<string, string>, changed: readonly string[] | null): ReadDictionary {
    if (descriptor !== null && changed !== null && !changed.some(isDescriptor)) return descriptor.read;
    const texts = [...files].flatMap(([file, text]) => (isDescriptor(file) ? [file, text] : []));
    if (descriptor !== null && sameData(descriptor.texts, texts)) return descriptor.read;
    const read = readDictionary(files);
    const before = descriptor?.read.dictionary;
    const dictionary = before !== undefined && sameData(before, read.dictionary) ? before : read.dictionary;
    descriptor = { texts, read: { ...read, dictionary } };
    return descriptor.read;
  }

  return {
    readAhead: (file, text) =>
      [guides, policies, waivers, testFiles].flatMap((reader) => reader.ahead(file, text)?.diagnostics ?? []),
    update(unsorted) {
      const changed = changedIn(filesBefore, unsorted);
      const files = changed === null || changed.some(isDescriptor) ? inOrder(unsorted) : unsorted;
      const known = changed === null ? new Map(unsorted) : filesBefore;
      for (const file of changed ?? []) known.set(file, unsorted.get(file) ?? '');
      // Should it stop half-way, all files are looked at the next time.
      filesBefore = new Map();
      const { dictionary, resources, diagnostics: ofDictionary, uses, packs } = dictionaryOf(files, changed);
      const guidesRead = guides.update(files, changed);
      const policiesRead = policies.update(files, changed);
      const waiversRead = waivers.update(files, changed);
      const owned = policiesRead.items;
      const syntax = syntaxOf(owned);
      const heads = headsOf(owned);
      const sink = makeSink();
      if (heads !== soundHeads) {
        checkVersions(sink, syntax);
        checkOverrides(sink, syntax, packs);
        soundHeads = sink.diagnostics.length === 0 && !heads.some(({ overrides }) => overrides) ? heads : null;
      }
      const sound = checkWaivers(sink, waiversRead.items.flat(), syntax, dictionary);
      const clauses = clausesOf(guidesRead.items);
      const before = resolution;
      // Should resolving stop half-way, what it has left is not gone on with.
      resolution = null;
      resolution = resolveEras(before, dictionary, clauses, spansOf(heads, owned));
      const { eras } = resolution;
      const models = eras.map((state) => modelOf(state, sound));
      const testTrees = testFiles.update(files, changed);
      const unread = heads === headsBefore ? unreadBefore : heads.flatMap((head) => head.unread);
      const asBefore = hasSameNames(resolution) && (unread === unreadBefore || sameData(unread, unreadBefore));
      headsBefore = heads;
      unreadBefore = unread;
      const testsRead = tests.update(testTrees.files, testedIn(dictionary, syntax, eras), asBefore);

      const now = makeNow(eras, clauses, owned);
      const rules = [guidesRead, policiesRead, waiversRead].flatMap(({ diagnostics }) => diagnostics);
      rules.push(sink.diagnostics, ...eras.flatMap(toldBy), makePending(eras.flatMap(pendingOf), now));
      const mayHide = rules.some((told) => told.some(({ severity }) => severity === 'error'));
      unusedTold = mayHide ? unusedTold : tellUnused(unusedTold, unusedNow(eras, owned));
      const ofTests = testsRead.flatMap(({ later, day }) => {
        const era = eras.findIndex(({ context }) => day !== null && holds(context.era, day));
        return later.map((each) => ({ later: each, era, by: '' }));
      });
      const told = [
        ofDictionary,
        ...rules,
        mayHide ? [] : [...unusedTold.values()],
        ...testTrees.diagnostics,
        ...testsRead.map((read) => read.diagnostics),
        makePending(ofTests, now),
      ];
      const folders = packs.map(({ folder }) => folder);
      filesBefore = known;
      const diagnostics = assembler.assemble(folders.length === 0 ? told : foldPacks(told, uses, folders));
      return {
        dictionary,
        resources,
        eras: eras.map(({ context: { era } }, index) => ({
          from: era.from,
          until: era.until,
          model: models[index] as Model,
        })),
        tests: testsRead.map((read) => read.tests).filter((file) => file !== null),
        diagnostics,
        policies: syntax,
        clauses,
      };
    },
  };
}

/** The files whose texts are others; null where they are not the same files in the same order. */
function changedIn(before: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): readonly string[] | null {
  if (before.size !== files.size) return null;
  const changed: string[] = [];
  const others = before.entries();
  for (const [file, text] of files) {
    const [name, other] = others.next().value ?? [];
    if (name !== file) return null;
    if (other !== text) changed.push(file);
  }
  return changed;
}

/** By name, so that what is told does not depend on the order in which files were opened. */
function inOrder(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const paths = [...files.keys()];
  if (paths.every((path, index) => index === 0 || (paths[index - 1] as string) < path)) return files;
  return new Map(paths.sort().map((path) => [path, files.get(path) as string]));
}

function isDescriptor(file: string): boolean {
  return /(?:^|\/)datapackage\.(?:yaml|json)$/.test(file);
}

function clausesOf(guides: readonly ReadonlyMap<string, Clause>[]): ReadonlyMap<string, Clause> {
  const [only, more] = guides;
  if (more === undefined) return only ?? new Map();
  return new Map(guides.flatMap((clauses) => [...clauses]));
}

/** What of a policy concerns the others: mostly it stays as it is while the rest is edited. */
interface Head {
  readonly name: string;
  readonly version: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly unread: readonly string[];
  /** A parameter of it stands in the place of a pack's. */
  readonly overrides: boolean;
}

function headOf({ policy: { name, version, from, until, unread, parameters } }: OwnedPolicy): Head {
  return {
    name: name.text,
    version,
    from,
    until,
    unread,
    overrides: parameters.some((each) => each.overrides !== null),
  };
}

/** The eras of policies, cut anew only when their days are others. */
function spansReader(): (heads: readonly Head[], owned: readonly OwnedPolicy[]) => readonly EraOf<OwnedPolicy>[] {
  let known: { readonly heads: readonly Head[]; readonly spans: readonly EraOf<number>[] } | null = null;
  return (heads, owned) => {
    if (known?.heads !== heads) {
      known = { heads, spans: erasOf([...heads.keys()], (place) => heads[place] as Head) };
    }
    return known.spans.map(({ from, until, policies }) => ({
      from,
      until,
      policies: policies.length === owned.length ? owned : policies.map((place) => owned[place] as OwnedPolicy),
    }));
  };
}

/** The rules and standards that could not be read. */
function unreadIn(policies: readonly PolicySyntax[]): readonly string[] {
  return policies.flatMap(({ unread }) => unread);
}

/** What the files of tests may ask. */
function testedIn(dictionary: Dictionary, policies: readonly PolicySyntax[], eras: readonly EraState[]): Tested {
  // Made only where a file of tests is read anew.
  let known: ReadonlySet<string> | null = null;
  let unread: ReadonlySet<string> | null = null;
  const eraOn = (day: CivilDate): EraState | undefined => eras.find(({ context }) => holds(context.era, day));
  return {
    dictionary,
    isPolicy(name) {
      known ??= new Set(policies.map((policy) => policy.name.text));
      return known.has(name);
    },
    hasPolicies: () => eras.length > 0,
    isInForce: (day) => eraOn(day) !== undefined,
    standing(day, name) {
      const { tables, context } = eraOn(day) ?? {};
      const rule = tables?.rules.get(name);
      if (rule !== undefined) return `rule ${rule.entity}`;
      const standard = tables?.standards.get(name);
      if (standard !== undefined) return `standard ${standard.entity}`;
      for (const kind of ['ladder', 'procedure'] as const) {
        const found = tables?.[`${kind}s`].get(name);
        if (found !== undefined) return `${kind} ${[found.entity, ...found.steps.map((step) => step.name)].join(' ')}`;
      }
      unread ??= new Set(unreadIn(policies));
      const named = context === undefined ? [] : namedIn(context.era);
      return named.some((each) => each.has(name)) || unread.has(name) ? 'wrong' : 'nothing';
    },
  };
}

function namedIn(era: Declarations): readonly ReadonlyMap<string, unknown>[] {
  return [era.rules, era.standards, era.ladders, era.procedures];
}

function holds({ from, until }: Pick<Declarations, 'from' | 'until'>, day: CivilDate): boolean {
  return from <= day && (until === null || day <= until);
}

function toldBy({ context: { sink, graph } }: EraState): readonly (readonly Diagnostic[])[] {
  return [sink.diagnostics, ...[...graph.telling].map((node) => node.sink?.diagnostics ?? [])];
}

function pendingOf({ context: { sink, graph } }: EraState, era: number): readonly Pending[] {
  const ofNodes = [...graph.telling].flatMap(({ kind, entity, name, sink: own }) =>
    (own?.later ?? []).map((later) => ({ later, era, by: `${kind} ${entity} ${name}` })),
  );
  return [...sink.later.map((later) => ({ later, era, by: '' })), ...ofNodes];
}

/** Facts, conditions and parameters that nothing names; not where something is wrong that may hide who does. */
function tellUnused(
  told: ReadonlyMap<Owned<Declaration>, Diagnostic>,
  unused: ReadonlySet<Owned<Declaration>>,
): ReadonlyMap<Owned<Declaration>, Diagnostic> {
  const now = new Map<Owned<Declaration>, Diagnostic>();
  for (const owned of unused) {
    const { kind, name } = owned.declaration;
    const parameters = { kind: kindTitles[kind], name: name.text };
    now.set(owned, told.get(owned) ?? report(names.unused, name.place, parameters));
  }
  return now;
}
