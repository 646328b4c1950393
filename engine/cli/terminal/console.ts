/** Where a command writes: results to standard output, messages and progress to standard error. */
import pc from 'picocolors';
import type { Language, Localized } from '../../diagnostics/diagnostic.ts';

export interface Console {
  readonly language: Language;
  /** Columns to lay text out in. */
  readonly width: number;
  readonly colours: Colours;
  /** A result, to standard output. */
  print(text: string): void;
  /** A part of a long result, to standard output as it is; waits until the reader has taken it. */
  printAll(text: string): Promise<void>;
  /** A message, to standard error; nothing with `--quiet`. */
  say(text: string): void;
  /** An error, to standard error, with `--quiet` too. */
  complain(text: string): void;
  /** What is being done now; shown on a terminal only, and replaced by the next. */
  progress(text: string): void;
  /** Takes the progress line away. */
  settle(): void;
  /** One of the two languages. */
  text(localized: Localized): string;
}

export type Colours = ReturnType<typeof pc.createColors>;

/** What a console needs of a stream. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done?: () => void): unknown;
}

export interface ConsoleOptions {
  readonly language: Language;
  readonly quiet: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Sink;
  readonly err: Sink;
}

export function openConsole({ language, quiet, environment, out, err }: ConsoleOptions): Console {
  const plain = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  const showsProgress = err.isTTY === true && !quiet && environment['TERM'] !== 'dumb';
  let progressing = false;
  const settle = (): void => {
    if (progressing) err.write(clearLine);
    progressing = false;
  };
  return {
    language,
    width: out.isTTY === true ? Math.max(minimumWidth, out.columns ?? defaultWidth) : defaultWidth,
    colours: pc.createColors(out.isTTY === true && !plain),
    print: (text) => {
      settle();
      out.write(ended(text));
    },
    printAll: (text) => {
      settle();
      return new Promise((resolve) => out.write(text, () => resolve()));
    },
    say: (text) => {
      settle();
      if (!quiet) err.write(ended(text));
    },
    complain: (text) => {
      settle();
      err.write(ended(text));
    },
    progress: (text) => {
      if (!showsProgress) return;
      err.write(`${clearLine}${text}`);
      progressing = true;
    },
    settle,
    text: (localized) => localized[language],
  };
}

const defaultWidth = 100;
const minimumWidth = 40;
const clearLine = '\r\u001b[2K';

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
