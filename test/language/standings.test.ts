/** Facts that say where a record stands, and what must not stand on itself. */
import assert from 'node:assert/strict';
import { head, problems, project } from './marked.ts';
import { handling, modelOf, own, rule, titled } from './programme-parts.ts';

describe('Facts of where a record stands', () => {
  const text = `parameters:
  points: { ${titled}, values: [{ from: 2020-01-01, value: 30 }, { from: 2022-01-01, value: POINTS }] }
facts:
  at-start: { of: unit, ${titled}, stock: petition, entered: received-on, left: replied-on, at: start, reported-by: report }
  now: { of: unit, ${titled}, stock: petition, entered: received-on, left: replied-on, where: level = skip }
  before: { of: unit, ${titled}, previous: now }
  stands: { of: unit, ${titled}, verdict: falls }
  whole: { of: unit, ${titled}, verdict: good }
  left: { of: unit, ${titled}, score: good }
  place: { of: unit, ${titled}, rank: { by: left, among: street.name, order: ascending } }
rules:
${rule('falls', '[before ≥ now, at-start ≥ 0]')}${rule('reads', '[stands = pass, whole ≠ fail, left ≥ 60, place ≤ 3]')}standards:
  good: { ${titled}, for: unit, requires: [falls], score: { full: 100, less: { falls: $points } } }
`;
  const model = modelOf(text.replace('POINTS', '40'));
  const facts = model.facts.get('unit');

  it('count what is there before the period or, unless it is said, at its end', () => {
    const { type, definition } = facts?.get('at-start') ?? {};
    assert.deepEqual(type, { kind: 'number', form: 'integer', nonNegative: true, display: 'number' });
    assert.deepEqual(definition, {
      kind: 'stock',
      source: 'petition',
      link: ['unit'],
      where: null,
      during: null,
      reportedBy: 'report',
      entered: own('received-on'),
      left: own('replied-on'),
      at: 'start',
    });
    const now = facts?.get('now')?.definition;
    assert.equal(now?.kind === 'stock' && now.at, 'end');
  });

  it('give verdicts as codes, of rules and of standards', () => {
    const { type, definition } = facts?.get('stands') ?? {};
    assert.deepEqual(type?.kind === 'code' && type.codes.map(({ value }) => value), ['pass', 'fail', 'waived']);
    assert.deepEqual(definition, { kind: 'verdict', of: 'rule', name: 'falls' });
    assert.deepEqual(facts?.get('whole')?.definition, { kind: 'verdict', of: 'standard', name: 'good' });
  });

  it('give scores as whole numbers where all points are whole, else as decimals', () => {
    const form = (points: string): unknown => {
      const type = modelOf(text.replace('POINTS', points)).facts.get('unit')?.get('left')?.type;
      return type?.kind === 'number' && [type.form, type.nonNegative];
    };
    assert.deepEqual(form('40'), ['integer', true]);
    assert.deepEqual(form('12.5'), ['decimal', true]);
  });

  for (const digits of ['0.0123456789', '1234567890123456789']) {
    it(`take points of as many digits as other numbers: not ${digits}`, () => {
      const scored = text.replace('POINTS', '40').replace('full: 100', `full: ${digits}`);
      const [problem] = problems(project(head + scored));
      const at = (head + scored).split('\n').findIndex((line) => line.includes(digits));
      assert.deepEqual([problem?.code, problem?.place.range.start.line], ['ZS1214', at]);
      assert.match(problem?.message.en ?? '', /at most 18 before and 9 after the point/);
    });
  }

  it('give ranks among those alike, and the same fact of the period before', () => {
    assert.deepEqual(facts?.get('place')?.definition, {
      kind: 'rank',
      by: own('left'),
      among: { through: ['street'], fact: 'name' },
      order: 'ascending',
    });
    assert.deepEqual(facts?.get('before')?.definition, { kind: 'previous', fact: 'now' });
    assert.deepEqual(facts?.get('before')?.type, facts?.get('now')?.type);
  });

  it('use the names that they speak of: nothing is told to be unused', () => {
    const { diagnostics } = project(head + text.replace('POINTS', '40'));
    assert.deepEqual(diagnostics, []);
  });
});

describe('Facts, verdicts and ladders', () => {
  function circle(text: string): readonly string[] {
    return problems(project(head + text)).flatMap(({ code, message }) =>
      code === 'ZS1507' ? [message.en.replace('The definitions form a circle: ', '')] : [],
    );
  }
  const reads = (fact: string): string => `rules:\n${rule('one', fact)}`;

  it('must not stand on themselves: a fact on the verdict of a rule that reads it', () => {
    const text = `${reads('stands = pass')}facts:\n  stands: { of: unit, ${titled}, verdict: one }\n`;
    assert.deepEqual(circle(text), ['one → stands → one']);
  });

  it('nor by way of the period before', () => {
    const text = `${reads('a > 0')}facts:\n  a: { of: unit, ${titled}, total: [b, households] }\n  b: { of: unit, ${titled}, previous: a }\n`;
    assert.deepEqual(circle(text), ['a → b → a']);
  });

  it('nor by way of a score, a rank and a standard', () => {
    const text = `${reads('place < 3')}facts:
  place: { of: unit, ${titled}, rank: { by: left } }
  left: { of: unit, ${titled}, score: good }
standards:
  good: { ${titled}, for: unit, requires: [one], score: { full: 100, less: { one: 10 } } }
`;
    assert.deepEqual(circle(text), ['one → place → left → good → one']);
  });

  it('nor by way of a procedure whose admission reads its own step', () => {
    const text = handling.replace('level = skip', 'handling = reply');
    assert.equal(circle(text).length, 1);
    assert.match(circle(text)[0] ?? '', /handling → handling/);
  });
});
