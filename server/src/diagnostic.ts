/** The engine's diagnostics as the Language Server Protocol has them. Both count lines and UTF-16 columns from zero. */
import {
  DiagnosticSeverity,
  type Diagnostic as ProtocolDiagnostic,
  type Range as ProtocolRange,
} from 'vscode-languageserver-types';
import type { Diagnostic, Language, Range } from 'zhunsheng';

/** `uriOf` gives a project file's URI, for the related places. */
export function toProtocol(diagnostic: Diagnostic, language: Language, uriOf: (file: string) => string): ProtocolDiagnostic {
  return {
    range: toProtocolRange(diagnostic.place.range),
    severity: severities[diagnostic.severity],
    code: diagnostic.code,
    source: 'zhunsheng',
    message: `${diagnostic.message[language]}\n${diagnostic.remedy[language]}`,
    relatedInformation: diagnostic.related.map((related) => ({
      location: { uri: uriOf(related.place.file), range: toProtocolRange(related.place.range) },
      message: related.message[language],
    })),
  };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

function toProtocolRange(range: Range): ProtocolRange {
  return {
    start: { line: range.start.line, character: range.start.column },
    end: { line: range.end.line, character: range.end.column },
  };
}
