/** `fmt` replaces files whole, says which, and leaves alone what it cannot read. */
import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zhunsheng } from './command.ts';
import { type Sandbox, sandbox } from './project.ts';

describe('zhunsheng fmt', () => {
  let box: Sandbox;
  beforeEach(async () => {
    box = sandbox();
    await zhunsheng(['fmt', box.project]);
  });
  afterEach(() => box.remove());

  const waivers =
    '# Why: see the minutes\n-   { rule:  replied-in-time, subject: "petition:p3",\n     reason: flood, approved-by: office, from: 2021-01-01, until: 2021-02-01 }\n';

  it('changes nothing the second time', async () => {
    const { status, out, err } = await zhunsheng(['fmt', box.project]);
    assert.deepEqual([status, out, err], [0, '', '3 files, 0 changed\n']);
  });

  it('with --check names the files that would change, with status 1, and changes none', async () => {
    box.write('waivers.yaml', waivers);
    const { status, out } = await zhunsheng(['fmt', box.project, '--check']);
    assert.deepEqual([status, out], [1, 'waivers.yaml\n']);
    assert.equal(readFileSync(join(box.project, 'waivers.yaml'), 'utf8'), waivers);
  });

  it('keeps comments, and leaves no other file behind', async () => {
    box.write('waivers.yaml', waivers);
    const before = readdirSync(box.project).sort();
    const { status, out } = await zhunsheng(['fmt', box.project]);
    assert.deepEqual([status, out], [0, 'waivers.yaml\n']);
    assert.match(readFileSync(join(box.project, 'waivers.yaml'), 'utf8'), /^# Why: see the minutes\n/);
    assert.deepEqual(readdirSync(box.project).sort(), before);
    assert.equal((await zhunsheng(['fmt', box.project, '--check'])).status, 0);
  });

  it('writes through a link within the project, which stays', async () => {
    box.write('kept/waivers.yaml', waivers);
    renameSync(join(box.project, 'kept', 'waivers.yaml'), join(box.project, 'kept', 'w.yaml'));
    symlinkSync('kept/w.yaml', join(box.project, 'waivers.yaml'));
    assert.equal((await zhunsheng(['fmt', box.project])).status, 0);
    assert.ok(lstatSync(join(box.project, 'waivers.yaml')).isSymbolicLink());
    assert.notEqual(readFileSync(join(box.project, 'kept', 'w.yaml'), 'utf8'), waivers);
  });

  it('leaves a file with a syntax error alone, and says where', async () => {
    const broken = 'policy: broken\nrules: [\n';
    writeFileSync(join(box.project, 'broken.policy.yaml'), broken);
    const { status, err } = await zhunsheng(['fmt', box.project, '--quiet']);
    assert.equal(status, 1);
    assert.match(err, /^ZS\d{4} broken\.policy\.yaml:\d+:\d+ [^\n]+\n$/);
    assert.equal(readFileSync(join(box.project, 'broken.policy.yaml'), 'utf8'), broken);
  });
});
