/** The analysis of one project through its edits. */
import { type Analysis, makeAnalyzer as makeEngineAnalyzer } from '../../engine/language/analyze.ts';
import type { Document } from './document.ts';

export interface Analyzer {
  /** The analysis of these texts; what the texts before had in common with them need not be worked out anew. */
  update(documents: ReadonlyMap<string, Document>): Analysis;
}

export function makeAnalyzer(): Analyzer {
  const analyzer = makeEngineAnalyzer();
  return {
    update: (documents) => analyzer.update(new Map([...documents].map(([file, { text }]) => [file, text]))),
  };
}
