/** A model with only some of its standards and rules keeps what these stand on, and nothing else. */
import assert from 'node:assert/strict';
import { limitTo } from '../../engine/assess/limit.ts';
import { analyze } from '../../engine/language/analyze.ts';
import type { Model } from '../../engine/model/policy.ts';
import { programme } from '../language/programme-project.ts';

const agency = ['admitted', 'in-order', 'complete', 'assign', 'close'].map((each) => `petition-agency.${each}`);

describe('A model limited to some standards and rules', () => {
  const { eras, diagnostics } = analyze(programme);
  const whole = eras[0]?.model as Model;
  const names = ({ rules, standards, procedures, ladders }: Model): readonly (readonly string[])[] =>
    [rules, standards, procedures, ladders].map((table) => [...table.keys()]);

  it('is of a sound project', () => assert.deepEqual(diagnostics, []));

  it('keeps the ladder whose occasions it has, and the procedure that its standard requires', () => {
    assert.deepEqual(names(limitTo(whole, ['three-zero'])), [
      ['zero-petition', ...agency],
      ['three-zero'],
      ['petition-agency'],
      ['four-letters'],
    ]);
  });

  it('keeps the rules and standards whose verdicts, scores and ranks its facts read, and the ladder of these', () => {
    assert.deepEqual(names(limitTo(whole, [], ['shrinks'])), [
      ['zero-petition', 'shrinks', ...agency],
      ['three-zero'],
      ['petition-agency'],
      ['four-letters'],
    ]);
  });

  it('keeps the procedure whose current step is read, without its rules', () => {
    assert.deepEqual(names(limitTo(whole, [], ['not-stuck'])), [['not-stuck'], [], ['petition-agency'], []]);
  });

  it('has one rule of a procedure without the procedure itself', () => {
    assert.deepEqual(names(limitTo(whole, [], ['petition-agency.close'])), [['petition-agency.close'], [], [], []]);
  });
});
