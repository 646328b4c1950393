/** Analyses a project: from the text of its files to the models of its eras, its tests, and all that is wrong with it. Pure. */
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import * as names from '../diagnostics/registry/language/names.ts';
import { readDictionary } from '../dictionary/read.ts';
import type { Fact } from '../model/fact.ts';
import type { Model, Parameter, Rollup, Rule, Standard, Waiver } from '../model/policy.ts';
import { readYaml, type Tree } from '../yaml/tree.ts';
import type { Analysis, Era } from './analysis.ts';
import { checkVersions, erasOf } from './eras.ts';
import { type Clause, readGuide } from './guide.ts';
import { readPolicy } from './read-policy.ts';
import { readTests } from './read-tests.ts';
import { type Context, factOf, makeContext, parameterOf, rollupOf, ruleOf, standardOf } from './resolve/context.ts';
import { type Declarations, declare, kindTitles, type OwnedPolicy, own } from './resolve/declarations.ts';
import { beginEra } from './resolve/memo.ts';
import { entityOf } from './resolve/names.ts';
import { resolvers } from './resolve/resolvers.ts';
import { makeSink, type Sink, tell } from './sink.ts';
import type { Declaration, PolicySyntax } from './syntax.ts';
import { checkWaivers, readWaivers } from './waivers.ts';

export { type Analysis, modelOn } from './analysis.ts';

/** The project's files by path: datapackage.yaml, waivers.yaml, and any *.policy.yaml, *.test.yaml and *.md. */
export function analyze(files: ReadonlyMap<string, string>): Analysis {
  const sink = makeSink();
  const { dictionary, resources, diagnostics: ofDictionary } = readDictionary(files);
  const clauses = readGuides(sink, files);
  const policies = readFiles(sink, files, '.policy.yaml', (own, file, root) => readPolicy(own, file, root));
  checkVersions(sink, policies);
  const waivers = readFiles(sink, files, 'waivers.yaml', (own, _file, root) => readWaivers(own, root)).flat();
  const sound = checkWaivers(sink, waivers, policies, dictionary);
  const eras = resolveEras(sink, dictionary, clauses, policies, sound);
  const tested = { dictionary, eras, policies };
  const tests = readFiles(sink, files, '.test.yaml', (own, file, root) => readTests(own, file, root, tested));
  const diagnostics = withoutRepeats([...ofDictionary, ...sink.diagnostics]).sort(compareDiagnostics);
  return { dictionary, resources, eras, tests, diagnostics, policies, clauses };
}

/** Reads the files whose name ends so. Of a file that is no proper YAML only that is told: the rest follows from it. */
function readFiles<T>(
  sink: Sink,
  files: ReadonlyMap<string, string>,
  ending: string,
  read: (sink: Sink, file: string, root: Tree | null) => T | null,
): readonly T[] {
  const all: T[] = [];
  for (const [file, text] of files) {
    if (!(file === ending || file.endsWith(`/${ending}`) || (ending.startsWith('.') && file.endsWith(ending))))
      continue;
    const { root, diagnostics } = readYaml(file, text);
    sink.diagnostics.push(...diagnostics);
    const own = makeSink(sink.suggestions);
    const item = diagnostics.length > 0 && root === null ? null : read(own, file, root);
    sink.suggestions = own.suggestions;
    if (diagnostics.length === 0) sink.diagnostics.push(...own.diagnostics);
    if (item !== null) all.push(item);
  }
  return all;
}

function readGuides(sink: Sink, files: ReadonlyMap<string, string>): ReadonlyMap<string, Clause> {
  const clauses = new Map<string, Clause>();
  for (const [file, text] of files) {
    if (!file.endsWith('.md')) continue;
    for (const [cite, clause] of readGuide(sink, file, text)) clauses.set(cite, clause);
  }
  return clauses;
}

function resolveEras(
  sink: Sink,
  dictionary: Model['dictionary'],
  clauses: ReadonlyMap<string, Clause>,
  policies: readonly PolicySyntax[],
  waivers: readonly Waiver[],
): readonly Era[] {
  const owned = policies.map(own);
  const spans = erasOf(owned, ({ policy }) => policy);
  let context: Context | null = null;
  const eras: Era[] = [];
  for (const { from, until, policies: inForce } of spans) {
    const declarations = declare(sink, dictionary, inForce, from, until);
    context ??= makeContext(resolvers, sink, dictionary, clauses, owned, declarations, spans.length > 1);
    context.era = declarations;
    beginEra(context.memo);
    const inEra = waivers.filter((waiver) => waiver.until >= from && (until === null || waiver.from <= until));
    eras.push({ from, until, model: makeModel(context, declarations, inEra) });
  }
  if (context !== null) tellUnused(context, owned);
  return eras;
}

function makeModel(context: Context, era: Declarations, waivers: readonly Waiver[]): Model {
  const parameters = resolveAll<Parameter>(era.parameters.keys(), (name) => parameterOf(context, name));
  const rules = resolveAll<Rule>(era.rules.keys(), (name) => ruleOf(context, name));
  const standards = resolveAll<Standard>(era.standards.keys(), (name) => standardOf(context, name));
  const rollups = resolveAll<Rollup>(era.rollups.keys(), (name) => rollupOf(context, name));
  const facts = new Map<string, ReadonlyMap<string, Fact>>();
  for (const entity of context.dictionary.entities.values()) {
    const all = [...entity.fields.keys(), ...(era.facts.get(entity.name)?.keys() ?? [])];
    facts.set(
      entity.name,
      resolveAll<Fact>(all, (name) => factOf(context, entity, name)),
    );
  }
  checkUnknownOwners(context, era);
  return {
    dictionary: context.dictionary,
    policies: era.policies.map(({ name, title, version, from, until }) => ({
      name: name.text,
      title,
      version,
      from,
      until,
    })),
    parameters,
    facts,
    rules,
    standards,
    rollups,
    waivers: waivers.filter(({ rule }) => rules.has(rule)),
  };
}

function resolveAll<T>(all: Iterable<string>, resolve: (name: string) => T | null | 'broken'): ReadonlyMap<string, T> {
  const resolved = new Map<string, T>();
  for (const name of all) {
    const item = resolve(name);
    if (item !== null && item !== 'broken') resolved.set(name, item);
  }
  return resolved;
}

/** Facts of entities that the dictionary does not have: nothing else would come upon them. */
function checkUnknownOwners(context: Context, era: Declarations): void {
  for (const [entity, facts] of era.facts) {
    if (context.dictionary.entities.has(entity)) continue;
    for (const { declaration } of facts.values()) entityOf(context, declaration.of);
  }
}

/** Facts, conditions and parameters that nothing names; not where something is wrong that may hide who does. */
function tellUnused(context: Context, owned: readonly OwnedPolicy[]): void {
  if (context.sink.diagnostics.some(({ severity }) => severity === 'error')) return;
  const all: readonly Declaration[] = owned.flatMap(({ policy }) => [
    ...policy.facts,
    ...policy.conditions,
    ...policy.parameters,
  ]);
  for (const declaration of all) {
    const { kind, name } = declaration;
    if (!context.used.has(declaration))
      tell(context.sink, names.unused, name.place, { kind: kindTitles[kind], name: name.text });
  }
}

/** The same is found again in each era. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, place: { file, range }, message }) => {
    const key = `${code} ${file} ${range.start.line}:${range.start.column} ${message.en}`;
    const known = seen.has(key);
    seen.add(key);
    return !known;
  });
}
