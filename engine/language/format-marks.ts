/** Scalars put aside while the `yaml` package writes the structure: each as a mark that is no other text, then put back as it was. */
import { Scalar, stringify } from 'yaml';

export interface Marks {
  /** Puts a scalar aside. `text` stands for it where it is not to be written as it was; `flow`: it must stay on its line. */
  readonly mark: (scalar: Scalar, text: string | null, flow: boolean) => void;
  /** What will stand for a scalar that was put aside. */
  readonly textOf: (scalar: Scalar) => string;
  /** The rest of the line behind a scalar. */
  readonly lineAfter: (scalar: Scalar) => string;
  /** Lets a comment end the line of a key. Before the key is put aside. */
  readonly putBeside: (key: Scalar, comment: string) => void;
  /** What the package wrote, with the scalars back in it; null where one cannot be put back. */
  readonly restore: (written: string) => string | null;
}

export function makeMarks(text: string): Marks {
  const name = freeName(text);
  const raws: string[] = [];
  const beside = new Map<number, string>();
  const waiting = new Map<Scalar, string>();
  const rawOf = ({ range }: Scalar): string => (range ? text.slice(range[0], range[1]) : '');
  const singleLine = (scalar: Scalar): string => {
    const raw = rawOf(scalar);
    return raw.includes('\n') ? asScalar(String(scalar.value), true) : raw;
  };
  const indexOf = (scalar: Scalar): number => Number(String(scalar.value).slice(name.length, -1));
  return {
    mark: (scalar, replacement, flow) => {
      const comment = waiting.get(scalar);
      if (comment !== undefined) beside.set(raws.length, comment);
      raws.push(replacement ?? (flow ? singleLine(scalar) : rawOf(scalar)));
      scalar.value = `${name}${raws.length - 1}_`;
      scalar.type = Scalar.PLAIN;
    },
    textOf: (scalar) => raws[indexOf(scalar)] ?? '',
    lineAfter: ({ range }) => (range ? (/.*/.exec(text.slice(range[1])) as RegExpExecArray)[0] : ''),
    putBeside: (key, comment) => void waiting.set(key, comment),
    restore: (written) => {
      const marks = new RegExp(`${name}(\\d+)_`, 'g');
      const lines = written.split('\n').map((line) => restoreLine(line, marks, raws, beside));
      return lines.includes(null) ? null : `${lines.join('\n').trimEnd()}\n`;
    },
  };
}

/** A text as YAML, quoted only where YAML asks for it; `flow`: inside braces or brackets. */
export function asScalar(text: string, flow: boolean): string {
  if (!flow) return stringify(text, { lineWidth: 0 }).trimEnd();
  const list = stringify([text], { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false }).trimEnd();
  return list.slice(1, -1).trim();
}

function freeName(text: string): string {
  let name = 'zs';
  while (text.includes(name)) name += 'z';
  return name;
}

function restoreLine(
  line: string,
  marks: RegExp,
  raws: readonly string[],
  beside: ReadonlyMap<number, string>,
): string | null {
  // No scalar stands in the line, so what follows a blank and # is a comment.
  const comment = line.search(/(^|\s)#/);
  const structure = (comment === -1 ? line : line.slice(0, comment)).replaceAll(/\[ /g, '[').replaceAll(/ \]/g, ']');
  let rest = comment === -1 ? '' : line.slice(comment);
  let tail = '';
  let body = '';
  let sound = true;
  const restored = structure.replaceAll(marks, (_mark, index: string) => {
    const raw = raws[Number(index)] ?? '';
    const ending = beside.get(Number(index));
    if (ending !== undefined) rest = ` ${ending}${rest}`;
    if (!raw.includes('\n')) return raw;
    const indent = innerIndent(structure);
    if (raw.startsWith('|') || raw.startsWith('>')) {
      const block = blockBody(raw, indent);
      if (block === null) sound = false;
      body = block ?? '';
      return (/^[|>][+-]?/.exec(raw) as RegExpExecArray)[0];
    }
    const [first = '', ...others] = raw.split('\n');
    tail = others.map((other) => `\n${other.trim() === '' ? '' : indent + other.trim()}`).join('');
    return first.trimEnd();
  });
  if (!sound) return null;
  const head = tail === '' ? restored + rest : restored + tail + rest;
  return head.trimEnd() + body;
}

/** The indentation of what continues a scalar below its first line: past its key, or its item's dash. */
function innerIndent(structure: string): string {
  const [, blanks = '', dashes = '', other = ''] = /^(\s*)((?:- )*)(.*)$/.exec(structure) ?? [];
  const isItem = !/^\S+:(\s|$)/.test(other);
  return ' '.repeat(blanks.length + dashes.length + (isItem ? 0 : 2));
}

/** The lines of a block scalar with a new indentation; null where its header fixes the old one. */
function blockBody(raw: string, indent: string): string | null {
  const [header = '', ...lines] = raw.split('\n');
  if (/^[|>]\S*\d/.test(header)) return null;
  const filled = lines.filter((line) => line.trim() !== '');
  const old = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  const body = lines.map((line) => (line.trim() === '' ? '' : indent + line.slice(old)));
  while (!header.includes('+') && body.at(-1) === '') body.pop();
  return body.map((line) => `\n${line}`).join('');
}
