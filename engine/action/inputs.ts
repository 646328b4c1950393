/** What the workflow asks for: a runner hands inputs on as variables named INPUT_… */
import { type CivilDate, isCivilDate } from '../calendar/civil-date.ts';
import { date, oneOf, period } from '../cli/values.ts';
import type { Language } from '../diagnostics/diagnostic.ts';

export interface Inputs {
  readonly project: string;
  /** Null: nothing is compared. */
  readonly compare: {
    readonly base: string;
    readonly head: string | null;
    readonly period: string;
    readonly asOf: CivilDate | null;
    readonly data: string | null;
  } | null;
  readonly failOn: 'flip' | 'error' | 'never';
  readonly annotations: boolean;
  /** Files to write; null: none, of the comment one in the runner's temporary folder. */
  readonly comment: string | null;
  readonly sarif: string | null;
  readonly junit: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Chinese, unless the input says otherwise. Throws ZhunshengError (ZS9xxx). */
export function languageOf(environment: Environment): Language {
  const value = inputOf(environment, 'language');
  return value === null ? 'zh' : oneOf(['zh', 'en'])(value, 'language');
}

/** Throws ZhunshengError for a value that cannot stand there (ZS9xxx). */
export function readInputs(environment: Environment): Inputs {
  const input = (name: string): string | null => inputOf(environment, name);
  const base = input('base');
  const asked = input('period');
  const asOf = input('as-of');
  const annotations = input('annotations') ?? 'true';
  return {
    project: input('project') ?? '.',
    compare:
      base === null || asked === null
        ? null
        : {
            base,
            head: input('head'),
            period: period('range')(asked, 'period'),
            asOf: asOf === null || isCivilDate(asOf) ? asOf : date(asOf, 'as-of'),
            data: input('data'),
          },
    failOn: oneOf(['flip', 'error', 'never'])(input('fail-on') ?? 'flip', 'fail-on'),
    // The words of YAML 1.2, as the runner's own actions take them.
    annotations: /^(true|True|TRUE)$/.test(
      oneOf(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'])(annotations, 'annotations'),
    ),
    comment: input('comment'),
    sarif: input('sarif'),
    junit: input('junit'),
  };
}

/** Null where it is empty, as a runner has it that was given nothing. */
function inputOf(environment: Environment, name: string): string | null {
  const value = environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim() ?? '';
  return value === '' ? null : value;
}
