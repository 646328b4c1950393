/** `check` of 500 generated policy files with 20 rules each, as a fresh process. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { cacheFolder, type Figure, figure, median } from './figure.ts';
import { runCommand } from './run-process.ts';

const files = 500;
const rulesEach = 20;
const bound = 2000;

export async function* checkBenchmark(): AsyncGenerator<Figure> {
  const folder = join(cacheFolder(), 'policies');
  writePolicies(folder, files);
  const times = Array.from({ length: 5 }, () => runCommand(['check', folder, '--quiet']).milliseconds);
  yield figure(`check of ${files} policy files with ${rulesEach} rules each`, median(times), 'ms', bound);
}

/** A project of this many policy files, each with 20 rules, on a dictionary without data. */
export function writePolicies(folder: string, files: number): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'datapackage.yaml'), stringify(descriptor));
  writeFileSync(join(folder, 'guide.md'), '# Guide\n\n## Duties {#duties}\n\nWhat is asked.\n');
  for (let index = 1; index <= files; index++) {
    writeFileSync(join(folder, `office-${index}.policy.yaml`), stringify(policy(index)));
  }
}

function policy(index: number): object {
  const of = Array.from({ length: rulesEach }, (_, rule) => `${index}-${rule + 1}`);
  return {
    policy: `office-${index}`,
    title: text('办公室', 'Office'),
    version: '1',
    effective: { from: '2021-01-01' },
    parameters: {
      [`days-${index}`]: { title: text('天数', 'Days'), values: [{ from: '2021-01-01', value: 7 }] },
    },
    facts: Object.fromEntries<object>([
      ...(index === 1 ? [waiting] : []),
      ...of
        .filter((_, place) => place % 4 === 0)
        .flatMap((name): [string, object][] => [
          [
            `answered-${name}`,
            {
              of: 'unit',
              share: 'petition',
              that: `waiting ≤ $days-${index}`,
              where: 'level = ordinary',
              during: 'received-on',
            },
          ],
          [`skipping-${name}`, { of: 'unit', count: 'petition', where: 'level = skip-level', during: 'received-on' }],
        ]),
    ]),
    conditions: { [`residential-${index}`]: 'kind in [village, community]' },
    rules: Object.fromEntries(of.map((name, place) => [`rule-${name}`, rule(index, of, place)])),
    standards: {
      [`standard-${index}`]: {
        title: text('标准', 'Standard'),
        for: 'unit',
        requires: of.map((name) => `rule-${name}`),
      },
    },
  };
}

const waiting: [string, object] = [
  'waiting',
  { of: 'petition', days: { from: 'received-on', to: 'replied-on', open: 'as-of' } },
];

function rule(index: number, of: readonly string[], place: number): object {
  const base = of[place - (place % 4)] as string;
  const requirements: unknown[] = [
    `skipping-${base} = 0`,
    { any: [`answered-${base} ≥ 95%`, { not: `skipping-${base} > 2` }, 'opened-on after 2021-06-30'] },
    { all: ['street.name is known', { any: ['kind = village', `skipping-${base} between 0 and 3`] }] },
    { fact: `skipping-${base}`, operator: 'lessThan', value: 5 },
  ];
  return {
    title: text(`规则${place}`, `Rule ${place}`),
    for: 'unit',
    when: { condition: `residential-${index}` },
    require: requirements[place % 4],
    cites: 'guide.md#duties',
    otherwise: {
      severity: 'major',
      message: text(`本期越级上访 {skipping-${base}} 起`, `{skipping-${base}} skip-level petitions`),
      remedy: text('逐件办结', 'Settle each of them'),
      responsible: ['unit', 'street'],
    },
  };
}

function text(zh: string, en: string): object {
  return { zh, en };
}

const descriptor = {
  name: 'offices',
  resources: [
    {
      name: 'street',
      path: 'data/street.csv',
      schema: {
        fields: [
          { name: 'code', type: 'string' },
          { name: 'name', type: 'string' },
        ],
        primaryKey: ['code'],
      },
    },
    {
      name: 'unit',
      path: 'data/unit.csv',
      schema: {
        fields: [
          { name: 'code', type: 'string' },
          { name: 'street', type: 'string' },
          { name: 'kind', type: 'string', constraints: { enum: ['village', 'community', 'enterprise'] } },
          { name: 'opened-on', type: 'date' },
        ],
        primaryKey: ['code'],
        foreignKeys: [{ fields: ['street'], reference: { resource: 'street', fields: ['code'] } }],
      },
    },
    {
      name: 'petition',
      path: 'data/petition.csv',
      schema: {
        fields: [
          { name: 'id', type: 'string' },
          { name: 'unit', type: 'string' },
          { name: 'level', type: 'string', constraints: { enum: ['ordinary', 'skip-level'] } },
          { name: 'received-on', type: 'date' },
          { name: 'replied-on', type: 'date' },
        ],
        primaryKey: ['id'],
        foreignKeys: [{ fields: ['unit'], reference: { resource: 'unit', fields: ['code'] } }],
      },
    },
  ],
};
