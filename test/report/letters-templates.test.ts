/** Templates of letters as an office writes them in Word, and what is said of one that cannot be used. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZhunshengError } from '../../engine/diagnostics/error.ts';
import { check, checkTemplates } from '../../engine/index.ts';
import { openProject, type Project } from '../../engine/project/open.ts';
import { bytesOf, newDocx } from '../../engine/report/letters/package.ts';
import { placeholders } from '../../engine/report/letters/placeholders.ts';
import { report } from '../../engine/report/report.ts';
import { type LetterProject, textOfLetter, withLetters, wordFile } from './letters-project.ts';

const oneLetter: LetterProject = {
  units: { U1: '甲村' },
  petitions: [['U1', '2021-05']],
  reminder: ', template: templates/提醒.docx',
};

describe('A template of the project', function () {
  this.timeout(60_000);

  const letterBy = (paragraphs: readonly string[], header = ''): Promise<readonly string[]> =>
    withTemplate(wordFile(paragraphs, header), async (project, out) => {
      assert.deepEqual(await problems(project), []);
      await report(project, { period: '2021-05', out, only: ['letters'] });
      return textOfLetter(join(out, 'letters/2021-05/letters/reminder-001.docx'));
    });

  it('is filled in by Chinese and by English names', async () => {
    const text = await letterBy(
      [
        '致{单位}（{单位代码}），{ unit }：',
        '{#事由}',
        '{序号}. {时间} {事项}：{情况}；{条款}；{责任人}；{整改要求}；{单位}',
        '{/事由}',
        '{#occasions}{index}/{when}/{matter}/{text}/{clause-of}/{responsible-for}/{remedy}{/occasions}',
        '{块}{条}{territory}{department} {due} {as-of} {period} {count} {about} {to} {addressee} {ladder}',
      ],
      '{number}',
    );
    assert.deepEqual(text, [
      '致甲村（U1），甲村：',
      '1. 2021年5月 无信访：本月信访 1 件；二、信访；单位、街道；约见信访人；甲村',
      '1/2021年5月/无信访/本月信访 1 件/二、信访/单位、街道/约见信访人',
      '新城街道新城街道 2021年6月30日 2021-05-31 2021-05 1 2021年5月 甲村 甲村 逐级发函',
      '2021-05/提醒/001',
    ]);
  });

  it('leaves out what is under a condition that is empty', async () => {
    assert.deepEqual(await letterBy(['{#抄送}抄送{抄送}{/抄送}{^copies}不抄送{/copies}{#块}属地{块}{/块}']), [
      '不抄送属地新城街道',
      '',
    ]);
  });

  it('of a policy that another project brings lies with that project', () =>
    withTemplate(wordFile(['致{单位}']), async (district, out) => {
      const town = join(district.folder, '../town');
      mkdirSync(join(town, 'data'), { recursive: true });
      renameSync(join(district.folder, 'data'), join(town, 'data'));
      writeFileSync(join(town, 'datapackage.yaml'), "name: town\nzhunsheng:uses: [{ path: ../rules, version: '1' }]\n");
      const descriptor = join(district.folder, 'datapackage.yaml');
      writeFileSync(descriptor, `version: '1'\n${readFileSync(descriptor, 'utf8')}`);
      const project = await openProject(town, { tests: false });
      assert.deepEqual(await problems(project), []);
      await report(project, { period: '2021-05', out, only: ['letters'] });
      const text = textOfLetter(join(out, 'letters/2021-05/letters/reminder-001.docx'));
      assert.equal(text[0], '致甲村');
      rmSync(join(district.folder, 'templates/提醒.docx'));
      assert.match((await problems(project))[0] ?? '', /^ZS8201 \.\.\/rules\/letters\.policy\.yaml /);
    }));

  it('may ask for everything that the reference lists', async () => {
    const names = Object.values(placeholders).flatMap(({ name }) => [name.zh, name.en]);
    const scalars = names.filter((name) => name !== '事由' && name !== 'occasions');
    const [text] = await letterBy([scalars.map((name) => `{${name}}`).join('|')]);
    assert.doesNotMatch(text ?? '', /[{}]|undefined|null/);
  });
});

describe('What check says of a template', function () {
  this.timeout(60_000);

  const said = (content: Uint8Array): Promise<readonly string[]> => withTemplate(content, problems);

  it('names an unknown placeholder, where it stands, and what was meant', async () => {
    assert.deepEqual(await said(wordFile(['致{单位}：', '{单位名}于{日其}前'], '{nummer}')), [
      'ZS8203 templates/提醒.docx 第 2 段“{单位名}于{日其}前”：不认识占位符“{单位名}”，是否想写“单位”？',
      'ZS8203 templates/提醒.docx 第 2 段“{单位名}于{日其}前”：不认识占位符“{日其}”，是否想写“日期”？',
      'ZS8203 templates/提醒.docx 页眉第 1 段“{nummer}”：不认识占位符“{nummer}”，是否想写“number”？',
    ]);
  });

  it('names what stands outside its loop, and what would put in more than text', async () => {
    const found = await said(wordFile(['{事项}', '{@单位}', '{#事由}{事项}{/事由}']));
    assert.deepEqual(
      found.map((text) => text.replace(/，是否.*/, '')),
      [
        'ZS8203 templates/提醒.docx 第 1 段“{事项}”：不认识占位符“{事项}”',
        'ZS8203 templates/提醒.docx 第 2 段“{@单位}”：不认识占位符“{@单位}”',
      ],
    );
  });

  it('names a placeholder that is not closed, and a loop that is not', async () => {
    assert.deepEqual(await said(wordFile(['致{单位：', '日期}'])), [
      'ZS8204 templates/提醒.docx 第 1 段“致{单位：”：花括号不成对',
      'ZS8204 templates/提醒.docx 第 2 段“日期}”：花括号不成对',
    ]);
    assert.deepEqual(await said(wordFile(['{#事由}', '{事项}', '{/抄送}'])), [
      'ZS8205 templates/提醒.docx 第 3 段“{/抄送}”：“{/抄送}”没有对应的开头或结尾',
      'ZS8205 templates/提醒.docx 第 1 段“{#事由}”：“{#事由}”没有对应的开头或结尾',
    ]);
  });

  it('names a file that is no Word document', async () => {
    const kinds: readonly (readonly [Uint8Array, string])[] = [
      [Buffer.from('你好'), '它不是 Word 文件'],
      [new Uint8Array(), '它不是 Word 文件'],
      [wordFile(['甲']).subarray(0, 300), '它不是 Word 文件'],
      [bytesOf(newDocx({ 'a.txt': 'a' })), '里面没有 Word 正文'],
      [bytesOf(newDocx({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>' })), '它是别的 Office 文件'],
    ];
    for (const [content, reason] of kinds) {
      const [first, ...more] = await said(content);
      assert.match(first ?? '', new RegExp(`^ZS8202 templates/提醒.docx 模板“templates/提醒.docx”不能用：${reason}`));
      assert.deepEqual(more, []);
    }
  });

  it('names a file that is missing, outside the project or called otherwise, where the policy names it', async () => {
    await withTemplate(wordFile(['甲']), async (project) => {
      const file = join(project.folder, 'templates/提醒.docx');
      rmSync(file);
      assert.match(
        (await problems(project))[0] ?? '',
        /^ZS8201 letters\.policy\.yaml “reminder”的模板“templates\/提醒\.docx”读不到：/,
      );
      const outside = join(project.folder, '../outside.docx');
      writeFileSync(outside, wordFile(['甲']));
      symlinkSync(outside, file);
      assert.match((await problems(project))[0] ?? '', /^ZS8201 .*它在项目文件夹之外/);
      rmSync(file);
      mkdirSync(file);
      assert.match((await problems(project))[0] ?? '', /^ZS8201 .*它不是普通文件/);
    });
    for (const path of ['../outside.docx', '/etc/passwd', 'data/units.csv'])
      await withLetters({ ...oneLetter, reminder: `, template: ${path}` }, async (project) => {
        assert.match((await problems(project))[0] ?? '', /^ZS8201 /);
      });
  });

  it('is the one message of report, which then writes nothing', async () => {
    const broken: readonly (readonly [Uint8Array, string])[] = [
      [wordFile(['{单位名}']), 'ZS8203'],
      [wordFile(['{单位']), 'ZS8204'],
      [wordFile(['{#事由}']), 'ZS8205'],
      [Buffer.from('a'), 'ZS8202'],
    ];
    for (const [content, code] of broken)
      await withTemplate(content, async (project, out) => {
        const made = report(project, { period: '2021-05', out, only: ['letters'] });
        await assert.rejects(made, (error) => error instanceof ZhunshengError && error.code === code);
        assert.equal(existsSync(out), false);
      });
    await withTemplate(wordFile(['{单位}']), async (project, out) => {
      await report(project, { period: '2021-05', out, only: ['letters'] });
      const before = readFileSync(join(out, 'manifest.json'), 'utf8');
      rmSync(join(project.folder, 'templates/提醒.docx'));
      const made = report(project, { period: '2021-05', out, only: ['letters'] });
      await assert.rejects(made, (error) => error instanceof ZhunshengError && error.code === 'ZS8201');
      assert.equal(readFileSync(join(out, 'manifest.json'), 'utf8'), before);
    });
  });
});

function withTemplate<T>(content: Uint8Array, use: (project: Project, out: string) => Promise<T>): Promise<T> {
  return withLetters(oneLetter, (project, base) => use(project, join(base, 'out')), {
    'templates/提醒.docx': content,
  });
}

async function problems(project: Project): Promise<readonly string[]> {
  const { diagnostics } = check(project, await checkTemplates(project));
  return diagnostics.map(({ code, place, message }) => `${code} ${place.file} ${message.zh}`);
}
