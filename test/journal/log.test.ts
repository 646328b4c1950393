/** The log of assessments: what was written stays, or is found out. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendToLog, refuseLog } from '../../engine/journal/append.ts';
import { canonicalJson } from '../../engine/journal/canonical-json.ts';
import { entryAfter, type LogEntry, lineOf, type Occurrence } from '../../engine/journal/entry.ts';
import { linesIn } from '../../engine/journal/lines.ts';
import { verifyLines, verifyLog } from '../../engine/journal/verify.ts';
import { chance } from '../district/random.ts';

const occurrence = (n: number): Occurrence => ({
  time: `2026-01-01T00:00:${String(n % 60).padStart(2, '0')}Z`,
  period: '2021',
  asOf: n % 2 === 0 ? null : '2021-12-31',
  engine: { zhunsheng: '0.1.0', duckdb: 'v1.5.6' },
  counts: { subjects: { unit: 96, 信访: n }, findings: n * 7, standings: null },
  manifest: String(n % 10).repeat(64),
  out: 'out',
});

function entries(count: number): readonly LogEntry[] {
  const made: LogEntry[] = [];
  for (let n = 0; n < count; n++) made.push(entryAfter(made.at(-1) ?? null, occurrence(n), null));
  return made;
}

describe('The log of assessments', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zs-log-'));
    file = join(folder, 'log.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (lines: readonly string[]): void => writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  /** `CODE line` of each finding. */
  const found = async (lines: readonly string[], head: string | null = null): Promise<readonly string[]> => {
    write(lines);
    const { findings } = await verifyLog(file, { head });
    return findings.map(({ code, place }) => `${code} ${place.range.start.line + 1}`);
  };

  const six = entries(6);
  const lines = six.map(lineOf);
  const [one, two, three, four, five, sixth] = lines as [string, string, string, string, string, string];

  it('is written in the canonical JSON of RFC 8785, whose own example it gives', () => {
    const given = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const wanted = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    assert.equal(canonicalJson(JSON.parse(given)), wanted);
    assert.equal(
      canonicalJson({ '\u20ac': 1, '\r': 2, '1': 4, '10': 3, '\ud83d\ude00': 5 }),
      '{"\\r":2,"1":4,"10":3,"€":1,"😀":5}',
    );
  });

  it('is as it was written', async () => {
    assert.deepEqual(await found(lines), []);
    assert.deepEqual(await found([]), []);
  });

  it('tells what was altered, taken out, moved and put in, with its line', async () => {
    const altered = three.replace('"period":"2021"', '"period":"2020"');
    assert.deepEqual(await found([one, two, altered, four, five, sixth]), ['ZS8303 3'], 'altered');
    assert.deepEqual(await found([one, two, four, five, sixth]), ['ZS8304 3'], 'taken out');
    assert.deepEqual(await found([two, three, four, five, sixth]), ['ZS8304 1'], 'the first taken out');
    assert.deepEqual(await found([one, five, sixth]), ['ZS8304 2'], 'three taken out');
    assert.deepEqual(await found([one, two, four, three, five, sixth]), ['ZS8305 3'], 'exchanged');
    assert.deepEqual(await found([sixth, one, two, three, four, five]), ['ZS8305 1'], 'moved to the top');
    assert.deepEqual(await found([one, two, two, three, four, five, sixth]), ['ZS8306 3'], 'repeated');
    assert.deepEqual(await found([one, two, 'hello', three, four, five, sixth]), ['ZS8302 3'], 'a foreign line');
    assert.deepEqual(await found([one, two, '', three, four, five, sixth]), ['ZS8302 3'], 'an empty line');
    assert.deepEqual(await found([one, two, ` ${three}`, four, five, sixth]), ['ZS8302 3'], 'a space');
  });

  it('finds an entry that was altered and hashed anew, and one that was made up', async () => {
    const [, second, third] = six as [LogEntry, LogEntry, LogEntry];
    const forged = entryAfter(second, { ...occurrence(2), period: '2019' }, null);
    assert.deepEqual(await found([one, two, lineOf(forged), four, five, sixth]), ['ZS8307 3']);
    const extra = entryAfter(third, { ...occurrence(3), period: '2019' }, null);
    assert.deepEqual(await found([one, two, three, lineOf(extra), four, five, sixth]), ['ZS8306 4']);
  });

  it('names which entries are missing', async () => {
    write([one, five, sixth]);
    const { findings } = await verifyLog(file);
    assert.equal(findings[0]?.message.en, 'Before this line entries are missing: 3, number 2 to 4');
  });

  it('finds entries gone from its end by the hash of a head that was noted down', async () => {
    const head = six[5]?.hash ?? '';
    assert.deepEqual(await found([one, two, three, four]), [], 'nothing else can tell');
    assert.deepEqual(await found([one, two, three, four], head), ['ZS8309 1']);
    assert.deepEqual(await found([], head), ['ZS8309 1']);
    assert.deepEqual(await found(lines, head), []);
    assert.deepEqual(await found([...lines, lineOf(entryAfter(six[5] as LogEntry, occurrence(6), null))], head), []);
  });

  it('tells of a last line that a killed run has torn, and how much to keep', async () => {
    writeFileSync(file, `${one}\n${two.slice(0, 100)}`);
    const { findings } = await verifyLog(file);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['ZS8308'],
    );
    assert.ok(findings[0]?.remedy.en.includes(`keep the first ${Buffer.byteLength(one) + 1} bytes`));
    await assert.rejects(appendToLog(file, occurrence(1), null), { code: 'ZS8313' });
    await assert.rejects(refuseLog(file), { code: 'ZS8313' });
    assert.equal(readFileSync(file, 'utf8'), `${one}\n${two.slice(0, 100)}`, 'nothing is appended to it');
  });

  it('is not appended to where its end is no entry', async () => {
    write([one, two.replace('"period":"2021"', '"period":"2020"')]);
    await assert.rejects(appendToLog(file, occurrence(2), null), { code: 'ZS8312' });
    write(['hello']);
    await assert.rejects(appendToLog(file, occurrence(2), null), { code: 'ZS8312' });
    await assert.rejects(appendToLog(join(folder, 'none', 'log'), occurrence(2), null), { code: 'ZS8311' });
    await assert.rejects(appendToLog(folder, occurrence(2), null), { code: 'ZS8311' });
  });

  it('grows by whole entries, however long they are', async () => {
    for (let n = 0; n < 3; n++) {
      const entry = await appendToLog(file, { ...occurrence(n), counts: { note: 'x'.repeat(n * 40_000) } }, null);
      assert.equal(entry.sequence, n + 1);
    }
    const { lines: count, findings, last } = await verifyLog(file);
    assert.deepEqual([count, findings, last?.sequence], [3, [], 3]);
  });

  it('shows every change of a single bit', () => {
    const long = entries(300);
    const bytes = Buffer.from(long.map((entry) => `${lineOf(entry)}\n`).join(''));
    const { between } = chance(20261125);
    const starts = [0];
    for (const entry of long) starts.push((starts.at(-1) ?? 0) + Buffer.byteLength(lineOf(entry)) + 1);
    for (let n = 0; n < 200; n++) {
      const line = between(0, 299);
      const [start = 0, end = 0] = starts.slice(line, line + 2);
      const at = between(start, end - 1);
      const bit = 1 << between(0, 7);
      bytes[at] = (bytes[at] as number) ^ bit;
      const { findings } = verifyLines(file, linesIn(bytes));
      assert.ok(findings.length > 0, `bit ${bit} of byte ${at}`);
      assert.ok(
        findings.some(({ place }) => Math.abs(place.range.start.line - line) <= 1),
        `line ${line + 1}: ${findings.map(({ code, place }) => `${code} ${place.range.start.line + 1}`)}`,
      );
      bytes[at] = (bytes[at] as number) ^ bit;
    }
  }).timeout(60_000);

  it('shows every bit of a whole small log', () => {
    const bytes = Buffer.from(`${one}\n${two}\n${three}\n`);
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 1; bit < 256; bit <<= 1) {
        bytes[at] = (bytes[at] as number) ^ bit;
        assert.ok(verifyLines(file, linesIn(bytes)).findings.length > 0, `bit ${bit} of byte ${at}`);
        bytes[at] = (bytes[at] as number) ^ bit;
      }
    }
  }).timeout(60_000);

  it('takes the entries of many runs at a time, none torn or lost', async () => {
    const script = `
      import { appendToLog } from ${JSON.stringify(join(import.meta.dirname, '../../engine/journal/append.ts'))};
      const occurrence = ${JSON.stringify(occurrence(1))};
      for (let n = 0; n < 10; n++) await appendToLog(${JSON.stringify(file)}, occurrence, null);`;
    const run = (): Promise<number | null> =>
      new Promise((resolve) => {
        const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
        spawn(process.execPath, args, { stdio: 'inherit' }).on('close', resolve);
      });
    assert.deepEqual(await Promise.all([run(), run(), run(), run()]), [0, 0, 0, 0]);
    const { lines: count, findings, last } = await verifyLog(file);
    assert.deepEqual([count, findings, last?.sequence], [40, [], 40]);
  }).timeout(60_000);

  it('is freed from a run that was killed while it held the lock', async () => {
    appendFileSync(`${file}.lock`, `999999999 ${hostname()}\n`);
    await Promise.all([1, 2, 3].map((n) => appendToLog(file, occurrence(n), null)));
    const { lines: count, findings } = await verifyLog(file);
    assert.deepEqual([count, findings], [3, []]);
  });
});
