/** From the name of a procedure, a ladder, a step or a letter to where it is given, where it is used, and a new name for it. */
import assert from 'node:assert/strict';
import type {
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { legend } from '../../server/src/features/semantic-tokens.ts';
import { applied, type Editor, edit } from './client.ts';
import { programme, programmeWith } from './programme.ts';

describe('Names of procedures and ladders in the editor', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  const at = async (mark: string, file?: string, locale = 'en'): Promise<void> => {
    editor = await edit(programmeWith(mark, file), { locale });
  };
  const shown = (locations: readonly Location[]): readonly string[] =>
    locations.map(({ uri, range }) => {
      const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
      const line = editor.text(file).split('\n')[range.start.line] ?? '';
      const before = line.slice(0, range.start.character).trimStart();
      return `${file}: ${before}⟦${line.slice(range.start.character, range.end.character)}⟧`;
    });
  const definition = async (): Promise<readonly string[]> =>
    shown(await editor.server.sendRequest<Location[]>('textDocument/definition', editor.cursor));
  const hover = async (): Promise<string> => {
    const found = await editor.server.sendRequest<Hover | null>('textDocument/hover', editor.cursor);
    return found === null ? '' : (found.contents as MarkupContent).value;
  };
  const rename = async (newName: string): Promise<readonly string[]> => {
    const request = { ...editor.cursor, newName };
    const { changes } = await editor.server.sendRequest<WorkspaceEdit>('textDocument/rename', request);
    return Object.entries(changes ?? {}).flatMap(([uri, edits]) => {
      const text = editor.text(uri.slice(uri.lastIndexOf('/') + 1));
      const before = text.split('\n');
      return applied(text, edits)
        .split('\n')
        .filter((line, index) => line !== before[index])
        .map((line) => line.trim().replace(/title: \{[^}]*\}, /, ''));
    });
  };

  const procedure = 'handling.policy.yaml: ⟦petition-path⟧';
  const ladder = 'handling.policy.yaml: ⟦letters⟧';
  const reply = 'handling.policy.yaml: - { step: ⟦reply⟧';
  const receive = 'handling.policy.yaml: - { step: ⟦receive⟧';
  for (const [what, mark, where, file] of [
    ['a procedure that a standard requires', 'requires: [no-skip, petition|-path]', procedure],
    ['the fact of its current step', 'where: petition|-path = reply', procedure],
    ['a step as a code of that fact', 'petition-path = rep|ly', reply],
    ['the step from which a deadline counts', 'from: rec|eive', receive],
    ['a rule that a deadline makes', 'petition-path.rep|ly: $reply-days', reply],
    ['a rule that a procedure makes', '{ rule: petition-path.in-|order }', procedure],
    ['the procedure of such a rule', '{ rule: petition|-path.in-order }', procedure],
    ['a waived rule of a step', 'rule: petition-path.re|ply', reply, 'waivers.yaml'],
    ['a step that a test expects', 'petition-path: { p1: rec|eive }', receive, 'handling.test.yaml'],
    ['a ladder that a test expects', 'let|ters: { u1', ladder, 'handling.test.yaml'],
    [
      'a letter that a test expects',
      'u1: rem|inder',
      'handling.policy.yaml: - { letter: ⟦reminder⟧',
      'handling.test.yaml',
    ],
    ['the standard of an occasion', '{ standard: ca|lm }', 'handling.policy.yaml: ⟦calm⟧'],
    ['the number of a rank', '{ rank: poi|nts', 'handling.policy.yaml: ⟦points⟧'],
    ['the parameter of a deadline', 'days: $rep|ly-days', 'handling.policy.yaml: ⟦reply-days⟧'],
    ['the parameter of points', 'reply: $rep|ly-days', 'handling.policy.yaml: ⟦reply-days⟧'],
    ['a requirement that costs points', 'less: { no-|skip: 60', 'handling.policy.yaml: ⟦no-skip⟧'],
    ['the entity of letters', 'sent: let|ter', 'datapackage.yaml: - name: ⟦letter⟧'],
    ['the date of a step', 'on: received|-on }', 'datapackage.yaml: - { name: ⟦received-on⟧'],
    ['the date of leaving a stock', 'left: replied|-on', 'datapackage.yaml: - { name: ⟦replied-on⟧'],
    ['the fact of the period before', 'previous: poi|nts', 'handling.policy.yaml: ⟦points⟧'],
    ['the standard of a score', 'score: ca|lm', 'handling.policy.yaml: ⟦calm⟧'],
    ['the rule of a verdict', 'verdict: no-|skip', 'handling.policy.yaml: ⟦no-skip⟧'],
    ['the number of a place', 'rank: { by: poi|nts', 'handling.policy.yaml: ⟦points⟧'],
  ] as const) {
    it(`lead from ${what} to where it is given`, async () => {
      await at(mark, file);
      assert.deepEqual(await definition(), [where]);
    });
  }

  it('of steps change in deadlines, conditions, rules that they make, tests and waivers together', async () => {
    await at('{ step: rep|ly');
    assert.deepEqual(await rename('answer'), [
      'answered-petitions: { of: unit, count: petition, where: petition-path = answer, during: received-on }',
      'score: { full: 100, less: { no-skip: 60, petition-path.answer: $reply-days } }',
      '- { step: answer, on: replied-on, within: { days: $reply-days, from: receive } }',
      'petition-path.answer: { p1: fail }',
      '- rule: petition-path.answer',
    ]);
  });

  it('of procedures change wherever they, their fact or their rules are named', async () => {
    await at('  petition|-path:\n    title');
    assert.deepEqual(await rename('path'), [
      'answered-petitions: { of: unit, count: petition, where: path = reply, during: received-on }',
      'requires: [no-skip, path]',
      'score: { full: 100, less: { no-skip: 60, path.reply: $reply-days } }',
      'path:',
      'occasion: [{ rule: path.in-order }]',
      'path.reply: { p1: fail }',
      'path: { p1: receive }',
      '- rule: path.reply',
    ]);
  });

  it('of ladders, and of letters that no data has, change in policies and tests', async () => {
    await at('  let|ters:\n    title');
    assert.deepEqual(await rename('two-letters'), ['two-letters:', 'two-letters: { u1: reminder }']);
    await editor.close();
    await at('letter: wo|rd');
    assert.deepEqual(await rename('talk'), ['- { letter: talk, title: { zh: 口头, en: Word } }']);
  });

  for (const [what, mark, because] of [
    ['letters that the data has', '{ letter: rem|inder', /data/],
    ['rules that a procedure makes', 'petition-path.in-|order }', /makes this rule/],
    ['a procedure to the name of a rule', '  petition|-path:\n    title', /already/],
  ] as const) {
    it(`are not changed: ${what}`, async () => {
      await at(mark);
      await assert.rejects(rename('no-skip'), because);
    });
  }

  it('say in a hover what starts a ladder and which letters follow, in both languages', async () => {
    await at('  let|ters:\n    title');
    const said = await hover();
    for (const part of [
      '**Two letters** `letters` — ladder',
      'For each Unit an occasion is:\n- "Calm" fails\n- among the worst 1 by Points, of those with the same street',
      'Each month counts once; they add up over the year; after 3 clear months in a row the count begins anew.',
      '1. **Reminder** `reminder` → unit\n2. **Notice** `notice` → unit, street',
    ]) {
      assert.ok(said.includes(part), said);
    }
    await editor.close();
    await at('  let|ters:\n    title', undefined, 'zh');
    assert.match(
      await hover(),
      /“平安”未通过[\s\S]*每月至多计一次，一年内累计；连续 3 个月没有则重新计次。[\s\S]*1\. \*\*提醒函\*\* `reminder` → unit/,
    );
  });

  it('say in a hover the steps of a procedure with their deadlines', async () => {
    await at('  petition|-path:\n    title');
    assert.match(
      await hover(),
      /Each Petition goes through:\n1\. \*\*Received\*\* `receive`: Received\n2\. \*\*Replied\*\* `reply`: replied-on; within 7 days of "Received"/,
    );
    await editor.close();
    await at('from: rec|eive');
    assert.match(await hover(), /\*\*Received\*\* `receive` — step/);
    await editor.close();
    await at('{ rule: petition-path.in-|order }');
    assert.match(await hover(), /`petition-path.in-order` — rule/);
  });

  it('stand in the outline with their steps and letters', async () => {
    await at('policy: handling|');
    const [root] = await editor.server.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', editor.cursor);
    const outline = (root?.children ?? [])
      .slice(-3)
      .map(({ name, children }) => [name, children?.map((each) => each.name)]);
    assert.deepEqual(outline, [
      ['petition-path', ['receive', 'reply']],
      ['letters', ['reminder', 'notice']],
      ['own', ['word']],
    ]);
  });

  it('are coloured as standards and codes are', async () => {
    await at('policy: handling|');
    const { data } = await editor.server.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', editor.cursor);
    const lines = programme.split('\n');
    const found = new Map<string, string | undefined>();
    for (let i = 0, line = 0, column = 0; i < data.length; i += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(i, i + 4);
      column = down === 0 ? column + right : right;
      line += down;
      found.set(`${line + 1} ${lines[line]?.slice(column, column + length)}`, legend.tokenTypes[type]);
    }
    const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;
    assert.equal(found.get(`${lineOf('  petition-path:')} petition-path`), 'interface');
    assert.equal(found.get(`${lineOf('step: reply')} reply`), 'enumMember');
    assert.equal(found.get(`${lineOf('step: reply')} reply-days`), 'parameter');
    assert.equal(found.get(`${lineOf('letter: notice')} notice`), 'enumMember');
    assert.equal(found.get(`${lineOf('sent: letter')} letter`), 'class');
  });

  it('have the value of the parameter beside a deadline, and titles beside steps', async () => {
    await at('policy: handling|');
    const range = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } };
    const hints = await editor.server.sendRequest<InlayHint[]>('textDocument/inlayHint', { ...editor.cursor, range });
    const line = programme.split('\n').findIndex((text) => text.includes('step: reply'));
    const beside = hints.filter(({ position }) => position.line === line).map(({ label }) => label);
    assert.ok(beside.includes('= 7') && beside.includes('Received'), beside.join());
  });

  it('fold with all their steps', async () => {
    await at('policy: handling|');
    const ranges = await editor.server.sendRequest<FoldingRange[]>('textDocument/foldingRange', editor.cursor);
    const lines = programme.split('\n');
    const start = lines.indexOf('  petition-path:');
    assert.ok(ranges.some(({ startLine, endLine }) => startLine === start && lines[endLine]?.includes('step: reply')));
  });
});
