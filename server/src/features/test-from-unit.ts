/** The code action that writes a policy test from one unit of the data: a unit that fails the rule at the cursor, else the first. */
import {
  type CodeAction,
  CodeActionKind,
  type Position,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { get, type Tree } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';
import type { MadeTest } from '../live/messages.ts';
import type { LiveView } from '../live/view.ts';
import type { Snapshot } from '../snapshot.ts';
import { uriOf } from '../uris.ts';
import { namedAt } from './preview.ts';

/** What a code action carries until the client asks for its edit. */
export interface TestFromUnit {
  readonly feature: 'testFromUnit';
  readonly project: string;
  readonly rule: string;
  readonly file: string;
}

/** The edit is worked out when it is chosen. */
export function testFromUnitActions(
  snapshot: Snapshot,
  document: Document,
  position: Position,
  view: LiveView,
): readonly CodeAction[] {
  if (document.kind !== 'policy') return [];
  const named = namedAt(document, position);
  if (named?.kind !== 'rule') return [];
  const tally = view.tally('rule', named.name);
  if (tally === null) return [];
  const fails = tally.counts.fail > 0;
  const zh = snapshot.language === 'zh';
  const which = fails ? (zh ? '一个未通过的单位' : 'a unit that fails') : zh ? '一个单位' : 'a unit';
  const data: TestFromUnit = {
    feature: 'testFromUnit',
    project: uriOf(snapshot.folder),
    rule: named.name,
    file: document.file,
  };
  return [{ title: zh ? `用${which}写一个测试` : `Write a test from ${which}`, kind: CodeActionKind.Refactor, data }];
}

export function isTestFromUnit(data: unknown): data is TestFromUnit {
  return typeof data === 'object' && data !== null && 'feature' in data && data.feature === 'testFromUnit';
}

/** A case and where it belongs. */
export type CaseToAdd = Pick<MadeTest, 'policy' | 'period' | 'yaml'> & { readonly asOf: string | null };

/** Into the test file of the policy that has the same period and as-of date, else into a new one beside the policy. */
export function testEdit(snapshot: Snapshot, policyFile: string, made: CaseToAdd): WorkspaceEdit {
  const fitting = snapshot.analysis.tests.find(
    ({ tests, period, asOf }) => tests === made.policy && period.name === made.period && asOf === made.asOf,
  );
  const document = fitting === undefined ? undefined : snapshot.documents.get(fitting.file);
  const cases = document?.tree === undefined || document.tree === null ? undefined : casesIn(document.tree);
  if (document !== undefined && cases?.kind === 'list' && !cases.flow && cases.items.length > 0) {
    const edit = appended(document, cases, made.yaml);
    return {
      documentChanges: [{ textDocument: { uri: snapshot.uriOf(document.file), version: null }, edits: [edit] }],
    };
  }
  const uri = snapshot.uriOf(newFile(snapshot, policyFile, made.period));
  const asOf = made.asOf === null ? '' : `as-of: ${made.asOf}\n`;
  const newText = `tests: ${made.policy}\nperiod: ${made.period}\n${asOf}cases:\n${indented(made.yaml, '  ')}`;
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      {
        textDocument: { uri, version: null },
        edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText }],
      },
    ],
  };
}

function casesIn(tree: Tree): Tree | undefined {
  return tree.kind === 'map' ? get(tree, 'cases') : undefined;
}

function appended({ text, lines }: Document, cases: Extract<Tree, { readonly kind: 'list' }>, yaml: string): TextEdit {
  const first = cases.items[0];
  const line = first?.place.range.start.line ?? cases.place.range.start.line;
  const written = text.slice(lines.starts[line] ?? 0);
  const indent = /^[ ]*/.exec(written)?.[0] ?? '  ';
  const { line: last, column } = cases.place.range.end;
  // The end of the last line that belongs to the cases; what follows is blank.
  const end = { line: last, character: column };
  const newline = column === 0 ? '' : '\n';
  return {
    range: { start: end, end },
    newText: `${newline}\n${indented(yaml, indent)}`.replace(/\n$/, column === 0 ? '\n' : ''),
  };
}

function indented(yaml: string, indent: string): string {
  return yaml.replace(/^(?=.)/gm, indent);
}

function newFile({ documents }: Snapshot, policyFile: string, period: string): string {
  const stem = policyFile.replace(/\.policy\.yaml$/, '');
  const candidates = [`${stem}.test.yaml`, `${stem}-${period}.test.yaml`, `${stem}-${period}-from-data.test.yaml`];
  return candidates.find((file) => !documents.has(file)) ?? `${stem}-${documents.size}.test.yaml`;
}
