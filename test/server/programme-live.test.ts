/** While a ladder or procedure is typed the editor shows who stands where on it by the current data, and whom the edit has moved. */
import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { editLive, type LiveEditor } from './live.ts';
import { liveFiles, livePolicy } from './programme.ts';

describe('Live ladders and procedures', () => {
  let editor: LiveEditor;
  afterEach(() => editor.close());

  const open = async (options: Parameters<typeof editLive>[1] = {}): Promise<void> => {
    editor = await editLive(liveFiles, { options: { period: '2021' }, ...options });
  };
  const lensOf = (name: string, first: string) =>
    editor.until(
      () => editor.lenses(name),
      ([counts]) => counts === first,
    );
  const ladderLens = '1 Reminder · 1 Notice · 2 not sent';

  it('stand above them: units by the letter that is due, records by their last step', async () => {
    await open();
    await lensOf('letters', ladderLens);
    assert.deepEqual(await editor.lenses('petition-path'), ['1 Received · 2 Replied · 2 late']);
  });

  it('follow the typing, and say how many stand elsewhere than in the last commit', async () => {
    await open({ commit: true });
    await lensOf('letters', ladderLens);
    assert.deepEqual(
      await editor.until(
        () => editor.lenses('letters'),
        ({ length }) => length === 2,
      ),
      [ladderLens, '0 stand otherwise than in the last commit'],
    );
    await editor.type(
      'sample.policy.yaml',
      livePolicy.replace('counted-over: year', 'counted-over: quarter').replace('days: 7', 'days: 30'),
    );
    await lensOf('letters', '1 Reminder · 0 Notice · 1 not sent');
    assert.deepEqual((await editor.lenses('letters'))[1], '1 stands otherwise than in the last commit');
    assert.deepEqual(await editor.lenses('petition-path'), [
      '1 Received · 2 Replied · 1 late',
      '1 stands otherwise than in the last commit',
    ]);
    const { rows } = await editor.ask('zhunsheng/standings', {
      project: editor.project,
      name: 'petition-path',
      which: null,
      search: '',
      offset: 0,
      limit: 10,
    });
    assert.deepEqual(
      rows.map(({ before }) => before),
      [null, null, null],
    );
  });

  it('know facts of the period before', async () => {
    await open();
    await editor.until(
      () => editor.lenses('no-more'),
      ([counts]) => counts === '1 pass · 2 fail · 0 undetermined',
    );
    const shown = await editor.ask('zhunsheng/preview', { project: editor.project, name: 'no-more' });
    assert.deepEqual(
      shown?.flow.map(({ step, node }) => [step, node.counts]),
      [['require', { true: 1, false: 2, unknown: 0, empty: 0 }]],
    );
    await editor.until(
      async () => {
        const hover = await editor.server.sendRequest<Hover>('textDocument/hover', {
          textDocument: { uri: editor.uri('sample.policy.yaml') },
          position: { line: 6, character: 4 },
        });
        return (hover.contents as MarkupContent).value;
      },
      (text) => /In the data: 3 in all\n\n\|.*\n\|.*\n\| 0 \| 0 \| 0 \| 0 \| 0 \|/.test(text),
    );
    const failing = {
      project: editor.project,
      name: 'no-more',
      verdicts: ['fail' as const],
      search: '',
      offset: 0,
      limit: 9,
    };
    const { subjects } = await editor.ask('zhunsheng/subjects', failing);
    assert.deepEqual(
      subjects.map(({ subject, evidence }) => [subject, evidence]),
      [
        ['u1', ['p1', 'p2']],
        ['u2', ['p3']],
      ],
    );
  });

  it('list who stands on a step, found by key or name, and what is to be said of each', async () => {
    await open();
    await lensOf('letters', ladderLens);
    const query = { project: editor.project, name: 'letters', which: null, search: '', offset: 0, limit: 10 };
    const all = await editor.ask('zhunsheng/standings', query);
    assert.deepEqual(all, {
      total: 2,
      rows: [
        {
          entity: 'unit',
          subject: 'u1',
          title: 'Plum',
          step: 'notice',
          before: null,
          occasions: 2,
          marks: [
            { step: 'notice', state: 'missing', days: null },
            { step: 'reminder', state: 'sent', days: null },
          ],
        },
        {
          entity: 'unit',
          subject: 'u2',
          title: 'Peach',
          step: 'reminder',
          before: null,
          occasions: 1,
          marks: [{ step: 'reminder', state: 'missing', days: null }],
        },
      ],
    });
    const subjects = async (change: object): Promise<readonly string[]> =>
      (await editor.ask('zhunsheng/standings', { ...query, ...change })).rows.map(({ subject }) => subject);
    assert.deepEqual(await subjects({ which: { step: 'notice', state: 'here' } }), ['u1']);
    assert.deepEqual(await subjects({ which: { step: 'reminder', state: 'missing' } }), ['u2']);
    assert.deepEqual(await subjects({ search: 'pEACH' }), ['u2']);
    const steps = { ...query, name: 'petition-path' };
    assert.deepEqual(await subjects({ ...steps, which: { step: 'receive', state: 'here' } }), ['p3']);
    assert.deepEqual(await subjects({ ...steps, which: { step: 'reply', state: 'late' } }), ['p2']);
    const [late] = (await editor.ask('zhunsheng/standings', { ...steps, search: 'p2' })).rows;
    assert.deepEqual(late?.marks, [
      { step: 'receive', state: 'done', days: null },
      { step: 'reply', state: 'late', days: 14 },
    ]);
  });

  it('are previewed as stairs and as a track, with what starts them and where they are written', async () => {
    await open();
    await lensOf('letters', ladderLens);
    const ladder = await editor.ask('zhunsheng/preview', { project: editor.project, name: 'letters' });
    assert.equal(ladder?.kind, 'ladder');
    assert.deepEqual(ladder.programme?.says, [
      'For each Unit an occasion is:',
      '"No skip" fails',
      'Each month counts once; they add up over the year.',
    ]);
    assert.deepEqual(
      ladder.programme?.steps.map(({ step, title, detail, here, states }) => ({ step, title, detail, here, states })),
      [
        {
          step: 'reminder',
          title: 'Reminder',
          detail: 'Unit',
          here: 1,
          states: [
            { state: 'sent', count: 1 },
            { state: 'missing', count: 1 },
          ],
        },
        { step: 'notice', title: 'Notice', detail: 'Unit, street', here: 1, states: [{ state: 'missing', count: 1 }] },
      ],
    );
    const line = livePolicy.split('\n').findIndex((text) => text.includes('step: reply'));
    const procedure = await editor.ask('zhunsheng/preview', {
      uri: editor.uri('sample.policy.yaml'),
      position: { line, character: 12 },
    });
    assert.equal(procedure?.kind, 'procedure');
    const [, reply] = procedure.programme?.steps ?? [];
    assert.equal(reply?.detail, 'replied-on; within 7 days of "Received"');
    assert.equal(reply.location.range.start.line, line);
    assert.deepEqual(reply.states, [
      { state: 'late', count: 1 },
      { state: 'overdue', count: 1 },
    ]);
  });

  it('stand in a hover as stairs and as a track, in both languages', async () => {
    await open({ locale: 'zh' });
    await lensOf('letters', '提醒函 1 · 通报函 1 · 应发未发 2');
    const hoverOn = async (text: string): Promise<string> => {
      const line = livePolicy.split('\n').findIndex((each) => each.startsWith(text));
      const position = { line, character: 4 };
      const textDocument = { uri: editor.uri('sample.policy.yaml') };
      const hover = await editor.server.sendRequest<Hover>('textDocument/hover', { textDocument, position });
      return (hover.contents as MarkupContent).value;
    };
    assert.ok(
      (await hoverOn('  letters:')).includes('    ▔▔▔▔ 通报函: 1  (应发未发 1)\n▔▔▔▔ 提醒函: 1  (应发未发 1)'),
      await hoverOn('  letters:'),
    );
    assert.ok(
      (await hoverOn('  petition-path:')).includes('● 收信: 1\n│\n● 答复: 2  (迟办 1, 超期未办 1)'),
      await hoverOn('  petition-path:'),
    );
  });

  it('are drawn for one unit or record where a test or a waiver names its key', async () => {
    const waiver =
      '- { rule: petition-path.reply, subject: petition:p2, reason: flood, approved-by: office, from: 2021-01-01, until: 2021-01-31 }\n';
    editor = await editLive({ ...liveFiles, 'waivers.yaml': waiver }, { options: { period: '2021' } });
    await lensOf('letters', ladderLens);
    await editor.open('waivers.yaml');
    await editor.open('sample.test.yaml');
    const hoverOn = async (file: string, text: string): Promise<string> => {
      const before = editor.text(file).slice(0, editor.text(file).indexOf(text)).split('\n');
      const position = { line: before.length - 1, character: (before.at(-1) ?? '').length + text.length };
      // An answer that takes too long is left out.
      let hover: Hover | null = null;
      while (hover === null) {
        const textDocument = { uri: editor.uri(file) };
        hover = await editor.server.sendRequest<Hover | null>('textDocument/hover', { textDocument, position });
      }
      return (hover.contents as MarkupContent).value;
    };
    assert.equal(
      await hoverOn('sample.test.yaml', 'letters: { u'),
      [
        '**Plum** `unit:u1` — Unit, 2021, as of 2021-12-31',
        'Two letters · 2 occasions',
        '```text\n    ▔▔▔▔ Notice ◀\n▔▔▔▔ Reminder  sent 2021-04-02\n```',
      ].join('\n\n'),
    );
    assert.equal(
      await hoverOn('waivers.yaml', 'petition:p'),
      [
        '**p2** `petition:p2` — Petition, 2021, as of 2021-12-31',
        'Handling a petition',
        '```text\n● Received  2021-05-20  (done)\n│\n● Replied ◀  2021-06-10  (late by 14 days)\n```',
      ].join('\n\n'),
    );
  });

  it('explain where one unit and one record stand', async () => {
    await open();
    await lensOf('letters', ladderLens);
    const unit = await editor.ask('zhunsheng/explain', { project: editor.project, entity: 'unit', subject: 'u1' });
    const [ladder] = unit?.ladders ?? [];
    assert.equal(ladder?.due, 'notice');
    assert.deepEqual(
      ladder.periods.filter(({ state }) => state === 'occasion').map(({ period, calls }) => [period, calls]),
      [
        ['2021-03', 'reminder'],
        ['2021-05', 'notice'],
      ],
    );
    const record = await editor.ask('zhunsheng/explain', {
      project: editor.project,
      entity: 'petition',
      subject: 'p2',
    });
    assert.deepEqual(
      record?.procedures[0]?.steps.map(({ state, lateByDays }) => [state, lateByDays]),
      [
        ['done', null],
        ['late', 14],
      ],
    );
    assert.equal(JSON.stringify([unit, record]).includes('Secret'), false);
  });

  it('are expected by policy tests as verdicts are', async () => {
    await open();
    const { results } = await editor.ask('zhunsheng/runTests', { ids: null });
    assert.deepEqual(
      results.map(({ passed, failures }) => [passed, failures.map(({ expected, actual }) => [expected, actual])]),
      [[false, [['letters: { u1: notice }', 'letters: { u1: reminder }']]]],
    );
  });
});
