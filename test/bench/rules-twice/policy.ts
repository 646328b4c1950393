/**
 * Forty rules more for the national project, on 35 facts of their own and some of its: other fields, other conditions, other
 * thresholds, so that what the first forty have computed answers for few of them. In a year they fail about as often as the first
 * forty do: a finding is output, and its cost is none of a rule's.
 */
import { stringify } from 'yaml';

/** The ids of the rules, in the order of the file. */
export function furtherRules(): readonly string[] {
  return requirements.map(([id]) => id);
}

export function furtherPolicy(): string {
  return stringify({
    policy: 'further',
    title: { zh: '加倍的规则', en: 'Twice the rules' },
    version: '1',
    effective: { from: '2020-01-01' },
    facts,
    rules: Object.fromEntries(
      requirements.map(([id, require, when]) => [
        id,
        {
          title: { zh: id, en: id },
          for: 'unit',
          ...(when === undefined ? {} : { when }),
          require,
          otherwise: {
            severity: 'major',
            message: { zh: '未达到要求', en: 'Not met' },
            remedy: { zh: '请整改', en: 'Put it right' },
            responsible: ['unit'],
          },
        },
      ]),
    ),
  });
}

const petition = { of: 'unit', during: 'received-on' };
const accident = { of: 'unit', during: 'happened-on' };
const aCase = { of: 'unit', during: 'filed-on' };

const facts = {
  'ordinary-petitions': { ...petition, count: 'petition', where: 'level = ordinary' },
  groups: { ...petition, count: 'petition', where: 'persons ≥ 3' },
  'large-groups': { ...petition, count: 'petition', where: 'persons ≥ 10' },
  'district-people': { ...petition, sum: 'petition.persons', where: 'level = district' },
  'district-crowd': { ...petition, maximum: 'petition.persons', where: 'level = district' },
  'fewest-people': { ...petition, minimum: 'petition.persons' },
  'in-six-days': { ...petition, share: 'petition', that: 'days-to-reply ≤ 6' },
  'district-in-time': { ...petition, share: 'petition', that: 'days-to-reply ≤ 5', where: 'level = district' },
  'none-waits': { ...petition, every: 'petition', that: 'days-to-reply ≤ 12' },
  quickest: { ...petition, minimum: 'petition.days-to-reply' },
  'district-average': { ...petition, average: 'petition.days-to-reply', where: 'level = district' },
  'last-level': { ...petition, latest: 'petition.level' },
  'any-open': { ...petition, any: 'petition', that: 'replied-on is unknown' },
  serious: { ...accident, count: 'accident', where: 'severity = serious' },
  'with-injured': { ...accident, count: 'accident', where: 'injured ≥ 1' },
  deaths: { ...accident, sum: 'accident.deaths' },
  'most-deaths': { ...accident, maximum: 'accident.deaths' },
  'serious-loss': { ...accident, sum: 'accident.loss', where: 'severity in [serious, grave]' },
  'greatest-loss': { ...accident, maximum: 'accident.loss' },
  'average-loss': { ...accident, average: 'accident.loss' },
  'slight-share': { ...accident, share: 'accident', that: 'severity = slight' },
  civil: { ...aCase, count: 'case', where: 'type = civil' },
  large: { ...aCase, count: 'case', where: 'amount ≥ 15000' },
  'civil-amount': { ...aCase, sum: 'case.amount', where: 'type = civil' },
  'greatest-amount': { ...aCase, maximum: 'case.amount' },
  'smallest-amount': { ...aCase, minimum: 'case.amount' },
  'last-type': { ...aCase, latest: 'case.type' },
  'closed-in-fortnight': { ...aCase, share: 'case', that: 'days-to-close ≤ 14' },
  violence: { of: 'unit', total: ['criminal', 'fatal'] },
  losses: { of: 'unit', total: ['loss', 'amount'] },
  'people-rate': { of: 'unit', ratio: { of: 'people', to: 'petitions' } },
  casualties: { of: 'unit', total: ['injured', 'deaths'] },
  'district-rate': { of: 'unit', ratio: { of: 'district', to: 'petitions' } },
  'loss-rate': { of: 'unit', ratio: { of: 'serious-loss', to: 'accidents' } },
  'more-petitions': { of: 'unit', difference: { of: 'petitions', less: 'cases' } },
};

const residential = 'kind in [village, community]';
const working = 'kind in [enterprise, institution]';

/** The rule's id, what it requires, and what it applies to where that is not every unit. */
const requirements: readonly (readonly [string, unknown, string?])[] = [
  ['ordinary-few', 'ordinary-petitions ≤ 3'],
  ['ordinary-fewer', 'ordinary-petitions ≤ 2', working],
  ['few-groups', 'groups ≤ 2'],
  ['no-large-group', 'large-groups = 0'],
  ['district-few-people', 'district-people ≤ 5', residential],
  ['district-no-crowd', 'district-crowd ≤ 12'],
  ['someone-alone', 'fewest-people ≤ 3'],
  ['soon', 'in-six-days ≥ 10%'],
  ['district-soon', 'district-in-time ≥ 40%'],
  ['nobody-waits', 'none-waits', working],
  ['one-quick', 'quickest ≤ 7'],
  ['district-on-average', 'district-average ≤ 6', residential],
  ['last-not-skipping', 'last-level ≠ skip-level'],
  ['last-ordinary', 'last-level in [ordinary]', 'kind = institution'],
  ['nothing-open', { not: 'any-open' }],
  ['few-serious', 'serious ≤ 1'],
  ['no-serious', 'serious = 0', working],
  ['seldom-injured', 'with-injured ≤ 1'],
  ['nobody-dead', 'deaths = 0', residential],
  ['no-two-dead', 'most-deaths ≤ 1'],
  ['small-serious-loss', 'serious-loss ≤ 8000'],
  ['no-great-loss', 'greatest-loss ≤ 9900'],
  ['average-loss-small', 'average-loss < 9500'],
  ['mostly-slight', 'slight-share > 50%', working],
  ['few-civil', 'civil ≤ 3'],
  ['fewer-civil', 'civil ≤ 2', residential],
  ['few-large', 'large ≤ 1'],
  ['civil-amount-small', 'civil-amount ≤ 30000'],
  ['no-great-amount', 'greatest-amount ≤ 19800'],
  ['some-small-amount', 'smallest-amount < 19000', working],
  ['last-not-criminal', 'last-type ≠ criminal'],
  ['closed-in-a-fortnight', 'closed-in-fortnight ≥ 20%'],
  ['no-violence', 'violence = 0', 'kind = enterprise'],
  ['small-losses', 'losses ≤ 45000'],
  ['few-people-each', 'people-rate ≤ 6'],
  ['few-casualties', 'casualties ≤ 4'],
  ['not-all-district', { any: ['district-rate < 100%', 'petitions ≤ 1'] }],
  ['loss-rate-small', 'loss-rate ≤ 7000'],
  ['no-more-petitions', { all: ['more-petitions ≤ 3', { not: { all: ['large > 1', 'serious > 0'] } }] }],
  ['even', { any: ['more-petitions between -1 and 2', 'casualties = 0', 'civil = 0'] }, residential],
];
