/** What a completion proposes, before it is the protocol's: the feature adds what is the same for all. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { NamedSymbol } from '../symbols/name.ts';

export interface Proposal {
  /** What is inserted where nothing else is given. */
  readonly label: string;
  /** What people call it: shown beside it, and found by itself and by its pinyin. */
  readonly title: string;
  readonly kind: CompletionItemKind;
  /** A snippet instead of the label. */
  readonly snippet?: string;
  /** A smaller one comes first. */
  readonly rank?: number;
  /** What its documentation is about. */
  readonly symbol?: NamedSymbol;
  /** How many characters before the word it replaces too, such as those of `is ` for `is known`. */
  readonly replacesBefore?: number;
  /** Whatever is typed fits: it becomes a part of what is inserted. */
  readonly anyWord?: true;
  /** Shown at the end of the line, such as how often the data has it. */
  readonly detail?: string;
}

/** A person looks at the first few, and types on where what is wanted is not among them. */
export const bound = 250;

export const kindOfSymbol: Readonly<Record<NamedSymbol['kind'], CompletionItemKind>> = {
  policy: CompletionItemKind.Module,
  parameter: CompletionItemKind.Constant,
  condition: CompletionItemKind.Function,
  rule: CompletionItemKind.Method,
  standard: CompletionItemKind.Interface,
  procedure: CompletionItemKind.Operator,
  ladder: CompletionItemKind.Enum,
  'procedure-step': CompletionItemKind.EnumMember,
  letter: CompletionItemKind.EnumMember,
  rollup: CompletionItemKind.Struct,
  entity: CompletionItemKind.Class,
  fact: CompletionItemKind.Field,
  code: CompletionItemKind.EnumMember,
  clause: CompletionItemKind.Reference,
};
