/** A project at one moment of its editing: immutable, so that a feature that has one sees one state throughout. */
import type { Moment } from '../../engine/calendar/period.ts';
import { compareDiagnostics, type Diagnostic, type Language } from '../../engine/diagnostics/diagnostic.ts';
import type { Analysis } from '../../engine/language/analyze.ts';
import type { Document } from './document.ts';

export interface Snapshot {
  /** The project's folder, absolute. */
  readonly folder: string;
  readonly language: Language;
  /** By path in the folder, with `/`; open buffers stand for what the disk holds. */
  readonly documents: ReadonlyMap<string, Document>;
  /** The files open in the editor. */
  readonly open: ReadonlySet<string>;
  /** Of these documents; worked out when it is first asked for. */
  readonly analysis: Analysis;
  /** All that is wrong: files that cannot be read, and what the analysis finds. In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** The period and as-of date that the user looks at; null until one is chosen. */
  readonly moment: Moment | null;
  /** The same for all states of one project. */
  readonly project: object;
  /** The address of a file of the project, as the client knows it. */
  uriOf(file: string): string;
}

export interface SnapshotParts extends Omit<Snapshot, 'analysis' | 'diagnostics'> {
  /** What could not be read. */
  readonly unreadable: readonly Diagnostic[];
  analyze(documents: ReadonlyMap<string, Document>): Analysis;
}

export function makeSnapshot(parts: SnapshotParts): Snapshot {
  let analysis: Analysis | undefined;
  let diagnostics: readonly Diagnostic[] | undefined;
  const { folder, language, documents, open, moment, project, unreadable } = parts;
  return {
    folder,
    language,
    documents,
    open,
    moment,
    project,
    uriOf: parts.uriOf,
    get analysis() {
      analysis ??= parts.analyze(documents);
      return analysis;
    },
    get diagnostics() {
      diagnostics ??=
        unreadable.length === 0
          ? this.analysis.diagnostics
          : [...unreadable, ...this.analysis.diagnostics].sort(compareDiagnostics);
      return diagnostics;
    },
  };
}

/** Works something out once for each snapshot. */
export function perSnapshot<T>(compute: (snapshot: Snapshot) => T): (snapshot: Snapshot) => T {
  const known = new WeakMap<Snapshot, { readonly value: T }>();
  return (snapshot) => {
    const kept = known.get(snapshot);
    if (kept !== undefined) return kept.value;
    const value = compute(snapshot);
    known.set(snapshot, { value });
    return value;
  };
}
