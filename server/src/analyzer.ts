/** The analysis of one project through its edits. */
import type { Diagnostic } from '../../engine/diagnostics/diagnostic.ts';
import { type Analysis, makeAnalyzer as makeEngineAnalyzer } from '../../engine/language/analyze.ts';
import { readYaml } from '../../engine/yaml/tree.ts';
import type { Document } from './document.ts';

export interface Analyzer {
  /** The analysis of these texts; what the texts before had in common with them need not be worked out anew. */
  update(documents: ReadonlyMap<string, Document>): Analysis;
  /** Reads a text ahead of the next update; what is wrong with it by itself. */
  readAhead(document: Document): readonly Diagnostic[];
}

export function makeAnalyzer(): Analyzer {
  /** Those that are read now: their trees are made once for the analysis and for the features. */
  let reading: ReadonlyMap<string, Document> = new Map();
  const read = new Map<string, Document>();
  let texts = new Map<string, string>();
  const analyzer = makeEngineAnalyzer((file, text) => {
    const document = reading.get(file);
    return document?.text === text ? document.yaml : readYaml(file, text);
  });
  return {
    update(documents) {
      reading = documents;
      for (const [file, document] of documents) {
        if (read.get(file) === document) continue;
        read.set(file, document);
        texts.set(file, document.text);
      }
      if (read.size > documents.size) {
        for (const file of read.keys()) if (!documents.has(file)) read.delete(file);
        texts = new Map([...documents].map(([file, { text }]) => [file, text]));
      }
      return analyzer.update(texts);
    },
    readAhead(document) {
      reading = new Map([[document.file, document]]);
      return analyzer.readAhead(document.file, document.text);
    },
  };
}
