/** Random edits of a project's files, as people and their editors make them. */
import fc from 'fast-check';

export interface Edit {
  readonly kind: (typeof kinds)[number];
  /** What it chooses: each a number that is taken modulo what there is. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly text: string;
}

const kinds = [
  'insert',
  'delete',
  'remark',
  'paste',
  'swap-lines',
  'rename-declaration',
  'rename-everywhere',
  'use-other-name',
  'other-date',
  'remove-file',
  'copy-file',
  'restore-file',
  'restore-all',
  'descriptor',
] as const;

const snippets = ['x', '-', ' ', '\n', ':', '"', '{', '$', '0', '天', '#', '\n  ', ' = 1', '.', 'not '];

export function editsOf(most: number): fc.Arbitrary<readonly Edit[]> {
  const number = fc.nat(1_000_000);
  const edit = fc.record({
    kind: fc.constantFrom(...kinds),
    a: number,
    b: number,
    c: number,
    text: fc.constantFrom(...snippets),
  });
  return fc.array(edit, { minLength: Math.ceil(most / 2), maxLength: most });
}

/** `start` is what `restore` goes back to. */
export function edited(
  files: ReadonlyMap<string, string>,
  start: ReadonlyMap<string, string>,
  edit: Edit,
): ReadonlyMap<string, string> {
  const { kind, a, b, c, text: snippet } = edit;
  const now = new Map(files);
  const [file, text] = pick([...files], a) ?? ['none.policy.yaml', ''];
  const lines = text.split('\n');
  switch (kind) {
    case 'insert':
      return now.set(file, text.slice(0, b % (text.length + 1)) + snippet + text.slice(b % (text.length + 1)));
    case 'delete': {
      const from = b % (text.length + 1);
      return now.set(file, text.slice(0, from) + text.slice(from + 1 + (c % 12)));
    }
    case 'remark':
      return now.set(file, file.endsWith('.yaml') ? `# A remark.\n${text}` : `${text}\nA remark.\n`);
    case 'paste': {
      const [, other] = pick([...files], c) as [string, string];
      const copied = other.split('\n').slice(b % 50, (b % 50) + 1 + (c % 3));
      return now.set(
        file,
        [...lines.slice(0, c % (lines.length + 1)), ...copied, ...lines.slice(c % (lines.length + 1))].join('\n'),
      );
    }
    case 'swap-lines': {
      const [one, other] = [b % lines.length, c % lines.length];
      const swapped = lines.map((line, index) => (index === one ? lines[other] : index === other ? lines[one] : line));
      return now.set(file, swapped.join('\n'));
    }
    case 'rename-declaration': {
      const name = pick(namesIn(text), b) ?? 'none';
      return now.set(file, text.replace(`  ${name}:`, `  ${name}${snippet === 'x' ? '' : '-x'}:`));
    }
    case 'rename-everywhere': {
      const name = pick(namesIn(text), b) ?? 'none';
      for (const [each, its] of files) now.set(each, its.replaceAll(name, `${name}-x`));
      return now;
    }
    case 'use-other-name': {
      const all = [...files.values()].flatMap(namesIn);
      const [name, other] = [pick(namesIn(text), b) ?? 'none', pick(all, c) ?? 'none'];
      const at = text.lastIndexOf(name);
      return at === -1 ? now : now.set(file, text.slice(0, at) + other + text.slice(at + name.length));
    }
    case 'other-date':
      return now.set(
        file,
        text.replace(/20\d\d-\d\d-\d\d/g, (day) => (c % 3 === 0 ? `20${18 + (b % 5)}${day.slice(4)}` : day)),
      );
    case 'remove-file':
      now.delete(file);
      return now;
    case 'copy-file':
      return now.set(`a${b % 3}-${file}`, text.replace(/^policy: (\S+)$/m, `policy: $1-${b % 3}`));
    case 'restore-file': {
      const [known, original] = pick([...start], a) as [string, string];
      return now.set(known, original);
    }
    case 'restore-all':
      return start;
    case 'descriptor': {
      const own = files.get('datapackage.yaml') ?? '';
      const changes = [
        own.replace('village', 'hamlet'),
        own.replace('type: date', 'type: string'),
        `# A remark.\n${own}`,
        own.replace(/name: (\w+)/g, (whole, name: string) => (name.length % 5 === b % 5 ? `name: ${name}s` : whole)),
        start.get('datapackage.yaml') ?? '',
      ];
      return now.set('datapackage.yaml', pick(changes, c) ?? own);
    }
  }
}

function pick<T>(all: readonly T[], by: number): T | undefined {
  return all[by % all.length];
}

/** What stands under a section: the names of declarations, and keys like them. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/^ {2}([a-z][\w-]+):/gm)].map((match) => match[1] as string);
}
