/**
 * Surviving mutants at the lines that they change: in the gutter, with a hover that says what no test noticed. They move with what
 * is typed, are gone where they are written over, and pale once the policy or its tests are others than those that were tried.
 */
import {
  type ExtensionContext,
  l10n,
  MarkdownString,
  OverviewRulerLane,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextDocumentContentChangeEvent,
  type TextEditor,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { MutantsResult, SurvivorItem } from '../../../server/src/protocol.ts';
import { type Span, shifted } from './shift.ts';

export interface Mark {
  readonly project: string;
  readonly survivor: SurvivorItem;
  readonly range: Range;
  /** `tests`: the tests have changed since; `policies`: what is marked may say something else by now. */
  readonly stale: 'no' | 'tests' | 'policies';
}

export interface Marks {
  /** Replaces those of a policy, or all of a project (null); `since`: what was edited after the texts that were tried. */
  put(project: string, policy: string | null, result: MutantsResult, since: readonly TextDocumentChangeEvent[]): void;
  at(document: TextDocument, range: Range): readonly Mark[];
  /** A mutant that a test has been written for. */
  drop(mark: Mark): void;
  clear(): void;
}

export function makeMarks(context: ExtensionContext): Marks {
  let marks: readonly Mark[] = [];
  const icon = (name: string): Uri => Uri.joinPath(context.extensionUri, 'media', name);
  const fresh = window.createTextEditorDecorationType({
    gutterIconPath: icon('mutant.svg'),
    gutterIconSize: 'contain',
    textDecoration: 'underline dotted',
    overviewRulerColor: new ThemeColor('editorWarning.foreground'),
    overviewRulerLane: OverviewRulerLane.Right,
  });
  const stale = window.createTextEditorDecorationType({
    gutterIconPath: icon('mutant-stale.svg'),
    gutterIconSize: 'contain',
    opacity: '0.8',
  });

  function draw(editor: TextEditor): void {
    const own = marks.filter(({ survivor }) => isIn(survivor, editor.document));
    const shown = (some: readonly Mark[]) => some.map((mark) => ({ range: mark.range, hoverMessage: hoverOf(mark) }));
    editor.setDecorations(fresh, shown(own.filter((mark) => mark.stale === 'no')));
    editor.setDecorations(stale, shown(own.filter((mark) => mark.stale !== 'no')));
  }

  function set(next: readonly Mark[]): void {
    marks = next;
    for (const editor of window.visibleTextEditors) draw(editor);
  }

  context.subscriptions.push(
    fresh,
    stale,
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(draw)),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (marks.length === 0 || contentChanges.length === 0) return;
      set(marks.flatMap((mark) => afterEdit(mark, document, contentChanges)));
    }),
  );
  return {
    put(project, policy, { survivors }, since) {
      const others = marks.filter(
        (mark) => mark.project !== project || (policy !== null && mark.survivor.policy !== policy),
      );
      let found = survivors.map(
        (survivor): Mark => ({ project, survivor, range: rangeOf(survivor.location.range), stale: 'no' }),
      );
      for (const { document, contentChanges } of since) {
        found = found.flatMap((mark) => afterEdit(mark, document, contentChanges));
      }
      set([...others, ...found]);
    },
    at: (document, range) =>
      marks.filter((mark) => isIn(mark.survivor, document) && mark.range.intersection(range) !== undefined),
    drop: (gone) => set(marks.filter(({ survivor }) => survivor !== gone.survivor)),
    clear: () => set([]),
  };
}

function afterEdit(mark: Mark, document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): Mark[] {
  const { path } = document.uri;
  if (!path.startsWith(`${Uri.parse(mark.project).path.replace(/\/$/, '')}/`)) return [mark];
  if (path.endsWith('.test.yaml')) return [mark.stale === 'no' ? { ...mark, stale: 'tests' } : mark];
  if (!/\.policy\.yaml$|\/datapackage\.(?:yaml|json)$|\/waivers\.yaml$/.test(path)) return [mark];
  if (!isIn(mark.survivor, document)) return [{ ...mark, stale: 'policies' }];
  let span: Span | null = mark.range;
  // Later ones stand first, so that each is told in terms of the text before.
  for (const change of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset)) {
    if (span !== null) span = shifted(span, change.range, change.text);
  }
  return span === null ? [] : [{ ...mark, range: rangeOf(span), stale: 'policies' }];
}

function hoverOf({ survivor, stale }: Mark): MarkdownString {
  const said = [
    l10n.t('No test notices: {0}', survivor.change),
    survivor.difference,
    stale === 'no' ? '' : l10n.t('The policies or tests have changed since: test by mutants again.'),
  ];
  return new MarkdownString().appendText(said.filter((text) => text !== '').join('\n\n'));
}

function isIn({ location }: SurvivorItem, { uri }: TextDocument): boolean {
  return Uri.parse(location.uri).toString() === uri.toString();
}

function rangeOf({ start, end }: Span): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
