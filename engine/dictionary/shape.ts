/** Checks a descriptor's shape with ajv and says what is wrong in plain language, at the place. */
import type { ErrorObject } from 'ajv';
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized } from '../diagnostics/diagnostic.ts';
import { nearest, suggestion } from '../diagnostics/nearest.ts';
import * as problems from '../diagnostics/registry/dictionary.ts';
import { nodeAt, type Tree, toPlain } from '../yaml/tree.ts';
import { constraints, dataPackage, dialect, field, resource, tableSchema } from './schema/descriptor.ts';
import { validator } from './schema/validator.ts';
import type { Schema } from './schema/words.ts';

export function checkShape(root: Tree): Diagnostic[] {
  const validate = validator();
  if (validate(toPlain(root))) return checkNames(root, []);
  const errors = validate.errors ?? [];
  // Within a node that is no alternative (anyOf) at all, the alternatives' own errors say nothing more.
  const whole = errors
    .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'if')
    .map(({ schemaPath }) => parent(schemaPath));
  const telling = errors.filter(
    ({ keyword, schemaPath }) => keyword !== 'if' && !whole.some((path) => schemaPath.startsWith(`${path}/anyOf/`)),
  );
  const seen = new Set<string>();
  const diagnostics = telling
    .map((error) => shapeDiagnostic(root, error))
    .filter((diagnostic) => {
      const key = JSON.stringify([diagnostic.place, diagnostic.code, diagnostic.message.en]);
      return !seen.has(key) && seen.add(key);
    });
  return checkNames(root, diagnostics);
}

function parent(schemaPath: string): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf('/'));
}

function shapeDiagnostic(root: Tree, error: ErrorObject): Diagnostic {
  const pointer = error.instancePath;
  const node = nodeAt(root, pointer);
  if (error.keyword === 'required') {
    const property = String(error.params['missingProperty']);
    return report(problems.missingProperty, nodeAt(root, pointer, true).place, { where: named(pointer), property });
  }
  if (error.keyword === 'additionalProperties') {
    const property = String(error.params['additionalProperty']);
    const known = Object.keys((error.parentSchema as Schema | undefined)?.properties ?? {});
    const place = nodeAt(root, `${pointer}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`, true).place;
    return report(problems.unknownOwnProperty, place, { property, suggestion: suggestion(property, known) });
  }
  const expected = (error.parentSchema as Schema | undefined)?.expected ?? { zh: '别的写法', en: 'something else' };
  return report(problems.wrongShape, node.place, { property: named(pointer), expected });
}

/** What a pointer leads to, in words: the last name on it, or which item of what. */
function named(pointer: string): Localized {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.at(-1);
  if (last === undefined) return { zh: '数据字典', en: 'the dictionary' };
  if (!/^\d+$/.test(last)) return { zh: `“${last}”`, en: `"${last}"` };
  const nth = Number(last) + 1;
  return { zh: `“${steps.at(-2)}”的第 ${nth} 项`, en: `item ${nth} of "${steps.at(-2)}"` };
}

/** Own properties must be known ones; others that are one slip away from a known one are most likely meant as it. */
function checkNames(root: Tree, diagnostics: Diagnostic[]): Diagnostic[] {
  const look = (node: Tree | undefined, schema: Schema): void => {
    if (node?.kind !== 'map') return;
    const known = Object.keys(schema.properties ?? {});
    const written = node.entries.map(({ key }) => key.source);
    for (const { key } of node.entries) {
      const property = key.source;
      if (known.includes(property)) continue;
      if (property.startsWith('zhunsheng')) {
        const own = known.filter((name) => name.startsWith('zhunsheng:'));
        diagnostics.push(
          report(problems.unknownOwnProperty, key.place, { property, suggestion: suggestion(property, own) }),
        );
        continue;
      }
      const near = nearest(
        property,
        known.filter((name) => !written.includes(name) || name.toLowerCase() === property.toLowerCase()),
      );
      if (near === null) continue;
      const fix = { title: { zh: `改为“${near}”`, en: `Write "${near}"` }, edits: [{ place: key.place, text: near }] };
      diagnostics.push(report(problems.misspeltProperty, key.place, { property, near }, { fixes: [fix] }));
    }
  };
  const items = (node: Tree | undefined): readonly Tree[] => (node?.kind === 'list' ? node.items : []);
  const child = (node: Tree, name: string): Tree | undefined =>
    node.kind === 'map' ? node.entries.find(({ key }) => key.source === name)?.value : undefined;

  look(root, dataPackage);
  for (const one of items(child(root, 'resources'))) {
    look(one, resource);
    look(child(one, 'dialect'), dialect);
    const schema = child(one, 'schema');
    if (schema === undefined) continue;
    look(schema, tableSchema);
    for (const each of items(child(schema, 'fields'))) {
      look(each, field);
      look(child(each, 'constraints'), constraints);
    }
  }
  return diagnostics;
}
