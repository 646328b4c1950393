/** A project is read within its folder, within bounds, and nothing of it is passed over in silence. */
import assert from 'node:assert/strict';
import { promises as fs, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { limits, readProjectFiles } from '../../engine/project/files.ts';

describe('The files of a project', () => {
  let base: string;
  let root: string;
  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), 'project-'));
    root = join(base, 'rules');
    await write('datapackage.yaml', 'resources: []\n');
  });
  afterEach(() => fs.rm(base, { recursive: true, force: true }));

  async function write(path: string, content: string | Uint8Array): Promise<void> {
    await fs.mkdir(dirname(join(root, path)), { recursive: true });
    await fs.writeFile(join(root, path), content);
  }

  async function found(): Promise<{ files: string[]; diagnostics: string[] }> {
    const { files, diagnostics } = await readProjectFiles(root);
    return {
      files: [...files.keys()],
      diagnostics: diagnostics.map(({ code, place, message }) => `${code} ${place.file} ${message.en}`),
    };
  }

  it('are the descriptor, policies and tests at any depth, waivers and the guide, sorted', async () => {
    for (const path of ['z.policy.yaml', 'a/b/c.policy.yaml', 'a/b/c.test.yaml', 'waivers.yaml', 'guide.md'])
      await write(path, 'x: 1\n');
    for (const path of [
      'data/unit.csv',
      'notes.md',
      '.git/x.policy.yaml',
      'node_modules/x/x.policy.yaml',
      'a/guide.md',
    ])
      await write(path, 'x\n');
    assert.deepEqual(await found(), {
      files: ['a/b/c.policy.yaml', 'a/b/c.test.yaml', 'datapackage.yaml', 'guide.md', 'waivers.yaml', 'z.policy.yaml'],
      diagnostics: [],
    });
  });

  it('may begin with a byte order mark, which counts for nothing but the hash', async () => {
    await write('waivers.yaml', '\ufeff[]\n');
    const { files, inputs } = await readProjectFiles(root);
    assert.equal(files.get('waivers.yaml'), '[]\n');
    assert.equal(inputs.find(({ file }) => file === 'waivers.yaml')?.bytes, 6);
  });

  it('are refused where a link leads out of the folder', async () => {
    await fs.writeFile(join(base, 'secret.yaml'), 'secret: true\n');
    await fs.symlink('../secret.yaml', join(root, 'waivers.yaml'));
    assert.deepEqual(await found(), {
      files: ['datapackage.yaml'],
      diagnostics: ['ZS5003 waivers.yaml This link leads out of the project folder'],
    });
  });

  it('are refused where a linked folder leads out, and read once where it leads in', async () => {
    await fs.mkdir(join(base, 'other'));
    await fs.writeFile(join(base, 'other', 'x.policy.yaml'), '');
    await fs.symlink('../other', join(root, 'out'));
    await write('in/y.policy.yaml', '');
    await fs.symlink('in', join(root, 'again'));
    assert.deepEqual(await found(), {
      files: ['datapackage.yaml', 'in/y.policy.yaml'],
      diagnostics: ['ZS5003 out This link leads out of the project folder'],
    });
  });

  const bad: readonly [string, Uint8Array, RegExp][] = [
    ['a GB18030 file', Buffer.from([0xb4, 0xe5, 0x0a]), /ZS5005 .*perhaps GBK or GB18030/],
    ['a UTF-16 file', Buffer.from('\ufeffpolicy: x', 'utf16le'), /ZS5005 .*it is UTF-16/],
    ['a file with a NUL byte', Buffer.from('a\nb\nc\0\n'), /ZS5005 .*line 3 has a NUL byte/],
    [
      'a file over the limit',
      Buffer.alloc(limits.fileBytes + 1, 97),
      /ZS5004 .*4194305 bytes, over the limit of 4194304/,
    ],
  ];
  for (const [what, content, message] of bad) {
    it(`are named where they cannot be read: ${what}`, async () => {
      await write('a.policy.yaml', content);
      const { files, diagnostics } = await found();
      assert.deepEqual(files, ['datapackage.yaml']);
      assert.equal(diagnostics.length, 1);
      assert.match(diagnostics[0] ?? '', message);
    });
  }

  it('are named where a folder stands in their place, or a link leads nowhere', async () => {
    await fs.mkdir(join(root, 'a.policy.yaml'));
    await fs.symlink('nowhere', join(root, 'b.policy.yaml'));
    assert.deepEqual((await found()).diagnostics, [
      'ZS5006 a.policy.yaml Cannot be read: it is not a plain file',
      'ZS5006 b.policy.yaml Cannot be read: it, or what it links to, is not there (ENOENT)',
    ]);
  });

  it('are not sought without end: too deep a folder is refused', async () => {
    await write(`${'d/'.repeat(limits.depth + 1)}x.policy.yaml`, '');
    await assert.rejects(readProjectFiles(root), { code: 'ZS5007' });
  });
});
