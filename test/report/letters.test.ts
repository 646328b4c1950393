/** Letters: each that is due and not sent, once, numbered, addressed; and a register by which the next assessment knows them. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../engine/assess/assess.ts';
import type { ZhunshengError } from '../../engine/diagnostics/error.ts';
import { openProject, type Project } from '../../engine/project/open.ts';
import { report } from '../../engine/report/report.ts';
import { type LetterProject, secret, textOfLetter, withLetters } from './letters-project.ts';

const twoUnits: LetterProject = {
  units: { U1: '甲村', U2: '乙村' },
  petitions: [
    ['U1', '2021-02'],
    ['U1', '2021-03'],
    ['U1', '2021-05'],
    ['U2', '2021-05'],
  ],
};

describe('The letters of a period', function () {
  this.timeout(120_000);

  it('are those that are due and not sent: none skipped, none twice', () =>
    withLetters(
      { ...twoUnits, sent: [['2021-02/提醒/001', 'U1', 'reminder', '2021-02', '2021-03-01']] },
      async (project, base) => {
        const out = join(base, 'out');
        await write(project, out, '2021-05');
        assert.deepEqual(filesIn(out), [
          'letters/2021-05/letters/interview-001.docx',
          'letters/2021-05/letters/notice-001.docx',
          'letters/2021-05/letters/reminder-001.docx',
          'letters/2021-05/register.csv',
        ]);
        assert.equal(
          readFileSync(join(out, 'letters/2021-05/register.csv'), 'utf8'),
          '\ufeffid,unit,letter,about,sent-on\r\n' +
            '2021-05/提醒/001,U2,reminder,2021-05,2021-05-31\r\n' +
            '2021-05/通报/001,U1,notice,2021-03,2021-05-31\r\n' +
            '2021-05/约谈/001,U1,interview,2021-05,2021-05-31\r\n',
        );
      },
    ));

  it('are no longer missing once their register is among the data', () =>
    withLetters(twoUnits, async (project, base) => {
      const out = join(base, 'out');
      await write(project, out, '2021-05');
      const missing = async (): Promise<unknown> =>
        (await assess(project, { period: '2021-05' })).ladders.map((row) => [row.subject, row.missing, row.outOfOrder]);
      assert.deepEqual(await missing(), [
        ['U1', 'reminder;notice;interview', ''],
        ['U2', 'reminder', ''],
      ]);
      append(project, join(out, 'letters/2021-05/register.csv'));
      assert.deepEqual(await missing(), [
        ['U1', '', ''],
        ['U2', '', ''],
      ]);
      const again = join(base, 'again');
      await write(project, again, '2021-05');
      assert.deepEqual(filesIn(again), ['letters/2021-05/register.csv']);
      assert.equal(
        readFileSync(join(again, 'letters/2021-05/register.csv'), 'utf8'),
        '\ufeffid,unit,letter,about,sent-on\r\n',
      );
    }));

  it('are numbered on from an earlier register of the period', () =>
    withLetters(twoUnits, async (project, base) => {
      const early = join(base, 'early');
      await write(project, early, '2021-05', { asOf: '2021-05-04' });
      append(project, join(early, 'letters/2021-05/register.csv'));
      const late = join(base, 'late');
      await write(project, late, '2021-05');
      const numbers = [early, late].map((out) =>
        readFileSync(join(out, 'letters/2021-05/register.csv'), 'utf8')
          .split('\r\n')
          .slice(1, -1)
          .map((row) => row.split(',')[0]),
      );
      assert.deepEqual(numbers, [
        ['2021-05/提醒/001', '2021-05/通报/001'],
        ['2021-05/提醒/002', '2021-05/约谈/001'],
      ]);
      assert.ok(existsSync(join(late, 'letters/2021-05/letters/reminder-002.docx')));
    }));

  it('answer each further occasion beyond the last step with the last letter again', () =>
    withLetters(
      { units: { U1: '甲村' }, petitions: ['01', '02', '03', '04', '05'].map((month) => ['U1', `2021-${month}`]) },
      async (project, base) => {
        const out = join(base, 'out');
        await write(project, out, '2021-05');
        const rows = readFileSync(join(out, 'letters/2021-05/register.csv'), 'utf8').split('\r\n').slice(1, -1);
        assert.deepEqual(
          rows.map((row) => row.split(',').slice(2, 4).join(' ')),
          ['reminder 2021-01', 'notice 2021-02', 'interview 2021-03', 'interview 2021-04', 'interview 2021-05'],
        );
        append(project, join(out, 'letters/2021-05/register.csv'));
        const [row] = (await assess(project, { period: '2021-05' })).ladders;
        assert.deepEqual([row?.missing, row?.duplicates, row?.outOfOrder], ['', '', '']);
      },
    ));

  it('say who, what happened when, by which clause, and until when it is to be put right', () =>
    withLetters(twoUnits, async (project, base) => {
      const out = join(base, 'out');
      await write(project, out, '2021-05');
      const text = textOfLetter(join(out, 'letters/2021-05/letters/interview-001.docx'));
      assert.deepEqual(text, [
        '示例区',
        '编号：2021-05/约谈/001',
        '约谈',
        '甲村：',
        '截至2021-05-31，甲村在逐级发函累计期内已有 3 次应予督促的情形，最近一次在2021年5月。现发约谈，事由如下：',
        ...['时间', '事项', '情况', '依据'],
        ...['2021年2月', '无信访', '本月信访 1 件', '二、信访'],
        ...['2021年3月', '无信访', '本月信访 1 件', '二、信访'],
        ...['2021年5月', '无信访', '本月信访 1 件', '二、信访'],
        '依据：三、四函。',
        '请于2021年6月30日前整改到位。责任：单位、街道。',
        '示例区',
        '2021年5月31日',
        '抄送：新城街道、区委',
        '2021-05/约谈/001',
      ]);
    }));

  it('are written in English where that is asked for', () =>
    withLetters(twoUnits, async (project, base) => {
      const out = join(base, 'out');
      await write(project, out, '2021-05', { language: 'en' });
      const text = textOfLetter(join(out, 'letters/2021-05/letters/notice-001.docx'));
      assert.ok(text.includes('No. 2021-05/Notice/001'));
      assert.ok(text.includes('To 甲村'));
      assert.ok(text.includes('31 May 2021'));
      assert.ok(text.includes('Copies to: 新城街道'));
    }));

  it('are those of the period itself where nobody keeps a table of letters', () =>
    withLetters({ ...twoUnits, ladder: '' }, async (project, base) => {
      const out = join(base, 'out');
      await write(project, out, '2021-05');
      assert.deepEqual(filesIn(out), [
        'letters/2021-05/letters/interview-001.docx',
        'letters/2021-05/letters/reminder-001.docx',
      ]);
    }));

  it('are the same bytes for the same input, on another day too', () =>
    withLetters(twoUnits, async (project, base) => {
      const [one, other] = [join(base, 'one'), join(base, 'other')];
      await write(project, one, '2021-05');
      // The clock of a zip counts two seconds at a time.
      await new Promise((done) => setTimeout(done, 2_100));
      await write(project, other, '2021-05');
      assert.equal(filesIn(one).length, 5);
      for (const file of filesIn(one))
        assert.ok(readFileSync(join(one, file)).equals(readFileSync(join(other, file))), `${file} differs`);
    }));

  it('have no sensitive value in them', () =>
    withLetters(twoUnits, async (project, base) => {
      const out = join(base, 'out');
      await write(project, out, '2021-05');
      for (const file of filesIn(out)) {
        const text = file.endsWith('.docx')
          ? textOfLetter(join(out, file)).join('\n')
          : readFileSync(join(out, file), 'utf8');
        assert.doesNotMatch(text, new RegExp(secret));
      }
    }));

  it('are for internal use, which who asks for nothing else need not say', () =>
    withLetters(twoUnits, async (project, base) => {
      const out = join(base, 'out');
      const refused = report(project, { period: '2021-05', out, only: ['letters'], audience: 'public' });
      await assert.rejects(refused, ({ code }: ZhunshengError) => code === 'ZS8207');
      assert.equal(existsSync(out), false);
      await report(project, { period: '2021-05', out, only: ['letters'] });
      assert.match(readFileSync(join(out, 'manifest.json'), 'utf8'), /"audience": "internal"/);
    }));

  it('of the shipped district are filled in by its own templates', async () => {
    const project = await openProject(join(import.meta.dirname, '../../rules'), { tests: false });
    await withLetters(twoUnits, async (_, base) => {
      const out = join(base, 'out');
      await write(project, out, '2021-12');
      const [letter] = filesIn(out).filter((file) => file.endsWith('.docx'));
      const text = textOfLetter(join(out, letter ?? '')).join('\n');
      assert.match(text, /现予提醒，事由如下：/);
      assert.match(text, /依据：三零创建指引 14\.2 四函。/);
      const missing = (await assess(project, { period: '2021-12' })).ladders.filter((row) => row.missing !== '');
      const count = missing.flatMap((row) => row.missing?.split(';') ?? []).length;
      assert.equal(filesIn(out).filter((file) => file.endsWith('.docx')).length, count);
    });
  });
});

describe('The register of letters', function () {
  this.timeout(60_000);

  it('fills the fields that the ladder names, as the dictionary writes them', () => {
    const letterFields =
      "[{ name: no, type: integer }, { name: unit }, { name: kind, constraints: { enum: [reminder, notice, interview] } }, { name: day, type: date, format: '%d.%m.%Y' }, { name: by }]";
    return withLetters(
      { ...twoUnits, letterFields, ladder: '    sent: { entity: letter, step: kind, on: day }\n' },
      async (project, base) => {
        const out = join(base, 'out');
        await write(project, out, '2021-05');
        assert.equal(
          readFileSync(join(out, 'letters/2021-05/register.csv'), 'utf8'),
          '\ufeffno,unit,kind,day,by\r\n42,U1,reminder,31.05.2021,\r\n43,U2,reminder,31.05.2021,\r\n' +
            '44,U1,notice,31.05.2021,\r\n45,U1,interview,31.05.2021,\r\n',
        );
      },
      { 'data/letters.csv': 'no,unit,kind,day,by\n41,U2,notice,31.12.2020,\n' },
    );
  });
});

async function write(
  project: Project,
  out: string,
  period: string,
  more: { readonly asOf?: string; readonly language?: 'en' } = {},
): Promise<void> {
  await report(project, { period, out, only: ['letters'], ...more });
}

function append(project: Project, register: string): void {
  const rows = readFileSync(register, 'utf8').split('\r\n').slice(1);
  appendFileSync(join(project.folder, 'data/letters.csv'), rows.join('\n'));
}

function filesIn(out: string): readonly string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['index.html', 'manifest.json'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
}
