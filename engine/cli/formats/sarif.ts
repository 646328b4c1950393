/** Diagnostics as SARIF 2.1.0, which code hosts and editors show beside the lines. */
import type { Diagnostic, Language, Localized, Place, Severity } from '../../diagnostics/diagnostic.ts';
import { definitionOf } from '../../diagnostics/registry/index.ts';
import { version } from '../../version.ts';

export function toSarif(
  diagnostics: readonly Diagnostic[],
  pathOf: (file: string) => string,
  language: Language,
): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'zhunsheng', version, rules: codes.map((code) => rule(code, language)) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(({ code, severity, place, message, remedy, related }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: levels[severity],
          message: { text: `${message[language]} ${remedy[language]}` },
          locations: [location(place, pathOf)],
          relatedLocations: related.map((other, id) => ({
            id,
            ...location(other.place, pathOf),
            message: { text: other.message[language] },
          })),
        })),
      },
    ],
  };
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

function rule(code: string, language: Language): object {
  const title: Localized = definitionOf(code)?.title ?? { zh: code, en: code };
  return { id: code, shortDescription: { text: title[language] } };
}

function location({ file, range }: Place, pathOf: (file: string) => string): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(pathOf(file)) },
      region: {
        startLine: range.start.line + 1,
        startColumn: range.start.column + 1,
        endLine: range.end.line + 1,
        endColumn: range.end.column + 1,
      },
    },
  };
}
