/** A project that builds on another: its tables, rules and clauses, with parameters of its own, and nothing else read. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Definition } from '../../engine/diagnostics/define.ts';
import * as packs from '../../engine/diagnostics/registry/packs.ts';
import { assess, openProject, trace } from '../../engine/index.ts';
import { analyze } from '../../engine/language/analyze.ts';
import { repository, zhunsheng } from '../cli/command.ts';

const base: Readonly<Record<string, string>> = {
  'datapackage.yaml': `name: base
version: '2021.1'
resources:
  - name: unit
    path: data/units.csv
    schema:
      primaryKey: code
      fields:
        - { name: code, type: string }
        - { name: staff, type: integer }
`,
  'policies/staff.policy.yaml': `policy: staff
title: { zh: 人员, en: Staff }
version: 1
effective: { from: 2021-01-01 }
cites: guide.md#staff
parameters:
  least:
    title: { zh: 下限, en: Least }
    values: [{ from: 2021-01-01, value: 2, cites: guide.md#staff }]
rules:
  staffed:
    title: { zh: 有人员, en: Has staff }
    for: unit
    require: staff ≥ $least
    cites: guide.md#staff
    otherwise: { message: { zh: 人员不足, en: Too few staff }, remedy: { zh: 请配人员, en: Appoint staff } }
`,
  'staff.test.yaml': 'tests: staff\nperiod: 2021\ncases: []\n',
  'guide.md': '## 1 Staff {#staff}\n\n## 2 Nobody’s {#nobody}\n',
  'waivers.yaml': '[]\n',
  'data/units.csv': 'code,staff\nnever,0\n',
};

const own: Readonly<Record<string, string>> = {
  'datapackage.yaml': `name: own
zhunsheng:uses:
  - { path: ../base, version: '2021.1' }
resources:
  - { name: unit, path: our-units.csv }
`,
  'own.policy.yaml': `policy: own
title: { zh: 本区, en: Ours }
version: 1
effective: { from: 2021-07-01 }
parameters:
  least:
    title: { zh: 下限, en: Least }
    overrides: base
    values: [{ from: 2021-07-01, value: 3 }]
rules:
  not-overstaffed:
    title: { zh: 不超员, en: Not overstaffed }
    for: unit
    require: staff ≤ 9
    cites: guide.md#ours
    otherwise: { message: { zh: 超员, en: Too many }, remedy: { zh: 调整, en: Move them } }
standards:
  well-staffed: { for: unit, requires: [staffed, not-overstaffed], cites: guide.md#ours }
`,
  'own.test.yaml': `tests: own
period: 2021
cases:
  - name: the limit is ours, the rule the pack's
    given: { unit: [{ code: a, staff: 2 }, { code: b, staff: 3 }] }
    expect: { staffed: { a: fail, b: pass }, not-overstaffed: { b: pass }, well-staffed: { a: fail, b: pass } }
`,
  'guide.md': '## 1 Ours {#ours}\n',
  'our-units.csv': 'code,staff\na,2\nb,3\nc,12\n',
};

describe('A project that uses another', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zs-packs-'));
    write('base', base);
    write('own', own);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(where: string, files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, where, path)), { recursive: true });
      writeFileSync(join(folder, where, path), text);
    }
  }

  const at = (...path: readonly string[]): string => join(folder, ...path);
  const uses = (list: string): void =>
    write('own', { 'datapackage.yaml': (own['datapackage.yaml'] ?? '').replace(/- \{ path.*/, list) });

  async function told(): Promise<readonly string[]> {
    const { diagnostics } = await openProject(at('own'));
    return diagnostics.map(
      ({ code, place, message }) => `${code} ${place.file}:${place.range.start.line + 1} ${message.en}`,
    );
  }

  async function standings(period: string): Promise<readonly string[]> {
    const { standings } = await assess(await openProject(at('own')), { period });
    return standings.map(({ subject, verdict }) => `${subject} ${verdict}`);
  }

  it('judges its own data by the rules of both, with its own parameters from the day on which they are in force', async () => {
    assert.deepEqual(await told(), []);
    assert.deepEqual(await standings('2021-08'), ['a fail', 'b pass', 'c fail']);
    const { analysis } = await openProject(at('own'));
    const values = analysis.eras.map(({ from, model }) => [from, model.parameters.get('least')?.values.at(-1)?.value]);
    assert.deepEqual(values, [
      ['2021-01-01', { kind: 'number', value: '2' }],
      ['2021-07-01', { kind: 'number', value: '3' }],
    ]);
  });

  it('is checked, tested and traced by itself: the pack’s tests and gaps are the pack’s', async () => {
    for (const command of ['check', 'test', 'trace']) {
      const { status, out, err } = await zhunsheng([command, at('own')]);
      assert.equal(status, 0, `${command}: ${out}${err}`);
    }
    assert.deepEqual(
      trace(await openProject(at('base'))).gaps.map(({ code }) => code),
      ['ZS7001', 'ZS7003'],
    );
  });

  it('reads of a pack only its dictionary, policies and guide, and names them by the way to them', async () => {
    const { files } = await openProject(at('own'));
    assert.deepEqual(
      [...files.keys()].filter((file) => file.startsWith('../')),
      ['../base/datapackage.yaml', '../base/guide.md', '../base/policies/staff.policy.yaml'],
    );
  });

  it('lists the pack’s files with their hashes in the manifest, and sees on a rerun that one has changed', async () => {
    const assessed = await zhunsheng(['assess', at('own'), '--period', '2021-08', '--out', at('out')]);
    assert.equal(assessed.status, 0, assessed.err);
    const manifest = readFileSync(at('out', 'manifest.json'), 'utf8');
    assert.match(manifest, /"\.\.\/base\/policies\/staff\.policy\.yaml"/);
    const again = await zhunsheng(['rerun', at('out', 'manifest.json')]);
    assert.deepEqual([again.status, again.err], [0, '']);
    write('base', { 'guide.md': `${base['guide.md']}\nmore\n` });
    const { status, out } = await zhunsheng(['rerun', at('out', 'manifest.json')]);
    assert.equal(status, 1);
    assert.match(out, /\.\.\/base\/guide\.md/);
  });

  it('finds a pack that npm has installed, and its version in package.json', async () => {
    const text = (base['datapackage.yaml'] ?? '').replace("version: '2021.1'\n", '');
    write('own/node_modules/@district/base', {
      ...base,
      'datapackage.yaml': text,
      'package.json': '{ "version": "1.4.0" }',
    });
    uses("- { package: '@district/base', version: 1.4.0 }");
    assert.deepEqual(await told(), []);
    assert.deepEqual(await standings('2021-08'), ['a fail', 'b pass', 'c fail']);
    uses("- { package: '@district/base', version: 1.3.9 }");
    assert.deepEqual(await told(), [
      'ZS5105 datapackage.yaml:3 This is pinned to version 1.3.9 of "@district/base", which is at 1.4.0',
    ]);
  });

  it('adds fields to the tables of a pack and tables of its own, but gives no table another meaning', async () => {
    const more = `  - name: unit
    path: our-units.csv
    schema: { fields: [{ name: street, type: string }], foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }] }
  - { name: street, path: streets.csv, schema: { primaryKey: code, fields: [{ name: code, type: string }] } }
`;
    const head = (own['datapackage.yaml'] ?? '').replace(/ {2}- \{ name: unit.*\n/, '');
    write('own', { 'datapackage.yaml': head + more });
    const { analysis, diagnostics } = await openProject(at('own'));
    assert.deepEqual(diagnostics, []);
    const unit = analysis.dictionary.entities.get('unit');
    assert.deepEqual([...(unit?.fields.keys() ?? [])], ['code', 'staff', 'street']);
    assert.deepEqual([...(unit?.references.keys() ?? [])], ['street']);
    write('own', {
      'datapackage.yaml': head + more.replace('schema: { fields', 'schema: { primaryKey: staff, fields'),
    });
    assert.deepEqual(await told(), [
      'ZS5111 datapackage.yaml:7 The table "unit" is a pack’s; primaryKey cannot be said anew here',
    ]);
  });

  it('builds on packs that build on others', async () => {
    write('core', {
      'datapackage.yaml': 'name: core\nversion: 1\nresources: []\n',
      'words.policy.yaml':
        'policy: words\ntitle: { zh: 词, en: Words }\nversion: 1\neffective: { from: 2021-01-01 }\nconditions:\n  small: staff < 5\n',
    });
    const text = `zhunsheng:uses: [{ path: ../core, version: 1 }]\n${base['datapackage.yaml']}`;
    write('base', { 'datapackage.yaml': text });
    write('own', {
      'own.policy.yaml': (own['own.policy.yaml'] ?? '').replace(
        'require: staff ≤ 9',
        'when: { condition: small }\n    require: staff ≤ 9',
      ),
    });
    assert.deepEqual(await told(), []);
    const { files } = await openProject(at('own'));
    assert.ok(files.has('../core/words.policy.yaml'));
  });

  it('says where packs use each other in a circle', async () => {
    write('base', {
      'datapackage.yaml': `zhunsheng:uses: [{ path: ../core, version: 1 }]\n${base['datapackage.yaml']}`,
    });
    write('core', {
      'datapackage.yaml':
        "name: core\nversion: 1\nzhunsheng:uses: [{ path: ../base, version: '2021.1' }]\nresources: []\n",
    });
    assert.deepEqual(await told(), ['ZS5106 datapackage.yaml:3 A circle: ../base → ../core → ../base']);
    write('core', {
      'datapackage.yaml': "name: core\nversion: 1\nzhunsheng:uses: [{ path: ../own, version: '1' }]\nresources: []\n",
    });
    assert.deepEqual(await told(), ['ZS5106 datapackage.yaml:3 A circle: own → ../base → ../core → ../own']);
  });

  it('tells a pack that is not there, is another version, is not pinned, or lies where none may', async () => {
    const [pinned] = ['2021.1'];
    const cases: readonly (readonly [string, string])[] = [
      [`{ path: ../bass, version: '${pinned}' }`, 'ZS5102'],
      ['{ package: no-such-package, version: 1.0.0 }', 'ZS5102'],
      [`{ path: ../own/our-units.csv, version: '${pinned}' }`, 'ZS5104'],
      [`{ path: ../../.., version: '${pinned}' }`, 'ZS5103'],
      ['{ path: ../../../etc, version: 1 }', 'ZS5103'],
      ['{ path: ../../../no-such-folder, version: 1 }', 'ZS5102'],
      ["{ path: ../base, version: '2021.2' }", 'ZS5105'],
      ['{ path: ../base }', 'ZS5101'],
      [`{ path: /etc, version: '${pinned}' }`, 'ZS5101'],
      [`{ path: ../base, package: base, version: '${pinned}' }`, 'ZS5101'],
      [`{ package: '../base', version: '${pinned}' }`, 'ZS5101'],
      [`{ pack: ../base, version: '${pinned}' }`, 'ZS5101'],
    ];
    for (const [item, code] of cases) {
      uses(`- ${item}`);
      const { diagnostics } = await openProject(at('own'));
      const ofUses = diagnostics.find((each) => each.code === code);
      assert.ok(ofUses, `${item}: ${diagnostics.map((each) => each.code).join(' ')}`);
      assert.equal(`${ofUses.place.file}:${ofUses.place.range.start.line + 1}`, 'datapackage.yaml:3', item);
      assert.notEqual(ofUses.remedy.zh, '');
    }
  });

  it('reads nothing outside the pack’s folder, whatever links lie in it', async () => {
    write('secret', { 'x.policy.yaml': 'policy: secret\n', 'guide.md': '# s3cret\n' });
    symlinkSync(at('secret', 'x.policy.yaml'), at('base', 'x.policy.yaml'));
    const { files, diagnostics } = await openProject(at('own'));
    assert.ok(![...files.values()].some((text) => text.includes('secret')));
    assert.deepEqual(
      diagnostics.map(({ code, place }) => `${code} ${place.file}:${place.range.start.line + 1}`),
      ['ZS5107 datapackage.yaml:3'],
    );
  });

  it('does not follow a link to a pack out of bounds', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'zs-outside-'));
    try {
      writeFileSync(join(outside, 'datapackage.yaml'), base['datapackage.yaml'] ?? '');
      symlinkSync(outside, at('linked'));
      uses("- { path: ../linked, version: '2021.1' }");
      assert.match((await told()).join('\n'), /^ZS5103 datapackage\.yaml:3 /m);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('shows what is wrong in a pack, and names that are in its way, at the place that uses it', async () => {
    write('own', {
      'own.policy.yaml': (own['own.policy.yaml'] ?? '')
        .replace('  not-overstaffed:', '  staffed:')
        .replace(', not-overstaffed]', ']'),
    });
    const [clash] = await told();
    assert.match(clash ?? '', /^ZS\d{4} (?:own\.policy\.yaml:11|datapackage\.yaml:3) /);
    write('own', own);
    write('base', {
      'policies/staff.policy.yaml': (base['policies/staff.policy.yaml'] ?? '').replace('staff ≥', 'stuff ≥'),
    });
    const [first] = await told();
    assert.match(
      first ?? '',
      /^ZS5107 datapackage\.yaml:3 Errors in "\.\.\/base": 1, the first at \.\.\/base\/policies\/staff\.policy\.yaml:14:14: /,
    );
  });
});

