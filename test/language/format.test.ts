/** The canonical layout: what it looks like, and that it changes neither meaning nor comments, nor itself. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isCollection, isMap, isScalar, Lexer, parseDocument, visit } from 'yaml';
import { analyze } from '../../engine/language/analyze.ts';
import { formatFile, isFormatted } from '../../engine/language/format.ts';
import { projects } from '../agreement/generate/index.ts';
import { renderFiles } from '../agreement/render.ts';

const messy = `# Zero petitions


version:   2021.10
policy: zero-petition
effective: {until: 2021-12-31, from: 2021-01-01}   # one year
title: {en: Zero petitions, zh: 零上访}
rules: # what is asked
    # nobody goes over the heads of the office
    no-skip-level:
        require: skip-level  <=  0
        for: unit
        title: { zh: 无越级上访, en: No skip-level petition }
        when:
        - kind in [ village,community ]
        - any: [ "name != 'x'", open ]
        otherwise:  # and if not
            message: { zh: "本期越级上访 {skip-level} 起，请逐一核对来访登记与劝返记录", en: "{skip-level} skip-level petitions in the period, each to be compared with the register" }
            severity: veto     # no appeal
            responsible: [unit,street]
    replied:
        for: petition
        require: days-to-reply ＜＝ $reply-days

facts:
    skip-level: {count: petition, of: unit, where: 'level = "skip-level"', during: received-on}
    # the text goes on
    days-to-reply:
        of: petition
        description: >
          From receipt
          to reply.
        days: {to: replied-on, from: received-on, open: as-of}
# the end
`;

const canonical = `# Zero petitions

policy: zero-petition
title: { zh: 零上访, en: Zero petitions }
version: 2021.10
effective: { from: 2021-01-01, until: 2021-12-31 } # one year

facts:
  skip-level: { of: unit, count: petition, where: level = "skip-level", during: received-on }
  # the text goes on
  days-to-reply:
    of: petition
    description: >
      From receipt
      to reply.
    days: { from: received-on, to: replied-on, open: as-of }

rules: # what is asked
  # nobody goes over the heads of the office
  no-skip-level:
    title: { zh: 无越级上访, en: No skip-level petition }
    for: unit
    when:
      - kind in [village, community]
      - any: [name ≠ "x", open]
    require: skip-level ≤ 0
    otherwise: # and if not
      severity: veto # no appeal
      message:
        zh: "本期越级上访 {skip-level} 起，请逐一核对来访登记与劝返记录"
        en: "{skip-level} skip-level petitions in the period, each to be compared with the register"
      responsible: [unit, street]

  replied:
    for: petition
    require: days-to-reply ≤ $reply-days

# the end
`;

describe('the formatter', () => {
  it('puts keys in order, conditions in their canonical spelling, and keeps comments beside what they speak of', () => {
    assert.equal(formatFile('rules/a.policy.yaml', messy).text, canonical);
  });

  it('leaves its own layout as it is', () => {
    assert.equal(formatFile('rules/a.policy.yaml', canonical).text, canonical);
  });

  it('breaks long rows after a comma, and long lists of rows into one a line', () => {
    const row = (id: string) => `{ id: ${id}, unit: u1, level: ordinary, matter: housing, received-on: 2021-03-02 }`;
    const long = `{ id: p1, unit: u1, level: ordinary, matter: housing, received-on: 2021-03-02, replied-on: 2021-03-09, by: xy }`;
    const text = `tests: a\nperiod: 2021\ncases:\n  - name: one\n    given:\n      petition: [${row('p1')}, ${row('p2')}]\n      visit:\n        - ${long}\n    expect: {}\n`;
    assert.equal(
      formatFile('a.test.yaml', text).text,
      `tests: a\nperiod: 2021\ncases:\n  - name: one\n    given:\n      petition:\n        - ${row('p1')}\n        - ${row('p2')}\n      visit:\n        - { id: p1, unit: u1, level: ordinary, matter: housing, received-on: 2021-03-02, replied-on: 2021-03-09,\n          by: xy }\n    expect: {}\n`,
    );
  });

  it('keeps numbers, quotes and texts of several lines as they were written', () => {
    const text = `policy: a\nversion: "2021.10"\neffective: { from: 2021-01-01 }\nparameters:\n  big:\n    title: { zh: '大', en: "big" }\n    description: |\n      one\n\n        two\n    values:\n      - { from: 2020-01-01, value: 123456789012345678 }\n      - { from: 2021-01-01, value: 95.0% }\n`;
    assert.equal(formatFile('a.policy.yaml', text).text, text.replace('\nparameters', '\n\nparameters'));
  });

  it('writes LF, one final newline and no byte order mark', () => {
    assert.equal(
      formatFile('a.policy.yaml', '\uFEFFpolicy: a\r\nversion: 1\r\n\r\n\r\n').text,
      'policy: a\nversion: 1\n',
    );
    assert.equal(formatFile('a.policy.yaml', 'policy: a').text, 'policy: a\n');
  });

  it('leaves a file with syntax errors alone, and says why', () => {
    const text = 'policy:   a\nrules:\n  one: { for: unit\n';
    const { text: after, diagnostics } = formatFile('a.policy.yaml', text);
    assert.equal(after, text);
    assert.ok(diagnostics.length > 0 && diagnostics.every(({ place }) => place.file === 'a.policy.yaml'));
  });

  it('leaves a condition alone that is not understood, and lays out the rest', () => {
    const { text } = formatFile('a.policy.yaml', 'rules:\n    one:\n        require: a <== 3\n        for:   unit\n');
    assert.equal(text, 'rules:\n  one:\n    for: unit\n    require: a <== 3\n');
  });

  it('keeps anchors before what refers to them', () => {
    const text = 'policy: a\nrules:\n  one: { require: &same a = 1, for: unit, when: *same }\n';
    const { text: after, diagnostics } = formatFile('a.policy.yaml', text);
    assert.deepEqual(diagnostics, []);
    assert.match(after, /require: &same a = 1, for: unit, when: \*same/);
  });

  it('leaves other files and empty ones as they are', () => {
    assert.equal(formatFile('guide.md', '# a   \n').text, '# a   \n');
    assert.equal(formatFile('a.policy.yaml', '').text, '');
    assert.equal(formatFile('a.policy.yaml', '# only a comment').text, '# only a comment');
    assert.deepEqual(
      [
        'a.policy.yaml',
        'x/b.test.yaml',
        'waivers.yaml',
        'datapackage.yaml',
        'datapackage.json',
        'guide.md',
        'my-waivers.yaml',
      ].map(isFormatted),
      [true, true, true, true, false, false, false],
    );
  });

  it('changes neither meaning nor comments of any project, and is done after one go', () => {
    fc.assert(
      fc.property(projects, fc.integer({ min: 1 }), (project, seed) => {
        const files = renderFiles(project);
        const random = randomFrom(seed);
        const disturbed = new Map(
          [...files].map(([file, text]) => [file, isFormatted(file) ? disturb(text, random) : text]),
        );
        const formatted = new Map([...disturbed].map(([file, text]) => [file, formatFile(file, text).text]));
        for (const [file, text] of formatted) {
          assert.equal(formatFile(file, text).text, text, `${file} changes again`);
          assert.deepEqual(commentsIn(text).sort(), commentsIn(disturbed.get(file) as string).sort());
          if (isFormatted(file)) assert.doesNotMatch(text, /!=|<=|>=|＝/);
        }
        const before = analyze(disturbed);
        assert.deepEqual(
          before.diagnostics.filter(({ severity }) => severity === 'error'),
          [],
        );
        assert.deepEqual(analyze(formatted).eras, before.eras);
      }),
      { numRuns: 40 },
    );
  });
});

function commentsIn(text: string): string[] {
  const tokens = [...new Lexer().lex(text)];
  return tokens
    .filter((token, index) => token.startsWith('#') && tokens[index - 1] !== '\u001f')
    .map((token) => token.trim());
}

/** The same content as another might write it: other order of keys, other spelling of operators, comments, flow and block. */
function disturb(text: string, random: () => number): string {
  const document = parseDocument(text);
  let count = 0;
  const comment = () => ` comment ${++count}`;
  visit(document, {
    Map: (key, map) => {
      if (key !== null && random() < 0.3 && !String(map).includes('#')) map.flow = true;
      if (random() < 0.5) map.items.sort(() => random() - 0.5);
    },
    Pair: (_key, pair) => {
      if (!isScalar(pair.key)) return;
      if (random() < 0.1) pair.key.commentBefore = comment();
      if (random() < 0.1) pair.key.spaceBefore = true;
      if (random() < 0.1 && isScalar(pair.value)) pair.value.comment = comment();
    },
    Scalar: (_key, scalar) => {
      if (typeof scalar.value !== 'string' || _key === 'key') return;
      const spelling = random();
      if (spelling < 0.3)
        scalar.value = scalar.value.replace(/ ≠ /, ' != ').replace(/ ≤ /, ' <= ').replace(/ ≥ /, ' >= ');
      else if (spelling < 0.4) scalar.value = scalar.value.replace(/^(\S+) = /, '$1  ＝ ');
    },
    Seq: (_key, seq) => {
      if (random() < 0.3 && seq.items.every((item) => !isCollection(item) || (isMap(item) && item.flow)))
        seq.flow = true;
    },
  });
  const indent = random() < 0.5 ? 2 : 4;
  const folded = document.toString({ indent, lineWidth: random() < 0.5 ? 60 : 0 });
  // Far to the right the package folds a quoted text with an escape wrongly: it then reads "undefined".
  return folded.includes('undefined\\\n') ? document.toString({ indent, lineWidth: 0 }) : folded;
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
