/** What is said of data before anyone has chosen a period, and how a distribution is drawn with letters. */
import assert from 'node:assert/strict';
import { distributionLines, histogram } from '../../server/src/live/distribution-text.ts';
import { latestCovered } from '../../server/src/live/period.ts';

describe('The period that data suggests', () => {
  it('is the latest year that it covers to the end', () => {
    assert.equal(latestCovered('2020-07', '2021-12'), '2021');
  });
  it('is the year before where it reaches into a year that is not over', () => {
    assert.equal(latestCovered('2020-01', '2021-03'), '2020');
  });
  it('is the latest quarter or month where it covers no year', () => {
    assert.equal(latestCovered('2021-01', '2021-08'), '2021-Q2');
    assert.equal(latestCovered('2021-01', '2021-02'), '2021-02');
    assert.equal(latestCovered('2021-05', '2021-08'), '2021-08');
  });
});

describe('A distribution', () => {
  it('is drawn with a letter for each part, and what is there can be seen', () => {
    assert.equal(histogram([0, 1, 400, 800]), ' ▁▄█');
  });
  it('tells figures, quartiles and the histogram, in both languages', () => {
    const type = { kind: 'number', form: 'integer', nonNegative: true, display: 'number' } as const;
    const spread = { smallest: 0, quartiles: [1, 2, 3], largest: 9, bars: [2, 1] } as const;
    const distribution = { kind: 'numbers', count: 12, unknown: 2, empty: 0, ranges: 1, spread } as const;
    assert.deepEqual(distributionLines(distribution, type, '件', 'zh'), [
      '现有数据：共 12 · 未知 2 · 不能确定为一个数 1',
      '| 最小 | 下四分位 | 中位 | 上四分位 | 最大 |\n|---|---|---|---|---|\n| 0 件 | 1 件 | 2 件 | 3 件 | 9 件 |',
      '`█▄` 0 件 – 9 件',
    ]);
    assert.equal(
      distributionLines(distribution, type, null, 'en')[0],
      'In the data: 12 in all · 2 unknown · 1 not one number for certain',
    );
  });
  it('of codes names them by their titles, and keeps Markdown out of texts', () => {
    const type = { kind: 'code', codes: [{ value: 'a', title: { zh: '甲', en: 'A|b' } }] } as const;
    const values = [{ value: 'a', count: 3 }];
    const lines = distributionLines(
      { kind: 'values', count: 3, unknown: 0, empty: 0, distinct: 1, values },
      type,
      null,
      'en',
    );
    assert.match(lines.join('\n'), /\| A\\\|b \| 3 \|/);
  });
});
