/** What a code action is before it is the protocol's: a title, and texts to replace in the project's files. */
import type { CodeActionKind, Range } from 'vscode-languageserver-types';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';

export interface Action {
  readonly title: Localized;
  readonly kind: CodeActionKind;
  readonly edits: readonly FileEdit[];
}

export interface FileEdit {
  /** In the project's folder. */
  readonly file: string;
  /** Null: the file is made, with this text. */
  readonly range: Range | null;
  readonly text: string;
}
