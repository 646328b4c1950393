/** A condition's line: what it says, how it may be typed, what happens when it goes wrong. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { operators } from '../../engine/language/condition/operators.ts';
import { parseLine } from '../../engine/language/condition/parse.ts';
import type { Line, OperandNode } from '../../engine/language/condition/tree.ts';
import { textOfPath } from '../../engine/language/condition/tree.ts';
import { printLine } from '../../engine/language/print.ts';

describe('A condition in a line', () => {
  const meanings: readonly (readonly [string, string])[] = [
    ['level = skip', 'level = skip'],
    ['level=skip', 'level = skip'],
    ['petitions != 3', 'petitions ≠ 3'],
    ['petitions <= 3', 'petitions ≤ 3'],
    ['petitions >= 3', 'petitions ≥ 3'],
    ['petitions < -1.5', 'petitions < -1.5'],
    ['share ≥ 95%', 'share ≥ 0.95'],
    ['share ≥ 95 %', 'share ≥ 0.95'],
    ['share ≥ 0.5%', 'share ≥ 0.005'],
    ['days ≤ $limit', 'days ≤ $limit'],
    ['unit.street.name = "东 街"', 'unit.street.name = "东 街"'],
    ['name = "say \\"yes\\""', 'name = "say "yes""'],
    ["name = 'x'", 'name = "x"'],
    ['kind in [a, b]', 'kind in [a,b]'],
    ['kind not in [a, 3, "c d", $p, x.y]', 'kind not in [a,3,"c d",$p,x.y]'],
    ['kind in (a, b)', 'kind in [a,b]'],
    ['n between 1 and $most', 'n between 1 and $most'],
    ['code matches /^\\d+\\/x$/', 'code matches /^\\d+/x$/'],
    ['name contains "桥"', 'name contains "桥"'],
    ['name not contains 桥', 'name not contains 桥'],
    ['on before 2021-03-05', 'on before 2021-03-05'],
    ['on after other-date', 'on after other-date'],
    ['month = 2021-03', 'month = 2021-03-01'],
    ['on is known', 'on is known'],
    ['on is unknown', 'on is unknown'],
    ['model', 'model'],
    ['in in [in, not]', 'in in [in,not]'],
    ['级别 = 越级', '级别 = 越级'],
  ];
  for (const [text, meaning] of meanings) {
    it(`reads ${text}`, () => {
      const { line, problems } = parseLine(text);
      assert.deepEqual(
        problems.map(({ span }) => span),
        [],
      );
      assert.equal(line && show(line), meaning);
    });
  }

  const typedInChinese: readonly (readonly [string, string])[] = [
    ['上访 ＝ ３', '上访 = 3'],
    ['上访　≤　１０', '上访 ≤ 10'],
    ['上访 ！＝ ０', '上访 ≠ 0'],
    ['上访 ＞＝ ０', '上访 ≥ 0'],
    ['上访 ≧ 2', '上访 ≥ 2'],
    ['占比 ≥ ９５．５％', '占比 ≥ 0.955'],
    ['名称 = “东街，一号”', '名称 = "东街，一号"'],
    ['名称 = 「东街」', '名称 = "东街"'],
    ['类型 in 【村，社区、企业】', '类型 in [村,社区,企业]'],
    ['类型 in （村，社区）', '类型 in [村,社区]'],
    ['天数 ≤ ＄期限', '天数 ≤ $期限'],
    ['日期 before ２０２１－０３－０５', '日期 before 2021-03-05'],
    ['编号 matches ／^Ａ＝/', '编号 matches /^Ａ＝/'],
  ];
  for (const [text, meaning] of typedInChinese) {
    it(`reads ${text} as a Chinese input method types it`, () => {
      const { line, problems } = parseLine(text);
      assert.deepEqual(
        problems.map(({ span }) => span),
        [],
      );
      assert.equal(line && show(line), meaning);
    });
  }

  it('knows where each part stands', () => {
    const text = '  unit.name  =  "东街" ';
    const { line } = parseLine(text);
    assert.ok(line?.kind === 'compare');
    const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    assert.deepEqual(
      line.fact.steps.map(({ span }) => cut(span)),
      ['unit', 'name'],
    );
    assert.equal(cut(line.sign), '=');
    assert.equal(cut(line.operand.span), '"东街"');
    assert.equal(cut(line.span), 'unit.name  =  "东街"');
  });

  it('goes on after a problem, so that an editor still has the fact and the operator', () => {
    const unfinished = parseLine('petitions ≤');
    assert.equal(unfinished.line?.kind, 'compare');
    assert.equal(unfinished.problems.length, 1);
    const open = parseLine('kind in [village, ');
    assert.ok(open.line?.kind === 'in');
    assert.equal(open.line.operands.length, 1);
    const wrong = parseLine('petitions ~ 3');
    assert.equal(wrong.line && textOfPath(wrong.line.fact), 'petitions');
    assert.equal(wrong.problems.length, 1);
  });

  it('gives a tree or a problem for any text, quickly, and every place lies in the text', () => {
    const piece = fc.constantFrom(
      'a',
      'a.b',
      '=',
      '≠',
      '<=',
      'in',
      'not',
      'not in',
      '[',
      ']',
      ',',
      'between',
      'and',
      'matches',
      '/x/',
      '/',
      '"',
      '“',
      '”',
      "'",
      '$',
      '$p',
      '3',
      '95%',
      '%',
      '2021-03-05',
      '2021-13',
      'is',
      'known',
      'unknown',
      'contains',
      ' ',
      '　',
      '(',
      '）',
      '\\',
      '😀',
      '-',
      '.',
      '..',
      'or',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (line) => {
        const parsed = parseLine(line);
        assert.ok(parsed.line !== null || parsed.problems.length > 0);
        const spans = [
          ...parsed.problems.map(({ span }) => span),
          ...(parsed.line === null ? [] : spansOf(parsed.line)),
        ];
        for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= line.length, line);
      }),
      { numRuns: 3000 },
    );
  });

  it('prints in one canonical way that reads back as the same', () => {
    const name = fc.constantFrom('a', 'unit.name', 'skip-level', '级别', 'in', 'between', 'x1', 'A_b');
    const operand = fc.oneof(
      name,
      fc.constantFrom(
        '3',
        '-1.50',
        '007',
        '９５％',
        '2021-3-5',
        '2021-03',
        'true',
        '$p',
        "'it''s'",
        '“引 号”',
        '「a"b」',
        '"c:\\\\d"',
        '"a \\"b\\""',
      ),
    );
    const list = fc.array(operand, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join('， ')}]`);
    const pattern = fc.constantFrom('/a\\/b/', '/\\d+/', '"x/y"', '/[/]/', '/ /');
    const line = fc.oneof(
      name,
      fc
        .tuple(
          name,
          fc.constantFrom('=', '!=', '＜', '<=', '>', '≥', 'before', 'after', 'contains', 'not contains'),
          operand,
        )
        .map((parts) => parts.join(' ')),
      fc.tuple(name, fc.constantFrom('in', 'not  in'), list).map((parts) => parts.join(' ')),
      fc.tuple(name, operand, operand).map(([fact, low, high]) => `${fact} between ${low} and ${high}`),
      fc.tuple(name, pattern).map(([fact, re]) => `${fact} matches ${re}`),
      fc.tuple(name, fc.constantFrom('is known', 'is  unknown')).map((parts) => parts.join('  ')),
    );
    let read = 0;
    fc.assert(
      fc.property(line, (text) => {
        const first = parseLine(text);
        if (first.line === null || first.problems.length > 0) return;
        read++;
        const printed = printLine(first.line);
        const second = parseLine(printed);
        assert.deepEqual(second.problems, [], printed);
        assert.equal(second.line && show(second.line), show(first.line), `${text} → ${printed}`);
        assert.equal(second.line && printLine(second.line), printed);
      }),
      { numRuns: 3000 },
    );
    assert.ok(read > 2000, String(read));
  });

  it('reads every operator in every spelling that is not foreign', () => {
    for (const { spelling, also, form } of operators) {
      for (const each of [spelling, ...also]) {
        const { line, problems } = parseLine(`a ${each} ${operandsFor(form.kind)}`);
        assert.deepEqual(problems, [], each);
        assert.equal(line?.kind, form.kind, each);
      }
    }
  });

  it('reads a long line in time that grows with its length', () => {
    const started = performance.now();
    for (let i = 0; i < 50; i++) parseLine(`a in [${'x, '.repeat(1300)}y]`);
    assert.ok(performance.now() - started < 2000);
  });
});

function operandsFor(kind: string): string {
  if (kind === 'in') return '[1]';
  if (kind === 'between') return '1 and 2';
  if (kind === 'matches') return '/x/';
  return kind === 'known' ? '' : '1';
}

function spansOf(line: Line): { start: number; end: number }[] {
  return [line.span, line.sign, line.fact.span, ...line.fact.steps.map(({ span }) => span)];
}

function show(line: Line): string {
  const fact = textOfPath(line.fact);
  const not = 'negated' in line && line.negated ? 'not ' : '';
  switch (line.kind) {
    case 'compare':
      return `${fact} ${line.operator} ${showOperand(line.operand)}`;
    case 'in':
      return `${fact} ${not}in [${line.operands.map(showOperand).join()}]`;
    case 'between':
      return `${fact} between ${showOperand(line.low)} and ${showOperand(line.high)}`;
    case 'matches':
      return `${fact} matches /${line.pattern?.pattern}/`;
    case 'contains':
      return `${fact} ${not}contains ${showOperand(line.operand)}`;
    case 'known':
      return `${fact} is ${line.negated ? 'unknown' : 'known'}`;
    case 'holds':
      return fact;
  }
}

function showOperand(operand: OperandNode): string {
  switch (operand.kind) {
    case 'number':
    case 'date':
    case 'month':
    case 'boolean':
      return String(operand.value);
    case 'text':
      return `"${operand.value}"`;
    case 'parameter':
      return `$${operand.name}`;
    case 'path':
      return textOfPath(operand);
    case 'missing':
      return '?';
  }
}
