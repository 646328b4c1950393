/** The page on the strength of tests, from the tables that the measuring itself goes by. */
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { stepStates } from '../model/step-state.ts';
import { stateWords } from '../testing/coverage/needs.ts';
import { type Quantity, quantityNeeds } from '../testing/coverage/quantifier.ts';
import { type Measure, measures } from '../testing/coverage/result.ts';
import { measureWords } from '../testing/coverage/words.ts';
import { code, table, text } from './markdown.ts';

export function coveragePage(language: Language): string {
  const say = (words: Localized): string => text(words, language);
  return [
    `# ${say(words.title)}`,
    say(words.intro),
    `## ${say(words.measures)}`,
    table(
      [words.measure, words.what, words.which, words.met].map(say),
      measures.map((measure) => [
        code(measure),
        say(measureWords[measure].title),
        rows[measure].which.map(code).join(' '),
        say(rows[measure].met),
      ]),
    ),
    say(words.places),
    `## MC/DC`,
    ...mcdc.map(say),
    `## ${say(words.boundaries)}`,
    ...boundaries.map(say),
    `## ${say(words.quantities)}`,
    table(
      [words.word, words.met].map(say),
      (Object.keys(quantityNeeds) as Quantity[]).map((which) => [code(which), say(quantityNeeds[which])]),
    ),
    say(words.quantityNotes),
    `## ${say(words.states)}`,
    table(
      [words.word, words.met].map(say),
      stepStates.map((state) => [code(state), say(stateWords[state])]),
    ),
    `## JSON`,
    say(words.json),
    '```ts',
    shape,
    '```',
    say(words.jsonNotes),
    '',
  ].join('\n\n');
}

const words = {
  title: { zh: '测试的强度：覆盖', en: 'The strength of tests: coverage' },
  intro: {
    zh: '`zhunsheng test PROJECT --coverage` 说明用例显示了政策的哪些部分，没有显示的在哪个文件哪一行，要怎样的用例才能显示。只有结论与期望相符的才算数：规则、阶梯、程序以用例对它们的期望为准，事实里的条件以整个用例通过为准。覆盖不影响退出码。',
    en: '`zhunsheng test PROJECT --coverage` tells which parts of the policies the cases show, and for what they do not show the file and line and what a case must hold. Only what comes out as expected counts: of rules, ladders and procedures what a case expects of them, of conditions in facts what a case computes that passes as a whole. Coverage does not change the exit status.',
  },
  measures: { zh: '量什么', en: 'What is measured' },
  measure: { zh: '量', en: 'Measure' },
  what: { zh: '名称', en: 'Name' },
  which: { zh: '分为', en: 'Its goals' },
  met: { zh: '怎样算显示了', en: 'Shown by' },
  word: { zh: '词', en: 'Word' },
  places: {
    zh: '目标以所在位置为准：共用条件里面的各项记在它写下的地方，不论哪条规则用到；用它的地方另算一项。只在消息里说到、或只用来分组的事实，不在结论里显示，不计；主键字段总是已知，`is known` 不会不成立，不计；同一份政策的每个版本各算各的。引用的政策包在它自己的项目里测试，不计。',
    en: 'A goal is where it is written: the parts of a shared condition count where this stands, whichever rule uses it, and each use counts besides. A fact that is only told in messages, or by which is only grouped, shows in no verdict and does not count; a field of the key is always known, so that `is known` of it cannot fail, which does not count either. Each version of a policy counts by itself. A pack is tested in its own project and does not count.',
  },
  boundaries: { zh: '边界', en: 'Boundaries' },
  quantities: { zh: '零条、一条、多条记录', en: 'No, one, several records' },
  quantityNotes: {
    zh: '`every`、`any`、`share` 有 `zero` 和后五个，别的汇总有前三个。算进去的记录不确定（字段未知、缺报）的，不显示任何一个。汇总的就是它要求的月报（`reported-by` 自身）的，没有零条；`that` 总是一样的，没有相反的。',
    en: '`every`, `any` and `share` have `zero` and the last five, other aggregates the first three. Where it is not certain which records count (an unknown field, a missing report) none is shown. An aggregate over the very reports that it asks for is never over none, and one whose `that` is always the same has not the contrary.',
  },
  states: { zh: '步骤的状态', en: 'States of steps' },
  json: {
    zh: '`--format json` 和库的 `test(project)`（`coverage: false` 时为 null）给出：',
    en: '`--format json`, and `test(project)` of the library (null with `coverage: false`), give:',
  },
  jsonNotes: {
    zh: '位置的行列从 0 起。`--format junit` 把各量写成第一个 testsuite 的 property，如 `coverage.branch` 为 `12/14`。',
    en: 'Lines and columns count from 0. `--format junit` has the figures as properties of the first testsuite, such as `coverage.branch` with `12/14`.',
  },
} as const satisfies Readonly<Record<string, Localized>>;

