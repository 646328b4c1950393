/** `explain` answers as a colleague would. The whole answers are here, as a reader sees them. */
import assert from 'node:assert/strict';
import { type Ran, zhunsheng } from './command.ts';
import { type Sandbox, sandbox } from './project.ts';

describe('zhunsheng explain', () => {
  let box: Sandbox;
  before(() => {
    box = sandbox();
  });
  after(() => box.remove());

  const explain = (subject: string, ...args: string[]): Promise<Ran> =>
    zhunsheng(['explain', box.project, '--period', '2021-01', '--subject', subject, ...args]);

  it('tells of a failure: what the rule asks, what was found, the clause, what to do, who', async () => {
    const { status, out, err } = await explain('petition:p3', '--rule', 'replied-in-time');
    assert.deepEqual([status, err], [0, '']);
    assert.equal(
      out,
      `Petition p3  2021-01 · as of 2021-01-31
Rules: fail 1 (Replied in time).

✗ fail  Replied in time replied-in-time · major
  verdict     Received on 2021-01-10; 8 days have gone
  requires    Days to the reply ≤ 7
  found       ✗ Days to the reply ≤ 7
                  Days to the reply: 8
  clause      2 Replies
              Within 7 days of receipt.
  what to do  Reply today
  fell short  The least that would have passed: "Replied on" 2021-01-17 instead of 2021-01-18 (no
              longer possible)
  responsible unit
`,
    );
  });

  it('tells of an undetermined verdict what is missing and what to supply, here in Chinese', async () => {
    const { out } = await explain('unit:u4', '--lang', 'zh');
    assert.equal(
      out,
      `单位 North（u4）  2021-01 · 截至 2021-01-31
标准：待定 1（零上访）。
规则：待定 1（无越级上访）。

零上访 zero-petition  ? 待定
  无越级上访  ? 待定
  按时答复    – 不适用
  差的最少就是：“越级上访起数”由 至少 0 变为 0（还来得及）

? 待定  无越级上访 no-skip-level-petition · 一票否决
  要求        越级上访起数 = 0
  事实        ? 越级上访起数 = 0
                  越级上访起数：至少 0
                    未报：2021-01
  依据        1 Zero petitions
              No skip-level petition in the period.
  怎么办      补报 2021-01
  还差        差的最少就是：“越级上访起数”由 至少 0 变为 0（还来得及）
`,
    );
  });

  it('names the records behind a number, and the records that failed a standard', async () => {
    const one = await explain('unit:u1');
    assert.match(one.out, /Skip-level petitions: 2\n +Petition =p5, p1\n/);
    const three = await explain('unit:u3');
    assert.match(three.out, /Replied in time +✗ fail\n +petition:p3 {2}Received on 2021-01-10; 8 days have gone\n/);
  });

  it('gives the same as JSON, with a trace', async () => {
    const { out } = await explain('unit:u1', '--format', 'json');
    const explanation = JSON.parse(out) as Record<string, unknown> & {
      verdicts: Record<string, unknown>[];
      standings: Record<string, unknown>[];
    };
    assert.deepEqual(
      [explanation['period'], explanation['asOf'], explanation['entity'], explanation['subject']],
      ['2021-01', '2021-01-31', 'unit', 'u1'],
    );
    const [verdict] = explanation.verdicts;
    assert.deepEqual(
      [verdict?.['rule'], verdict?.['verdict'], verdict?.['evidence'], verdict?.['cites'], verdict?.['remedy']],
      ['no-skip-level-petition', 'fail', ['=p5', 'p1'], 'guide.md#zero-petition', 'Meet the petitioner'],
    );
    assert.deepEqual(verdict?.['trace'], {
      when: null,
      require: {
        kind: 'leaf',
        truth: 'false',
        text: 'Skip-level petitions = 0',
        facts: [
          {
            fact: 'skip-level-petitions',
            title: 'Skip-level petitions',
            kind: 'count',
            value: '2',
            records: [{ entity: 'petition', keys: ['=p5', 'p1'], doubtful: [], unreported: [], title: 'Petition' }],
          },
        ],
      },
    });
    assert.equal(explanation.standings[0]?.['verdict'], 'fail');
  });

  it('agrees with assess on every subject', async () => {
    const { out } = await zhunsheng(['assess', box.project, '--period', '2021-01', '--format', 'json']);
    const { findings } = JSON.parse(out) as {
      findings: { entity: string; subject: string; rule: string; message: string; evidence: string }[];
    };
    for (const subject of ['unit:u1', 'unit:u2', 'petition:p3', 'petition:=p5']) {
      const { verdicts } = JSON.parse((await explain(subject, '--format', 'json')).out) as {
        verdicts: { rule: string; verdict: string; message: string; evidence: string[] }[];
      };
      const failed = verdicts.filter(({ verdict }) => verdict === 'fail');
      assert.deepEqual(
        failed.map(({ rule, message, evidence }) => [rule, message, evidence.join(';')]).sort(),
        findings
          .filter((finding) => `${finding.entity}:${finding.subject}` === subject)
          .map(({ rule, message, evidence }) => [rule, message, evidence])
          .sort(),
      );
    }
  });

  const wrong: readonly [readonly string[], RegExp][] = [
    [
      ['petitio:p1'],
      /^ZS5009 --subject No entity "petitio" .*did you mean "petition"\? Choose one of: petition, unit\.\n$/,
    ],
    [
      ['monthly-report:u1'],
      /^ZS5009 --subject No entity "monthly-report" is in the dictionary, or no rule is about it/,
    ],
    [['unit:u9'], /^ZS5010 --subject There is no unit "u9" in the period.* Write it by its key, such as unit:u1\.\n$/],
    [
      ['unit:u1', '--rule', 'no-skip-level'],
      /^ZS5011 --rule No rule "no-skip-level" is about unit.* Choose one of: no-skip-level-petition\.\n$/,
    ],
  ];
  for (const [[subject = '', ...args], message] of wrong) {
    it(`finds nothing for ${[subject, ...args].join(' ')}, and names what there is`, async () => {
      const { status, out, err } = await explain(subject, ...args);
      assert.match(err, message);
      assert.deepEqual([status, out], [2, '']);
    });
  }
});
