/** The policy project of the national benchmark: four entities, 26 facts, 40 rules about units, one standard and one roll-up. */
import { stringify } from 'yaml';
import { rules } from './rules.ts';

/** The project's text files by path; the data are expected beside them in `data/`. */
export function policyFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['datapackage.yaml', stringify(descriptor)],
    ['national.policy.yaml', stringify(policy(), { aliasDuplicateObjects: false })],
  ]);
}

function policy(): object {
  return {
    policy: 'national',
    title: { zh: '全国基准', en: 'National benchmark' },
    version: '1',
    effective: { from: '2020-01-01' },
    facts,
    rules: Object.fromEntries(
      rules.map((rule) => [
        rule.id,
        {
          title: { zh: rule.id, en: rule.id },
          for: 'unit',
          ...(rule.kinds === null ? {} : { when: `kind in [${rule.kinds.join(', ')}]` }),
          require: rule.require,
          otherwise: {
            severity: 'major',
            message: { zh: '未达到要求', en: 'Not met' },
            remedy: { zh: '请整改', en: 'Put it right' },
            responsible: ['unit'],
          },
        },
      ]),
    ),
    standards: {
      'three-zero': {
        title: { zh: '三零', en: 'Three zeros' },
        for: 'unit',
        requires: ['no-skip-level', 'no-fatal', 'no-criminal'],
      },
    },
    rollups: {
      'by-kind': { title: { zh: '按类别', en: 'By kind' }, of: 'three-zero', by: 'kind', show: ['rate', 'rank'] },
    },
  };
}

const petition = { of: 'unit', during: 'received-on' };
const accident = { of: 'unit', during: 'happened-on' };
const aCase = { of: 'unit', during: 'filed-on' };

const facts = {
  'days-to-reply': { of: 'petition', days: { from: 'received-on', to: 'replied-on', open: 'as-of' } },
  'days-to-close': { of: 'case', days: { from: 'filed-on', to: 'closed-on', open: 'as-of' } },
  petitions: { ...petition, count: 'petition' },
  'skip-level': { ...petition, count: 'petition', where: 'level = skip-level' },
  district: { ...petition, count: 'petition', where: 'level = district' },
  collective: { ...petition, count: 'petition', where: 'persons ≥ 5' },
  people: { ...petition, sum: 'petition.persons' },
  crowd: { ...petition, maximum: 'petition.persons' },
  'in-time': { ...petition, share: 'petition', that: 'days-to-reply ≤ 7' },
  'ordinary-in-time': { ...petition, share: 'petition', that: 'days-to-reply ≤ 7', where: 'level = ordinary' },
  'all-replied': { ...petition, every: 'petition', that: 'replied-on is known' },
  slowest: { ...petition, maximum: 'petition.days-to-reply' },
  'average-days': { ...petition, average: 'petition.days-to-reply' },
  accidents: { ...accident, count: 'accident' },
  grave: { ...accident, count: 'accident', where: 'severity = grave' },
  fatal: { ...accident, count: 'accident', where: 'deaths ≥ 1' },
  injured: { ...accident, sum: 'accident.injured' },
  worst: { ...accident, maximum: 'accident.injured' },
  loss: { ...accident, sum: 'accident.loss' },
  'last-severity': { ...accident, latest: 'accident.severity' },
  cases: { ...aCase, count: 'case' },
  criminal: { ...aCase, count: 'case', where: 'type = criminal' },
  security: { ...aCase, count: 'case', where: 'type = security' },
  amount: { ...aCase, sum: 'case.amount' },
  'average-amount': { ...aCase, average: 'case.amount' },
  'all-closed': { ...aCase, every: 'case', that: 'days-to-close ≤ 20' },
  'any-criminal': { ...aCase, any: 'case', that: 'type = criminal' },
  incidents: { of: 'unit', total: ['accidents', 'cases'] },
  events: { of: 'unit', total: ['petitions', 'incidents'] },
  'injured-rate': { of: 'unit', ratio: { of: 'injured', to: 'accidents' } },
  'skip-rate': { of: 'unit', ratio: { of: 'skip-level', to: 'petitions' } },
  'per-head': { of: 'unit', ratio: { of: 'events', to: 'size' } },
  'more-cases': { of: 'unit', difference: { of: 'cases', less: 'accidents' } },
};

const codes = (name: string, list: readonly string[]) => ({ name, type: 'string', constraints: { enum: list } });
const amounts = (name: string) => ({ name, type: 'number', constraints: { minimum: 0 } });
const counts = (name: string) => ({ name, type: 'integer', constraints: { minimum: 0 } });
const entity = (name: string, fields: readonly object[], references: readonly string[] = []) => ({
  name,
  path: `data/${name}.parquet`,
  format: 'parquet',
  schema: {
    fields: [{ name: 'id', type: 'string' }, ...fields],
    primaryKey: ['id'],
    foreignKeys: references.map((target) => ({ fields: [target], reference: { resource: target, fields: ['id'] } })),
  },
});

const descriptor = {
  name: 'national',
  resources: [
    entity('unit', [
      codes('kind', ['village', 'community', 'enterprise', 'institution']),
      { name: 'street', type: 'string' },
      counts('size'),
    ]),
    entity(
      'petition',
      [
        { name: 'unit', type: 'string' },
        codes('level', ['skip-level', 'district', 'ordinary']),
        { name: 'received-on', type: 'date' },
        { name: 'replied-on', type: 'date' },
        counts('persons'),
      ],
      ['unit'],
    ),
    entity(
      'accident',
      [
        { name: 'unit', type: 'string' },
        codes('severity', ['slight', 'serious', 'grave']),
        { name: 'happened-on', type: 'date' },
        counts('injured'),
        counts('deaths'),
        amounts('loss'),
      ],
      ['unit'],
    ),
    entity(
      'case',
      [
        { name: 'unit', type: 'string' },
        codes('type', ['criminal', 'security', 'civil']),
        { name: 'filed-on', type: 'date' },
        { name: 'closed-on', type: 'date' },
        amounts('amount'),
      ],
      ['unit'],
    ),
  ],
};