const rows: Readonly<Record<Measure, { readonly which: readonly string[]; readonly met: Localized }>> = {
  rule: {
    which: ['judged'],
    met: { zh: '有用例对规则有期望，且相符', en: 'a case that expects a verdict of the rule, and gets it' },
  },
  branch: {
    which: ['true', 'false'],
    met: {
      zh: '条件的每一项、每一组成立和不成立各一次。`when` 在记录属于期间时算，`require` 在规则适用时算，`where` 和 `that` 对看到的每条记录算',
      en: 'each part and group of a condition true, and false. `when` counts where the record is placed in the period, `require` where the rule applies, `where` and `that` for each record looked at',
    },
  },
  mcdc: {
    which: ['pair'],
    met: {
      zh: '见下：一对用例显示这一项单独决定结论',
      en: 'see below: a pair of cases that shows the part alone deciding',
    },
  },
  boundary: {
    which: ['within', 'at', 'outside', 'below', 'above', 'low-at', 'high-at'],
    met: { zh: '见下：正好在界上，和两侧各差一步', en: 'see below: exactly there, and a step to either side' },
  },
  quantifier: {
    which: Object.keys(quantityNeeds),
    met: { zh: '汇总恰好算了这样多条记录', en: 'the aggregate is computed over just so many records' },
  },
  ladder: {
    which: ['due STEP', 'due none', 'cleared'],
    met: {
      zh: '用例期望应发这一函；计数因连续无事由归零',
      en: 'a case expects the letter to be due; the count is set to zero by clear periods in a row',
    },
  },
  procedure: {
    which: ['current STEP', 'current none', 'STATE STEP', 'undetermined'],
    met: {
      zh: '用例期望办到这一步；在用例对程序或它的规则有期望的记录上，步骤处于这一状态',
      en: 'a case expects the step as the last one recorded; the step has the state, of a record of which a case expects something of the procedure or its rules',
    },
  },
  unknown: {
    which: ['unknown'],
    met: {
      zh: '这一项未知，别的都已定，结论因此待定（不计入分支）',
      en: 'the part is unknown, all else is decided, and so the verdict is undetermined (no branch)',
    },
  },
};

