/** Packs in a project that uses them: what is told of their files, and which of their parameters it replaces. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import * as problems from '../diagnostics/registry/packs.ts';
import type { Pack } from '../dictionary/packs.ts';
import { isPackFile, packFolder, type Use } from '../dictionary/uses.ts';
import { type Sink, tell } from './sink.ts';
import type { ParameterSyntax, PolicySyntax, Word } from './syntax.ts';

/** Reports parameters that replace none of a pack's. */
export function checkOverrides(
  sink: Sink,
  policies: readonly PolicySyntax[],
  packs: readonly Omit<Pack, 'root'>[],
): void {
  for (const { parameters } of policies) {
    for (const parameter of parameters)
      if (parameter.overrides !== null) checkOverride(sink, parameter, parameter.overrides, policies, packs);
  }
}

function checkOverride(
  sink: Sink,
  { name: { text: name, place }, values }: ParameterSyntax,
  overrides: Word,
  policies: readonly PolicySyntax[],
  packs: readonly Omit<Pack, 'root'>[],
): void {
  const pack = packs.find((each) => each.name === overrides.text);
  if (pack === undefined) {
    const near = suggestion(
      overrides.text,
      packs.map((each) => each.name),
    );
    tell(sink, problems.unknownPack, overrides.place, { name: overrides.text, suggestion: near });
    return;
  }
  const known = policies
    .filter(({ file }) => file.startsWith(`${pack.folder}/`))
    .flatMap(({ parameters }) => parameters);
  const replaced = known.find((each) => each.name.text === name);
  if (replaced === undefined) {
    const near = suggestion(name, new Set(known.map((each) => each.name.text)));
    tell(sink, problems.overridesNothing, place, { pack: pack.name, name, suggestion: near });
  } else if (replaced.values[0]?.value.kind !== values[0]?.value.kind) {
    tell(sink, problems.overrideOfOtherKind, values[0]?.place ?? place, { pack: pack.name, name });
  }
}

/** What else is remarkable there is told where the pack itself is checked. */
export function foldPacks(
  told: readonly (readonly Diagnostic[])[],
  uses: readonly Use[],
  folders: readonly string[],
): readonly (readonly Diagnostic[])[] {
  const all = told.flat();
  const inPacks = all.filter(({ place }) => isPackFile(place.file));
  if (inPacks.length === 0) return told;
  const byFolder = new Map<string, Diagnostic[]>();
  for (const diagnostic of inPacks) {
    if (diagnostic.severity !== 'error') continue;
    const folder = folders.find((each) => diagnostic.place.file.startsWith(`${each}/`)) ?? '';
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), diagnostic]);
  }
  const own = all.filter(({ place }) => !isPackFile(place.file));
  return [own, [...byFolder].flatMap(([folder, errors]) => foldedOf(folder, errors, uses))];
}

function foldedOf(folder: string, errors: readonly Diagnostic[], uses: readonly Use[]): readonly Diagnostic[] {
  const [first] = errors;
  if (first === undefined) return [];
  const { file, range } = first.place;
  const spot = `${file}:${range.start.line + 1}:${range.start.column + 1}`;
  const parameters = { pack: folder, count: errors.length, place: spot, first: first.message };
  return [report(problems.packBroken, placeOf(folder, uses), parameters, { related: first.related })];
}

/** Of a pack that another pack uses the place of the first: no other is the project's own. */
function placeOf(folder: string, uses: readonly Use[]): Place {
  const use = uses.find((each) => packFolder(each, [folder]) !== null) ?? uses[0];
  return use?.place ?? { file: 'datapackage.yaml', range: startOfFile };
}
