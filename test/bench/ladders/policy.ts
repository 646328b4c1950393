/** The national project with one rule more, without and with a ladder of four letters. */
import { parse, stringify } from 'yaml';
import { policyFiles } from '../national/policy.ts';

export const steps = ['reminder', 'notice', 'interview', 'accountability'] as const;

export function filesWithoutLadder(): ReadonlyMap<string, string> {
  return new Map([...policyFiles(), ['district.policy.yaml', stringify(district)]]);
}

/** The letters sent are of the ladder: nothing else reads them. */
export function filesWithLadder(): ReadonlyMap<string, string> {
  const files = filesWithoutLadder();
  const descriptor = parse(files.get('datapackage.yaml') ?? '') as { readonly resources: readonly object[] };
  return new Map([
    ...files,
    ['datapackage.yaml', stringify({ ...descriptor, resources: [...descriptor.resources, letter] })],
    ['four-letters.policy.yaml', stringify(fourLetters)],
  ]);
}

const letter = {
  name: 'letter',
  path: 'data/letter.parquet',
  format: 'parquet',
  schema: {
    fields: [
      { name: 'id', type: 'string' },
      { name: 'unit', type: 'string' },
      { name: 'letter', type: 'string', constraints: { enum: steps } },
      { name: 'about', type: 'yearmonth' },
      { name: 'sent-on', type: 'date' },
    ],
    primaryKey: ['id'],
    foreignKeys: [{ fields: ['unit'], reference: { resource: 'unit', fields: ['id'] } }],
  },
};

const head = { version: '1', effective: { from: '2020-01-01' } };

const district = {
  policy: 'district',
  title: { zh: '到区上访', en: 'Petitions to the district' },
  ...head,
  rules: {
    'no-district': {
      title: { zh: '无到区上访', en: 'No petition to the district' },
      for: 'unit',
      require: 'district = 0',
      otherwise: {
        severity: 'minor',
        message: { zh: '有到区上访', en: 'There are petitions to the district' },
        remedy: { zh: '请整改', en: 'Put it right' },
        responsible: ['unit'],
      },
    },
  },
};

const fourLetters = {
  policy: 'four-letters',
  title: { zh: '四函', en: 'Four letters' },
  ...head,
  ladders: {
    'four-letters': {
      title: { zh: '四函', en: 'Four letters' },
      for: 'unit',
      // The last is undetermined where a number of persons is unknown: such a month neither adds nor clears.
      occasion: [{ standard: 'three-zero' }, { rule: 'no-district' }, { rule: 'no-collective' }],
      each: 'month',
      'counted-over': 'year',
      'clears-after': 3,
      sent: 'letter',
      steps: steps.map((step) => ({ letter: step, title: { zh: step, en: step }, to: ['unit'] })),
    },
  },
};