const mcdc: readonly Localized[] = [
  {
    zh: 'MC/DC（修正条件/判定覆盖）出自 RTCA DO-178C 第 6.4.4.2 节。这里用的是屏蔽形式：J. J. Chilenski《An Investigation of Three Forms of the Modified Condition Decision Coverage (MCDC) Criterion》，DOT/FAA/AR-01/18，2001。',
    en: 'MC/DC, modified condition/decision coverage, is that of RTCA DO-178C, section 6.4.4.2, here in its masking form: J. J. Chilenski, *An Investigation of Three Forms of the Modified Condition Decision Coverage (MCDC) Criterion*, DOT/FAA/AR-01/18, 2001.',
  },
  {
    zh: '判定是规则的结论，由 `when` 和 `require` 的各项合成（事实里的 `where`、`that` 以自身真假为判定）。在一个用例中，某一项*决定*结论，是指单把这一项换成相反的真假，结论就会是另一个：合取里别的项都成立，析取里别的项都不成立，一直到顶；别的项在被屏蔽处可以随意。一项要有一对用例：一个里它成立并决定，另一个里它不成立并决定，两个结论不同。',
    en: 'The decision is the verdict of a rule, made up of the parts of its `when` and `require` (of a fact’s `where` or `that` it is the condition’s own truth). In a case a part *decides* where the verdict would be another if this part alone had the opposite truth: within an `all` the others hold, within an `any` they do not, up to the top; what is masked may be anything. A part needs a pair of cases: in one it holds and decides, in the other it does not hold and decides, and the verdicts differ.',
  },
  {
    zh: '三值：真假之外还有未知（和无）。未知的一项不作一对里的任何一个，结论待定的用例也不作；但别的项未知并不妨碍一项决定，只要结论已定：`all: [A, B]` 中 B 未知而 A 不成立，结论是未通过，A 成立则待定，所以 A 决定。因此连在一起的条件也能成对：`any: [d is unknown, d ≤ …]` 在 d 未知时由第一项决定。一项未知并单独使结论待定的，另记为 `unknown`。同一项出现几次，每次分别算。有豁免的，`fail` 和 `undetermined` 都作 `waived`。',
    en: 'Three values: besides true and false a part may be unknown (or empty). A part that is unknown is neither half of a pair, and so is no case with an undetermined verdict; but that others are unknown does not keep a part from deciding as long as the verdict is settled: in `all: [A, B]` with B unknown and A false the verdict is fail, and with A true it would be undetermined, so A decides. So conditions that hang together have their pairs too: in `any: [d is unknown, d ≤ …]` the first decides where d is unknown. That a part is unknown and alone leaves the verdict undetermined is told apart, as `unknown`. A part that occurs several times counts for each. Under a waiver `fail` and `undetermined` are both `waived`.',
  },
  {
    zh: '程序生成的次序、齐全两类规则不逐项分析：以步骤和状态、规则的成立与不成立为准；准入条件和期限照常分析。',
    en: 'The rules of order and completeness that a procedure makes are not taken apart: steps, states, and the rule kept and broken stand for them; its condition of entry and its deadlines are.',
  },
];

const boundaries: readonly Localized[] = [
  {
    zh: '数、日期、月份的比较各有边界：`< ≤ > ≥ before after` 有 `at`（正好等于）、`within`（差一步，在成立的一侧）、`outside`（差一步，在不成立的一侧；`<` 的 `at` 本身已不成立）；`=` 和 `≠` 有 `at`、`below`、`above`；`between` 两端各三个，如 `low-at`；程序的 `within` 期限同 `≤`。只算由这个比较决定结论的用例。',
    en: 'Comparisons of numbers, dates and months have boundaries: `< ≤ > ≥ before after` have `at` (exactly there), `within` (a step off, on the side on which it holds) and `outside` (a step off on the other; of `<` already `at` does not hold); `=` and `≠` have `at`, `below` and `above`; `between` has three of each end, such as `low-at`; a deadline of a procedure is as `≤`. Only cases count in which the comparison decides.',
  },
  {
    zh: '一步：整数为 1，日期为一天，月份为一个月，小数为界限写法的最后一位（10 的负小数位次方），百分率为一个百分点（写得更细的按写法）；两个小数事实相比为 0.01；没有界限写法的平均数、比值不限远近。差不超过一步而不为零的，算在旁边。不可能的值不计：非负数不在零以下，`share` 在 0 与 100% 之间，名次从 1 起，字段依数据字典的上下限。',
    en: 'A step is 1 for integers, a day for dates, a month for months, for decimals one in the last digit that the bound is written with (10 to the power of minus its scale), for percents one point, or finer where the bound is written finer; between two facts that are decimals 0.01; averages and ratios that are compared with a fact are beside it at any distance. A value is beside a bound where it differs from it by no more than a step. What cannot be does not count: nothing below zero of what is never negative, a `share` lies between 0 and 100 %, a place begins at 1, a field keeps the dictionary’s minimum and maximum.',
  },
];

const shape = `interface Coverage {
  totals: Record<Measure, { met: number; of: number }>;
  rules: { rule; policy; version; place; title: { zh; en }; expected: Verdict[]; reached: Verdict[]; totals }[];
  goals: {
    measure: Measure;      // ${measures.map((measure) => `'${measure}'`).join(' | ')}
    which: string;         // 'true', 'at', 'due reminder' …
    of: { kind: 'rule' | 'fact' | 'condition' | 'ladder' | 'procedure'; name; policy; version };
    place: { file; range: { start: { line; column }; end: { line; column } } };
    text: { zh; en };      // the condition, fact or step in words
    met: boolean;
    by: { file; name; place }[];  // the first case that shows it, of a pair both
    needs: { zh; en };     // what a case must hold
  }[];
}`;
