/** The reference page of mutation testing, from the table of its operators. */
import type { Language } from '../diagnostics/diagnostic.ts';
import { mutationOperators } from '../mutation/operators.ts';
import { code, table, text, type Words } from './markdown.ts';

export function mutationPage(language: Language): string {
  const rows = mutationOperators.map(({ id, title, does, example: [before, after] }) => [
    code(id),
    text(title, language),
    text(does, language),
    code(before),
    after === '(nothing)' ? text(words.nothing, language) : code(after),
  ]);
  const head = [words.id, words.operator, words.does, words.before, words.after].map((word) => text(word, language));
  const parts = [words.intro, words.caught, words.survivors, words.equivalents, words.figures];
  return `${[`# ${text(words.title, language)}`, ...parts.map((part) => text(part, language)), `## ${text(words.operators, language)}`, table(head, rows)].join('\n\n')}\n`;
}

const words = {
  title: { zh: '变异测试', en: 'Mutation testing' },
  intro: {
    zh: '`zhunsheng test --mutate` 每次改动政策的一处，看有没有用例查得出。本页由 `npm run docs` 从运算符的表生成。',
    en: '`zhunsheng test --mutate` changes the policies one thing at a time and sees whether a test notices. This page is made from the table of operators by `npm run docs`.',
  },
  caught: {
    zh: '改动后有用例得出的不是它所期望的，或者用例说到的名称已不存在，就算查出。改动由解释器判断：每个用例在两个求值器上的结果必须一致，一个就够了。只运行读到改动之处的用例。严重程度和得分要用例写明（`fail veto`、`fail 60`）才查得出。',
    en: 'A change is caught where a case gives something else than it expects, or speaks of a name that is gone. The interpreter judges it: as each case must give the same on both evaluators, one is enough. Only cases that read what is changed are run. A severity or points are noticed only where a case says them (`fail veto`, `fail 60`).',
  },
  survivors: {
    zh: '漏网的改动附有一个可以直接粘贴的用例：从已有用例的记录出发，在边界上变动，用改动前后两个版本验证结论不同，期望的是改动前的结论。',
    en: 'A change that survives comes with a case that can be pasted as it is: records of the existing cases, varied at the boundaries, on which the two versions were seen to differ; it expects the outcome of the policies as they are.',
  },
  equivalents: {
    zh: '没有差别的改动不计入比例，并说明原因：`no-verdict` 是没有结论、函件或步骤取决于它；`same-window` 是它数某条规则的不符合，而那条规则自己就按同一日期归入期间；`no-difference-found` 是在边界上试了几百组记录都没有差别，可能是等价的，也请人看一看。改动后意思不变的，和检查不通过的，不算改动。',
    en: 'Changes without a difference do not count, and say why: `no-verdict` where no verdict, letter or step rests on it; `same-window` where it counts the failures of a rule that places its records by the same date; `no-difference-found` where some hundred sets of records at the boundaries showed none, which a person should look at. What says the same in other words, and what the check refuses, is no change.',
  },
  figures: {
    zh: '比例是查出的除以查出与漏网之和。漏网不影响退出码，除非用 `--min-mutation-score 95` 要求；用例有失败时不做变异测试，退出码为 1。`--filter` 只改动名称或文件含有这段文字的政策和声明。',
    en: 'The score is what is caught by what is caught and survived. Survivors leave the exit status alone unless `--min-mutation-score 95` asks for it; where a case fails no change is tried and the status is 1. `--filter` changes only policies and declarations in whose name or file the text occurs.',
  },
  operators: { zh: '运算符', en: 'Operators' },
  id: { zh: '标识', en: 'id' },
  operator: { zh: '名称', en: 'name' },
  does: { zh: '做什么', en: 'what it does' },
  before: { zh: '改动前', en: 'before' },
  after: { zh: '改动后', en: 'after' },
  nothing: { zh: '（去掉）', en: '(left out)' },
} satisfies Words;
