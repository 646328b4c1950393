/** The questions of `init` on a terminal: each with a default, and asked again where the answer does not do. */
import assert from 'node:assert/strict';
import { interview } from '../../engine/cli/interview.ts';
import { openConsole } from '../../engine/cli/terminal/console.ts';
import { type InitOptions, planProject } from '../../engine/index.ts';
import { type Desk, desk, inspections } from './spreadsheets.ts';

describe('The questions of init', () => {
  let at: Desk;
  beforeEach(() => {
    at = desk();
  });
  afterEach(() => at.remove());

  interface Asked {
    readonly questions: readonly string[];
    readonly told: string;
    readonly options: InitOptions;
  }

  /** Answers by a part of the question, the default where none fits; each answer is given once. */
  async function ask(given: InitOptions, answers: readonly (readonly [string, string])[]): Promise<Asked> {
    const questions: string[] = [];
    let told = '';
    const left = [...answers];
    const console = openConsole({
      language: 'en',
      quiet: false,
      environment: {},
      out: { write: () => 0 },
      err: {
        write: (text) => {
          told += text;
        },
      },
    });
    const options = await interview(
      at.path('rules'),
      given,
      async (question, otherwise) => {
        questions.push(`${question} [${otherwise}]`);
        const found = left.findIndex(([part]) => question.includes(part));
        return found === -1 ? otherwise : (left.splice(found, 1)[0]?.[1] ?? '');
      },
      console,
    );
    return { questions, told, options };
  }

  it('each has the default that is taken otherwise', async () => {
    const files = await inspections(at);
    const { questions, told, options } = await ask({ from: files, year: 2021 }, []);
    assert.deepEqual(questions, [
      'The project’s title [rules]',
      'The key of "街道" (3 records), several columns with commas between [街道代码]',
      'The key of "网格" (8 records), several columns with commas between [网格编号]',
      'The key of "检查记录" (9 records), several columns with commas between [检查日期,网格编号]',
      'The table whose records are judged (街道, 网格, 检查记录) [网格]',
      'How many "检查记录" each "网格" may have in a period [0]',
    ]);
    assert.equal(told, '');
    const plain = await planProject(at.path('rules'), { from: files, year: 2021 });
    assert.deepEqual((await planProject(at.path('rules'), options)).texts, plain.texts);
  });

  it('answers go into the project', async () => {
    const files = await inspections(at);
    const { options } = await ask({ from: files, year: 2021 }, [
      ['title', 'Grids'],
      ['may have', '3'],
    ]);
    const { title, texts } = await planProject(at.path('rules'), options);
    assert.equal(title, 'Grids');
    assert.match(texts.get('guide.md') ?? '', /at most 3/);
    const other = await ask({ from: files, year: 2021 }, [['The key of "网格"', '网格名称']]);
    const { tables } = await planProject(at.path('rules'), other.options);
    assert.deepEqual(tables.find(({ name }) => name === '网格')?.key, ['网格名称']);
  });

  it('a wrong answer is told with what may stand there, and asked again', async () => {
    const [file = ''] = await inspections(at);
    const { questions, told, options } = await ask({ year: 2021 }, [
      ['Data files', at.path('none.xlsx')],
      ['Data files', file],
      ['are judged', '街到'],
      ['are judged', '街道'],
    ]);
    assert.equal(questions.filter((question) => question.startsWith('Data files')).length, 2);
    assert.match(told, /ZS7101 [^\n]+none\.xlsx/);
    assert.match(told, /ZS7107 [^\n]+街道/);
    assert.equal(options.subject, '街道');
  });

  it('nothing is asked that a flag has said', async () => {
    const given = { from: await inspections(at), title: 'x', subject: '街道', limit: 2, year: 2021 };
    const keys = new Map([
      ['街道', ['街道代码']],
      ['网格', ['网格编号']],
      ['检查记录', ['检查日期', '网格编号']],
    ]);
    assert.deepEqual((await ask({ ...given, keys }, [])).questions, []);
  });
});
