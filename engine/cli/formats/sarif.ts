/** Diagnostics as SARIF 2.1.0, which code hosts and editors show beside the lines. */
import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Language, Place, QuickFix, Range, Severity } from '../../diagnostics/diagnostic.ts';
import { definitionOf } from '../../diagnostics/registry/index.ts';
import { version } from '../../version.ts';
import { identities, type Report } from './report.ts';

export function toSarif(report: Report): object {
  const { command, diagnostics, pathOf, language } = report;
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const names = identities(report);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'zhunsheng',
            version,
            semanticVersion: version,
            language: tags[language],
            rules: codes.map((code) => rule(code, language)),
          },
        },
        // Reports of one commit by several commands stand beside each other, where a code host would else take the last.
        automationDetails: { id: `zhunsheng/${command}/` },
        language: tags[language],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: rootText[language] } } },
        results: diagnostics.map((diagnostic, i) => ({
          ruleId: diagnostic.code,
          ruleIndex: codes.indexOf(diagnostic.code),
          level: levels[diagnostic.severity],
          message: { text: `${diagnostic.message[language]}\n${diagnostic.remedy[language]}` },
          locations: [{ physicalLocation: physical(diagnostic.place, pathOf) }],
          partialFingerprints: {
            'zhunsheng/v1': createHash('sha256')
              .update(names[i] ?? '')
              .digest('hex'),
          },
          ...relatedOf(diagnostic, pathOf, language),
          ...fixesOf(diagnostic, pathOf, language),
        })),
      },
    ],
  };
}

const root = 'SRCROOT';

const rootText: Readonly<Record<Language, string>> = {
  zh: '运行命令时所在的文件夹',
  en: 'The folder in which the command ran',
};

const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-US' };

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

const pages: Readonly<Record<Language, string>> = { zh: 'REFERENCE.zh.md', en: 'REFERENCE.md' };

/** The page that the package holds of its diagnostics, which is made from the same definitions. */
function rule(code: string, language: Language): object {
  const definition = definitionOf(code);
  if (definition === null) return { id: code };
  const { title, message, remedy, severity } = definition;
  const other: Language = language === 'zh' ? 'en' : 'zh';
  const both = [language, other]
    .map((one) => `**${title[one]}**\n\n${message[one]}\n\n${remedy[one]}`)
    .join('\n\n---\n\n');
  return {
    id: code,
    shortDescription: { text: title[language] },
    fullDescription: { text: message[language] },
    help: { text: `${title[language]}\n${remedy[language]}`, markdown: both },
    helpUri: `https://unpkg.com/zhunsheng@${version}/dist/${pages[language]}#${code.toLowerCase()}`,
    defaultConfiguration: { level: levels[severity] },
  };
}

function physical({ file, range }: Place, pathOf: (file: string) => string): object {
  return { artifactLocation: artifact(pathOf(file)), region: region(range) };
}

function artifact(path: string): object {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: root };
}

/** A range of no length is about its line as a whole. */
function region({ start, end }: Range): object {
  const startLine = start.line + 1;
  if (start.line === end.line && start.column === end.column) return { startLine };
  return { startLine, startColumn: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}

function relatedOf({ related }: Diagnostic, pathOf: (file: string) => string, language: Language): object {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ place, message }, id) => ({
      id,
      physicalLocation: physical(place, pathOf),
      message: { text: message[language] },
    })),
  };
}

function fixesOf({ fixes }: Diagnostic, pathOf: (file: string) => string, language: Language): object {
  const some = fixes.filter(({ edits }) => edits.length > 0);
  if (some.length === 0) return {};
  return {
    fixes: some.map(({ title, edits }) => ({
      description: { text: title[language] },
      artifactChanges: [...new Set(edits.map(({ place }) => place.file))].map((file) => ({
        artifactLocation: artifact(pathOf(file)),
        replacements: edits.filter(({ place }) => place.file === file).map(replacement),
      })),
    })),
  };
}

function replacement({ place, text }: QuickFix['edits'][number]): object {
  const { start, end } = place.range;
  return {
    deletedRegion: {
      startLine: start.line + 1,
      startColumn: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
    },
    insertedContent: { text },
  };
}
