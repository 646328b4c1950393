/** Signatures that anyone can verify with OpenSSH's own tool, and that this product verifies as that tool does. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf, readPublicKeys } from '../../engine/signature/public-key.ts';
import { readSigningKey } from '../../engine/signature/signing-key.ts';
import { armoured, signatureOf, signatureState, unarmoured } from '../../engine/signature/sshsig.ts';

describe('A signature', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const keygen = (...args: readonly string[]): string =>
    execFileSync('ssh-keygen', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'zs-sign-'));
    keygen('-q', '-t', 'ed25519', '-N', '', '-C', 'officer@office', '-f', 'office');
    keygen('-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', 'other');
    keygen('-q', '-t', 'ed25519', '-N', 'secret', '-f', 'locked');
    keygen('-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', 'rsa');
    keygen('-q', '-t', 'ecdsa', '-N', '', '-f', 'ecdsa');
    writeFileSync(at('allowed'), `officer ${readFileSync(at('office.pub'), 'utf8')}`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const message = Buffer.from('{ "manifest": 1, "地区": "山阳区" }\n');
  const sshVerifies = (signed: Buffer, namespace = 'zhunsheng-manifest'): boolean => {
    const args = ['-Y', 'verify', '-f', 'allowed', '-I', 'officer', '-n', namespace, '-s', 'message.sig'];
    return spawnSync('ssh-keygen', args, { cwd: folder, input: signed }).status === 0;
  };

  it('is verified by ssh-keygen, and is the same each time', async () => {
    const key = await readSigningKey(at('office'));
    assert.deepEqual(key.warnings, []);
    const signature = signatureOf(message, key, 'zhunsheng-manifest');
    assert.deepEqual(signatureOf(message, key, 'zhunsheng-manifest'), signature);
    writeFileSync(at('message.sig'), armoured(signature));
    assert.ok(sshVerifies(message));
    assert.ok(!sshVerifies(Buffer.concat([message, Buffer.from(' ')])));
    assert.ok(!sshVerifies(message, 'zhunsheng-log'));
  });

  it('is to the byte what ssh-keygen makes with the key', async () => {
    writeFileSync(at('message'), message);
    for (const hash of ['sha512', 'sha256']) {
      rmSync(at('message.sig'), { force: true });
      keygen('-q', '-Y', 'sign', '-O', `hashalg=${hash}`, '-f', 'office', '-n', 'zhunsheng-manifest', 'message');
      const made = readFileSync(at('message.sig'), 'utf8');
      const bytes = unarmoured(made);
      assert.ok(bytes !== null);
      const keys = await readPublicKeys(at('office.pub'));
      assert.equal(signatureState(message, bytes, 'zhunsheng-manifest', keys).kind, 'valid', hash);
      const key = await readSigningKey(at('office'));
      if (hash === 'sha512') assert.equal(armoured(signatureOf(message, key, 'zhunsheng-manifest')), made);
    }
  });

  it('tells whose it is', async () => {
    const signature = signatureOf(message, await readSigningKey(at('office')), 'zhunsheng-manifest');
    const signer = keygen('-l', '-f', 'office.pub').split(' ')[1];
    assert.deepEqual(signatureState(message, signature, 'zhunsheng-manifest', null), { kind: 'valid', signer });
    const others = await readPublicKeys(at('other.pub'));
    assert.deepEqual(signatureState(message, signature, 'zhunsheng-manifest', others), { kind: 'other-key', signer });
    writeFileSync(
      at('both.pub'),
      `# two\n${readFileSync(at('other.pub'), 'utf8')}${readFileSync(at('office.pub'), 'utf8')}`,
    );
    const both = await readPublicKeys(at('both.pub'));
    assert.deepEqual(both.map(fingerprintOf)[1], signer);
    assert.equal(signatureState(message, signature, 'zhunsheng-manifest', both).kind, 'valid');
    assert.deepEqual(signatureState(message, signature, 'zhunsheng-log', null), {
      kind: 'other-purpose',
      purpose: 'zhunsheng-manifest',
    });
  });

  it('is not valid after the change of any bit, of what is signed or of itself', async () => {
    const signature = signatureOf(message, await readSigningKey(at('office')), 'zhunsheng-manifest');
    const keys = await readPublicKeys(at('office.pub'));
    for (const bytes of [signature, message]) {
      for (let i = 0; i < bytes.length * 8; i++) {
        const flip = (): void => {
          bytes[i >> 3] = (bytes[i >> 3] as number) ^ (1 << (i & 7));
        };
        flip();
        assert.notEqual(signatureState(message, signature, 'zhunsheng-manifest', keys).kind, 'valid', `bit ${i}`);
        flip();
      }
    }
    assert.equal(signatureState(message, signature, 'zhunsheng-manifest', keys).kind, 'valid');
    for (let end = 0; end < signature.length; end++) {
      assert.notEqual(signatureState(message, signature.subarray(0, end), 'zhunsheng-manifest', keys).kind, 'valid');
    }
  });

  it('is none where its text is not as ssh-keygen writes it', async () => {
    const text = armoured(signatureOf(message, await readSigningKey(at('office')), 'zhunsheng-manifest'));
    assert.ok(unarmoured(text.replaceAll('\n', '\r\n')) !== null, 'line ends may be those of Windows');
    for (const other of ['', 'hello', text.replace('BEGIN', 'BEGUN'), text.slice(0, 100), text.replace('U', '!')]) {
      assert.equal(unarmoured(other), null, other);
    }
  });

  it('is refused with a clear reason where the key cannot sign', async () => {
    writeFileSync(at('empty'), '');
    const whole = readFileSync(at('office'), 'utf8');
    writeFileSync(at('cut'), whole.replace(/(?<=\n)[A-Za-z0-9+/=]{60}/, ''));
    writeFileSync(at('pem'), '-----BEGIN PRIVATE KEY-----\nMC4CAQ==\n-----END PRIVATE KEY-----\n');
    const codes = async (name: string): Promise<string> => {
      const error: unknown = await readSigningKey(at(name)).catch((reason: unknown) => reason);
      return error instanceof Error && 'code' in error ? String(error.code) : 'none';
    };
    assert.deepEqual(
      await Promise.all(
        ['absent', '.', 'locked', 'rsa', 'ecdsa', 'office.pub', 'rsa.pub', 'empty', 'cut', 'pem'].map(codes),
      ),
      ['ZS8401', 'ZS8401', 'ZS8402', 'ZS8403', 'ZS8403', 'ZS8404', 'ZS8404', 'ZS8404', 'ZS8404', 'ZS8404'],
    );
  });

  it('is refused with a clear reason where the key cannot verify', async () => {
    writeFileSync(at('none.pub'), '# nobody\n\n');
    writeFileSync(at('cut.pub'), readFileSync(at('office.pub'), 'utf8').replace(/ (.{30}).*/, ' $1'));
    const codes = async (name: string): Promise<string> => {
      const error: unknown = await readPublicKeys(at(name)).catch((reason: unknown) => reason);
      return error instanceof Error && 'code' in error ? String(error.code) : 'none';
    };
    assert.deepEqual(
      await Promise.all(['absent', 'office', 'rsa.pub', 'ecdsa.pub', 'none.pub', 'cut.pub', 'allowed'].map(codes)),
      ['ZS8401', 'ZS8405', 'ZS8403', 'ZS8403', 'ZS8405', 'ZS8405', 'ZS8405'],
    );
  });

  it('warns of a private key that others can read', async () => {
    chmodSync(at('other'), 0o644);
    const { warnings } = await readSigningKey(at('other'));
    assert.deepEqual(
      warnings.map(({ code, severity, message: said }) => [code, severity, said.en]),
      [['ZS8406', 'warning', 'The private key has mode 644: other users can get at it']],
    );
  });
});