describe('The shipped project as a pack', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'zs-packs-'));
    cpSync(join(repository, 'rules'), join(folder, 'rules'), { recursive: true });
    mkdirSync(join(folder, 'own'));
    for (const name of ['data', 'waivers.yaml'])
      cpSync(join(folder, 'rules', name), join(folder, 'own', name), { recursive: true });
    const version = /^version: '?([^'\n]+)/m.exec(readFileSync(join(folder, 'rules/datapackage.yaml'), 'utf8'))?.[1];
    const uses = `name: own\nzhunsheng:uses:\n  - { path: ../rules, version: '${version}' }\nresources: []\n`;
    writeFileSync(join(folder, 'own/datapackage.yaml'), uses);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const standings = async (name: string): Promise<readonly string[]> => {
    const made = await assess(await openProject(join(folder, name)), { period: '2021' });
    return made.standings.map((each) => JSON.stringify(each));
  };

  it('gives on the same data and waivers the same standings, and others with another time to reply', async () => {
    const shipped = await standings('rules');
    assert.deepEqual(await standings('own'), shipped);
    const policy = `policy: own
title: { zh: 本区, en: Ours }
version: 1
effective: { from: 2021-01-01 }
parameters:
  reply-days:
    title: { zh: 答复时限, en: Days to reply }
    overrides: three-zero-district
    values: [{ from: 2021-01-01, value: 3 }]
`;
    writeFileSync(join(folder, 'own/own.policy.yaml'), policy);
    const stricter = await standings('own');
    const changed = stricter.filter((row, at) => row !== shipped[at]);
    const standards = new Set(changed.map((row) => (JSON.parse(row) as { standard: string }).standard));
    assert.ok(standards.has('petitions-answered'), [...standards].join(' '));
    assert.ok(!standards.has('zero-accident') && !standards.has('zero-case'));
  });
});

describe('The diagnostics of packs', () => {
  const definitions = Object.values(packs) as readonly Definition<unknown>[];
  for (const { code, example } of definitions) {
    if (example === undefined) continue;
    it(`${code}: its example gives it, and nothing else`, () => {
      const { diagnostics } = analyze(new Map(Object.entries(example.files)));
      assert.deepEqual(
        [...new Set(diagnostics.map((each) => each.code))],
        [code],
        JSON.stringify(diagnostics.map((each) => each.message.en)),
      );
    });
  }
});
