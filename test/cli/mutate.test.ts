import assert from 'node:assert/strict';
import { zhunsheng } from './command.ts';
import { type Sandbox, sandbox, secret, smallProject } from './project.ts';

describe('zhunsheng test --mutate', function () {
  this.timeout(240_000);
  let box: Sandbox;
  before(() => {
    box = sandbox();
  });
  after(() => box.remove());

  it('lists after the cases what no test notices, each with a case to paste, in the language asked for', async () => {
    const english = await zhunsheng(['test', box.project, '--mutate', '--filter', 'replied-in-time']);
    assert.equal(english.status, 0, english.err);
    assert.match(english.out, /Changes that no test notices \(\d+\); the case under each notices it/);
    assert.match(english.out, /zero-petition\.policy\.yaml:\d+:\d+ replied-in-time/);
    assert.match(english.out, / {2}- name: 'replied-in-time：/);
    assert.match(english.out, /\d+ changes: \d+ caught, \d+ survived, \d+ without a difference; [\d.]+% caught/);
    const chinese = await zhunsheng(['test', box.project, '--mutate', '--filter', 'replied-in-time', '--lang', 'zh']);
    assert.match(chinese.out, /没有用例查得出的改动/);
    assert.match(chinese.out, /\d+ 处改动：查出 \d+，漏网 \d+，无差别 \d+；查出率 [\d.]+%/);
    for (const { out } of [english, chinese]) assert.ok(!out.includes(secret));
  });

  it('gives all of it as JSON, and the survivors as warnings of SARIF', async () => {
    const { out } = await zhunsheng(['test', box.project, '--mutate', '--format', 'json', '--quiet']);
    const { mutation } = JSON.parse(out);
    assert.equal(mutation.survivors.length, mutation.counts.survived);
    const [first] = mutation.survivors;
    for (const key of ['id', 'operator', 'title', 'place', 'change', 'edits', 'test']) assert.ok(key in first, key);
    const sarif = JSON.parse((await zhunsheng(['test', box.project, '--mutate', '--format', 'sarif'])).out);
    const told = sarif.runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'ZS6104');
    assert.equal(told.length, mutation.survivors.length);
  });

  it('has status 1 only where a score was asked for and is not reached, or a case fails', async () => {
    const filter = ['--filter', 'replied-in-time'];
    assert.equal((await zhunsheng(['test', box.project, '--min-mutation-score', '1%', ...filter])).status, 0);
    assert.equal((await zhunsheng(['test', box.project, '--min-mutation-score', '100', ...filter])).status, 1);
    const odd = await zhunsheng(['test', box.project, '--min-mutation-score', 'many']);
    assert.equal(odd.status, 2);
    assert.match(odd.err, /^ZS9\d{3} --min-mutation-score/);
    const test = smallProject['zero-petition.test.yaml'] ?? '';
    box.write('zero-petition.test.yaml', test.replace('u1: fail', 'u1: pass'));
    const failing = await zhunsheng(['test', box.project, '--mutate']);
    assert.equal(failing.status, 1);
    assert.doesNotMatch(failing.out, /Mutation testing/);
  });
});
