/** Text laid out for a terminal, where a Chinese character takes two columns. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rateText } from '../../engine/assess/rate-text.ts';
import { rollupText } from '../../engine/cli/layout/rollup.ts';
import { openConsole } from '../../engine/cli/terminal/console.ts';
import { localeLanguage } from '../../engine/cli/terminal/locale.ts';
import { table } from '../../engine/cli/terminal/table.ts';
import { harmless, widthOf, wrap } from '../../engine/cli/terminal/wrap.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import { openProject } from '../../engine/project/open.ts';

describe('The language of messages', () => {
  const cases: readonly [Record<string, string>, 'zh' | 'en'][] = [
    [{}, 'zh'],
    [{ LANG: '' }, 'zh'],
    [{ LANG: 'C' }, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'zh'],
    [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_TW' }, 'zh'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'de_DE@euro' }, 'en'],
    [{ LC_MESSAGES: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US' }, 'zh'],
  ];
  for (const [environment, language] of cases) {
    it(`is ${language} with ${JSON.stringify(environment)}`, () => assert.equal(localeLanguage(environment), language));
  }
});

describe('A table', () => {
  it('aligns Chinese and Latin cells by what they take on the screen', () => {
    const text = table(
      [{ title: '单位' }, { title: 'n', align: 'right' }],
      [
        ['朝阳社区', '1'],
        ['East', '12'],
      ],
      { width: 80 },
    );
    assert.equal(text, ['单位       n', '────────  ──', '朝阳社区   1', 'East      12'].join('\n'));
  });

  it('breaks long cells so that no line is wider than the terminal', () => {
    const text = table(
      [{ title: 'id' }, { title: '说明', wraps: true }],
      [['u1', '本期越级上访一起，请于七日内处理并报告结果。']],
      { width: 24 },
    );
    assert.equal(Math.max(...text.split('\n').map(widthOf)) <= 24, true);
    assert.equal(text.replace(/[^\p{sc=Han}，。]/gu, ''), '说明本期越级上访一起，请于七日内处理并报告结果。');
  });

  it('shows control characters in data as spaces, so that data cannot steer the terminal', () => {
    assert.equal(harmless('a\u001b[31mred\u0007\r\nb\u202e'), 'a [31mred   b ');
  });
});

describe('Wrapped text', () => {
  it('never begins a line with closing punctuation', () => {
    const text = '请于七日内处理，并报告结果；不得拖延（见指南）。完';
    for (let width = 6; width < 40; width++) {
      for (const line of wrap(text, width)) assert.doesNotMatch(line, /^[，；。）、]/u, `${width}: ${line}`);
    }
  });

  it('fits its width and loses nothing but spaces at line ends', () => {
    const character = fc.constantFrom(...'ab1 ，。上访（）-😀é');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 60 }), fc.integer({ min: 8, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
        for (const line of lines) assert.ok(widthOf(line) <= width, line);
      }),
      { numRuns: 200 },
    );
  });
});

describe('A rate on the terminal', () => {
  const cases: readonly [number, number, string][] = [
    [8, 9, '89%'],
    [2, 3, '67%'],
    [1, 8, '13%'],
    [0, 1, '0%'],
    [9, 9, '100%'],
    [8, 10, '80.0%'],
    [25, 40, '62.5%'],
    [55, 56, '98.2%'],
    [1, 16, '6.3%'],
    [2887, 2000000, '0.1%'],
    [0, 0, '–'],
  ];
  for (const [passed, assessed, text] of cases) {
    it(`is ${text} where ${passed} of ${assessed} are up to standard`, () =>
      assert.equal(rateText(passed, assessed), text));
  }
});

describe('A roll-up on the terminal', () => {
  it('says of a group that nobody knows that it is unknown, in the reader’s language', async () => {
    const { analysis } = await openProject('rules', { tests: false });
    const model = modelOn(analysis, '2021-12-31');
    const rollup = model?.rollups.get('by-kind');
    assert.ok(model != null && rollup !== undefined);
    const row = { ...figures, period: '2021', rollup: 'by-kind', standard: 'three-zero' };
    for (const [language, unknown] of [
      ['zh', '未知'],
      ['en', 'unknown'],
    ] as const) {
      const sink = { write: () => true };
      const console = openConsole({ language, quiet: false, environment: {}, out: sink, err: sink });
      const lines: readonly string[] = rollupText(
        model,
        rollup,
        [
          { ...row, group: 'village' },
          { ...row, group: '' },
        ],
        console,
      ).split('\n');
      assert.equal(lines.at(-1)?.trim().split(/\s+/)[0], unknown);
    }
  });

  const figures = { assessed: 4, passed: 3, failed: 1, undetermined: 0, rate: 0.75, rank: null, change: null };
});
