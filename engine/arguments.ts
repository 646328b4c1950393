/**
 * What a caller in JavaScript may get wrong, where TypeScript's types are not looked at: told like any other wrong input, before
 * anything is read.
 */
import { stop } from './diagnostics/error.ts';
import { wrongArgument } from './diagnostics/registry/run.ts';

/** What an option is to be; with `?` it may be left out or null. */
type Wanted = Kind | `${Kind}?`;
type Kind = 'text' | 'flag' | 'number' | 'texts' | 'function' | 'language' | 'object' | 'signal';

const period: Readonly<Record<string, Wanted>> = { period: 'text', asOf: 'text?', data: 'text?' };
const running: Readonly<Record<string, Wanted>> = { memory: 'text?', onProgress: 'function?' };

/** The options of each function that takes a project. */
const options = {
  check: null,
  trace: null,
  test: { filter: 'text?', coverage: 'flag?' },
  mutate: {},
  assess: {
    ...period,
    ...running,
    out: 'text?',
    standards: 'texts?',
    threads: 'number?',
    language: 'language?',
    temp: 'text?',
    signal: 'signal?',
  },
  compile: period,
  explain: { ...period, subject: 'text', rule: 'text?', language: 'language?', dataset: 'object?' },
  diff: { ...period, ...running, base: 'text', head: 'text?', language: 'language?', signal: 'signal?' },
  history: {},
  report: period,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Wanted>> | null>>;

/** Throws ZhunshengError (ZS9013) where `project` is none of `openProject`'s, or an option is missing or of another kind. */
export function refuseCall(call: keyof typeof options, project: unknown, given: unknown): void {
  if (!isProject(project))
    refuse(call, 'project', { zh: '用 openProject 打开的项目', en: 'a project from openProject' }, project);
  const wanted: Readonly<Record<string, Wanted>> | null = options[call];
  if (wanted !== null) refuseOptions(call, given, wanted);
}

/** The same of a function that takes a path first. */
export function refusePathCall(
  call: string,
  path: unknown,
  given: unknown,
  wanted: Readonly<Record<string, Wanted>> = {},
): void {
  if (typeof path !== 'string') refuse(call, 'path', kinds.text, path);
  refuseOptions(call, given, wanted);
}

function refuseOptions(call: string, given: unknown, wanted: Readonly<Record<string, Wanted>>): void {
  if (typeof given !== 'object' || given === null) refuse(call, 'options', kinds.object, given);
  const values = given as Readonly<Record<string, unknown>>;
  for (const [name, one] of Object.entries(wanted)) {
    const value = values[name];
    const kind = one.replace('?', '') as Kind;
    const isLeftOut = value === undefined || value === null;
    if (isLeftOut ? !one.endsWith('?') : !isOf(kind, value)) refuse(call, `options.${name}`, kinds[kind], value);
  }
}

const kinds: Readonly<Record<Kind, { readonly zh: string; readonly en: string }>> = {
  text: { zh: '一段文字', en: 'a text' },
  flag: { zh: 'true 或 false', en: 'true or false' },
  number: { zh: '一个数', en: 'a number' },
  texts: { zh: '文字的数组', en: 'an array of texts' },
  function: { zh: '函数', en: 'a function' },
  language: { zh: "'zh' 或 'en'", en: "'zh' or 'en'" },
  object: { zh: '对象', en: 'an object' },
  signal: { zh: 'AbortSignal', en: 'an AbortSignal' },
};

function isOf(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'function':
      return typeof value === 'function';
    case 'language':
      return value === 'zh' || value === 'en';
    case 'object':
      return typeof value === 'object';
    case 'signal':
      return value instanceof AbortSignal;
  }
}

/** Frozen ones and copies too: whatever has what is read of it. */
function isProject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { analysis, diagnostics, files } = value as Readonly<Record<string, unknown>>;
  return typeof analysis === 'object' && analysis !== null && Array.isArray(diagnostics) && files instanceof Map;
}

function refuse(call: string, argument: string, wanted: (typeof kinds)[Kind], given: unknown): never {
  return stop(wrongArgument, call, { call: `${call}()`, argument, wanted, given: typeName(given) });
}

/** What was given by its kind, never by its content, which may be anything. */
function typeName(given: unknown): string {
  return given === null ? 'null' : Array.isArray(given) ? 'array' : typeof given;
}
