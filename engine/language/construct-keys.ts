/** What keys are made of, and those that many constructs have. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Shape } from './shape-titles.ts';

export interface Key {
  readonly name: string;
  readonly shape: Shape;
  readonly required?: boolean;
  readonly title: Localized;
  /** Of the shapes `choice` and `choices`. */
  readonly choices?: readonly string[];
  /** Of the shapes `construct`, `constructs` (by name) and `list`: what stands there. */
  readonly construct?: ConstructName;
}

export interface Construct {
  readonly title: Localized;
  readonly keys: readonly Key[];
}

export type ConstructName =
  | 'policy'
  | 'effective'
  | 'parameter'
  | 'parameterValue'
  | 'fact'
  | 'span'
  | 'ratio'
  | 'difference'
  | 'rule'
  | 'otherwise'
  | 'standard'
  | 'requirement'
  | 'score'
  | 'rollup'
  | 'rank'
  | 'procedure'
  | 'procedureStep'
  | 'deadline'
  | 'ladder'
  | 'occasion'
  | 'window'
  | 'letters'
  | 'ladderStep'
  | 'condition'
  | 'waiver'
  | 'testFile'
  | 'testCase';

/** A key that may be left out. */
export function key(name: string, shape: Shape, zh: string, en: string): Key {
  return { name, shape, title: { zh, en } };
}

export function must(each: Key): Key {
  return { ...each, required: true };
}

export function construct(name: string, of: ConstructName, zh: string, en: string): Key {
  return { ...key(name, 'construct', zh, en), construct: of };
}

export function many(name: string, of: ConstructName, zh: string, en: string): Key {
  return { ...key(name, 'constructs', zh, en), construct: of };
}

export const title = key('title', 'localized', '标题', 'Title');
export const description = key('description', 'localized', '说明', 'Description');
export const cites = key('cites', 'cites', '依据（指引条款）', 'The clause of the guide it rests on');
export const subjects = must(key('for', 'name', '针对哪个实体', 'The entity it is about'));
export const during = key('during', 'path', '以哪个日期归入期间', 'The date that places a record in the period');
export const otherwise = construct('otherwise', 'otherwise', '不符合时', 'What follows a failure');
export const via = key('via', 'path', '经由哪些引用', 'Which references lead from the record to its owner');
