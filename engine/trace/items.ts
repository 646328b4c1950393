/** The rules, standards, procedures and ladders of every version of every policy, with what they rest on and read. */
import { type Localized, type Place, startOfFile } from '../diagnostics/diagnostic.ts';
import type { Analysis } from '../language/analysis.ts';
import { clausesMeant } from '../language/guide.ts';
import type { PolicySyntax, Word } from '../language/syntax.ts';
import type { Model } from '../model/policy.ts';
import type { RuleKind, TracedRule } from './matrix.ts';
import { noReads, type Reads, readLadder, readProcedure, readRule, readStandard } from './reads.ts';

export interface Item {
  readonly item: Pick<TracedRule, 'kind' | 'name' | 'title' | 'policy' | 'version'>;
  readonly place: Place;
  readonly cites: readonly string[];
  readonly reads: Reads;
}

/** A policy version's items come from the first era in which it is in force, and read what they read in any. */
export function itemsOf({ eras, policies, clauses }: Analysis): readonly Item[] {
  const items = new Map<string, Item>();
  for (const { model } of eras) {
    for (const { name: policy, version } of model.policies) {
      const syntax = policies.find((each) => each.name.text === policy && each.version === version);
      if (syntax === undefined) continue;
      for (const found of declaredIn(model, policy)) {
        const id = `${policy} ${version} ${found.kind} ${found.name}`;
        const { kind, name, title, cites } = found;
        const parameters = citedByParameters(model, found.reads, clauses);
        const known = items.get(id);
        if (known !== undefined) {
          for (const field of found.reads.fields) known.reads.fields.add(field);
          continue;
        }
        items.set(id, {
          item: { kind, name, title, policy, version },
          place: placeOf(syntax, kind, name),
          cites: [...new Set([...(cites === null ? fallback(kind, syntax, clauses) : [cites]), ...parameters])],
          reads: found.reads,
        });
      }
    }
  }
  return [...items.values()].sort((a, b) => comparePlaces(a.place, b.place));
}

interface Found {
  readonly kind: RuleKind;
  readonly name: string;
  readonly title: Localized;
  readonly cites: string | null;
  readonly reads: Reads;
}

function declaredIn(model: Model, policy: string): readonly Found[] {
  const { rules, standards, procedures, ladders } = model;
  const own = <
    T extends {
      readonly policy: string;
      readonly name: string;
      readonly title: Localized;
      readonly cites: string | null;
    },
  >(
    kind: RuleKind,
    table: ReadonlyMap<string, T>,
    read: (reads: Reads, item: T) => void,
  ): readonly Found[] =>
    [...table.values()]
      .filter((item) => item.policy === policy)
      .map((item) => {
        const reads = noReads(model);
        read(reads, item);
        return { kind, name: item.name, title: item.title, cites: item.cites, reads };
      });
  const stated = new Map([...rules].filter(([, { procedure }]) => procedure === null));
  return [
    ...own('rule', stated, readRule),
    ...own('procedure', procedures, readProcedure),
    ...own('standard', standards, readStandard),
    ...own('ladder', ladders, readLadder),
  ];
}

/** A rule has its clause; what gathers rules may rest on that of its policy. */
function fallback(kind: RuleKind, { cites, file }: PolicySyntax, clauses: Analysis['clauses']): readonly string[] {
  const cited = kind === 'rule' ? null : clauseOf(cites, file, clauses);
  return cited === null ? [] : [cited];
}

export function clauseOf(cites: Word | null, file: string, clauses: Analysis['clauses']): string | null {
  if (cites === null) return null;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return clausesMeant(folder, cites.text).find((cite) => clauses.has(cite)) ?? null;
}

function citedByParameters(model: Model, { parameters }: Reads, clauses: Analysis['clauses']): readonly string[] {
  return [...parameters]
    .flatMap((name) => model.parameters.get(name)?.values ?? [])
    .flatMap(({ cites }) => (cites !== null && clauses.has(cites) ? [cites] : []));
}

function placeOf(policy: PolicySyntax, kind: RuleKind, name: string): Place {
  const section = sectionOf(policy, kind);
  return section.find((each) => each.name.text === name)?.name.place ?? { file: policy.file, range: startOfFile };
}

function sectionOf(policy: PolicySyntax, kind: RuleKind): readonly { readonly name: Word }[] {
  switch (kind) {
    case 'rule':
      return policy.rules;
    case 'standard':
      return policy.standards;
    case 'procedure':
      return policy.procedures;
    case 'ladder':
      return policy.ladders;
  }
}

function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column;
}
