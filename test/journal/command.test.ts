/** `assess --log --sign`, `log` and `rerun --verify-key`, as an office and its auditor run them. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, zhunsheng } from '../cli/command.ts';
import { type Sandbox, sandbox } from '../cli/project.ts';

describe('An accountable assessment', () => {
  let box: Sandbox;
  before(() => {
    box = sandbox();
    for (const name of ['office', 'other']) {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)], { stdio: 'pipe' });
    }
  });
  after(() => box.remove());

  const at = (name: string): string => join(box.base, name);
  const run = (...args: readonly string[]): Promise<Ran> => zhunsheng(args, { cwd: box.base });
  const assess = (...args: readonly string[]): Promise<Ran> =>
    run('assess', 'rules', '--period', '2021-01', '--out', 'out', ...args);
  const sha256 = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(at(file)))
      .digest('hex');
  const logged = (): Record<string, unknown>[] =>
    readFileSync(at('log.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is in the log with its manifest’s hash, and tells the hash to note down', async () => {
    const first = await assess('--log', 'log.jsonl');
    assert.equal(first.status, 0, first.err);
    const second = await assess('--log', 'log.jsonl', '--sign', 'office');
    assert.equal(second.status, 0, second.err);
    const [one, two] = logged();
    assert.equal(two?.['manifest'], sha256('out/manifest.json'));
    assert.deepEqual(
      [one?.['sequence'], one?.['previous'], two?.['sequence'], two?.['previous']],
      [1, null, 2, one?.['hash']],
    );
    assert.deepEqual([two?.['period'], two?.['asOf'], two?.['out']], ['2021-01', null, 'out']);
    assert.ok(second.err.includes(`Entry 2 of the log; note its hash down elsewhere: ${two?.['hash']}`), second.err);
    assert.ok(!existsSync(at('log.jsonl.lock')));
  });

  it('has a signature that ssh-keygen verifies, in the folder that appears whole', () => {
    assert.ok(readdirSync(at('out')).includes('manifest.json.sig'));
    writeFileSync(at('allowed'), `office ${readFileSync(at('office.pub'), 'utf8')}`);
    const args = [
      '-Y',
      'verify',
      '-f',
      at('allowed'),
      '-I',
      'office',
      '-n',
      'zhunsheng-manifest',
      '-s',
      at('out/manifest.json.sig'),
    ];
    const { status, stdout } = spawnSync('ssh-keygen', args, { input: readFileSync(at('out/manifest.json')) });
    assert.equal(status, 0, String(stdout));
  });

  it('is listed and verified', async () => {
    const list = await run('log', 'log.jsonl');
    assert.equal(list.status, 0, list.err);
    const { hash } = logged()[1] as { hash: string };
    assert.ok(list.out.includes(`Hash of the last entry: ${hash}`), list.out);
    assert.equal(list.out.split('\n').filter((line) => line.includes('2021-01')).length, 2);
    const json = JSON.parse((await run('log', 'log.jsonl', '--format', 'json')).out) as {
      entries: unknown[];
      head: string;
    };
    assert.deepEqual([json.entries, json.head], [logged(), hash]);
    const verified = await run('log', 'log.jsonl', '--verify', '--head', String(logged()[0]?.['hash']));
    assert.deepEqual([verified.status, verified.err], [0, '']);
    assert.match(verified.out, /^Entries: 2; all as they were written\.\n/);
    assert.match(verified.out, /The given hash is that of entry 1; entries since: 1\./);
    const cut = await run('log', 'log.jsonl', '--head', 'f'.repeat(64));
    assert.equal(cut.status, 1);
    assert.match(cut.out, /^log\.jsonl ZS8309 /);
    const zh = await run('log', 'log.jsonl', '--verify', '--lang', 'zh');
    assert.match(zh.out, /^2 条，完好无损。/);
  });

  it('is found out where an entry is not signed, or not by the office', async () => {
    const unsigned = await run('log', 'log.jsonl', '--verify', '--verify-key', 'office.pub', '--format', 'json');
    assert.equal(unsigned.status, 1);
    const found = (JSON.parse(unsigned.out) as { findings: { code: string; line: number }[] }).findings;
    assert.deepEqual(
      found.map(({ code, line }) => [code, line]),
      [['ZS8407', 1]],
    );
    const other = await run('log', 'log.jsonl', '--verify', '--verify-key', 'other.pub');
    assert.equal(other.status, 1);
    assert.match(other.out, /log\.jsonl:2:1 ZS8410 /);
  });

  it('is run again with its signature verified', async () => {
    const anybody = await run('rerun', 'out/manifest.json');
    assert.deepEqual([anybody.status, anybody.err], [0, '']);
    const fingerprint = execFileSync('ssh-keygen', ['-l', '-f', at('office.pub')], { encoding: 'utf8' }).split(' ')[1];
    assert.ok(anybody.out.includes(`Signed by ${fingerprint}`), anybody.out);
    const office = await run('rerun', 'out/manifest.json', '--verify-key', 'office.pub');
    assert.deepEqual([office.status, office.out.includes(`Signed: ${fingerprint}`)], [0, true]);
    const other = await run('rerun', 'out/manifest.json', '--verify-key', 'other.pub');
    assert.deepEqual([other.status, /ZS8410/.test(other.out)], [1, true]);
  });

  it('is found out where the manifest or the signature was changed', async () => {
    const [manifest, signature] = ['out/manifest.json', 'out/manifest.json.sig'] as const;
    const texts = [readFileSync(at(manifest), 'utf8'), readFileSync(at(signature), 'utf8')] as const;
    writeFileSync(at(manifest), texts[0].replace('"bom": true', '"bom":  true'));
    assert.match((await run('rerun', manifest)).out, /ZS8409/);
    writeFileSync(at(manifest), texts[0]);
    writeFileSync(at(signature), texts[1].replace(/\n(.{20})./, '\n$1!'));
    assert.match((await run('rerun', manifest)).out, /ZS8408/);
    writeFileSync(at(signature), texts[1]);
    assert.equal((await assess()).status, 0);
    assert.ok(!existsSync(at(signature)), 'a new output without a signature has not the old one');
    const missing = await run('rerun', manifest, '--verify-key', 'office.pub', '--format', 'json');
    assert.equal(missing.status, 1);
    const { signature: state } = JSON.parse(missing.out) as { signature: { problem: { code: string } } };
    assert.equal(state.problem.code, 'ZS8407');
  });

  it('leaves the earlier output and the log as they were, where it cannot be recorded or signed', async () => {
    const before = [sha256('out/manifest.json'), sha256('log.jsonl')];
    writeFileSync(at('torn.jsonl'), '{"log":1');
    chmodSync(at('other'), 0o600);
    for (const [args, code] of [
      [['--log', 'torn.jsonl'], 'ZS8313'],
      [['--log', 'none/log.jsonl'], 'ZS8311'],
      [['--log', 'out/log.jsonl'], 'ZS8316'],
      [['--log', 'log.jsonl', '--sign', 'office.pub'], 'ZS8404'],
      [['--log', 'log.jsonl', '--sign', 'nowhere'], 'ZS8401'],
    ] as const) {
      const { status, out, err } = await assess(...args);
      assert.deepEqual([status, out], [2, ''], err);
      assert.match(err, new RegExp(`^${code} [^\\n]+\\n$`));
    }
    assert.deepEqual([sha256('out/manifest.json'), sha256('log.jsonl')], before);
    for (const option of ['--log', '--sign']) {
      const { status, err } = await run('assess', 'rules', '--period', '2021-01', option, 'office');
      assert.equal(status, 2);
      assert.match(err, /^ZS8315 /);
    }
  });

  it('warns of a key that others can read, and signs all the same', async () => {
    chmodSync(at('other'), 0o644);
    const { status, err } = await assess('--sign', 'other');
    assert.equal(status, 0);
    assert.match(
      err,
      /^ZS8406 other The private key has mode 644: other users can get at it\. Run chmod 600 other\.\n/,
    );
  });
});
