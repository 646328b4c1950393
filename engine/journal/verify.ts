/** What is wrong with a log: every entry that was altered, taken out, put in, moved or cut off. */
import { report } from '../diagnostics/define.ts';
import { type Diagnostic, type Place, startOfFile } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/journal.ts';
import { signatureProblem } from '../signature/problem.ts';
import { signatureState } from '../signature/sshsig.ts';
import { type LogEntry, signedContent } from './entry.ts';
import { type LogLine, readLog } from './lines.ts';

export interface VerifyOptions {
  /** The hash of an entry that the log is known to have had: without it nothing tells that entries are gone from its end. */
  readonly head?: string | null;
  /** Whose signatures every entry must have; null: signatures are not looked at. */
  readonly keys?: readonly Buffer[] | null;
}

export interface Verified {
  /** The number of lines. */
  readonly lines: number;
  /** The last entry that is whole; null: there is none. */
  readonly last: LogEntry | null;
  /** The sequence number of the entry that `head` names; null: none was named, or it is not there. */
  readonly anchored: number | null;
  /** In the order of their lines; none: the log is as it was written. */
  readonly findings: readonly Diagnostic[];
}

/** Throws ZhunshengError where the file cannot be read (ZS8301). */
export async function verifyLog(file: string, options: VerifyOptions = {}): Promise<Verified> {
  return verifyLines(file, await readLog(file), options);
}

/** `file`: the name under which findings are told. */
export function verifyLines(file: string, lines: readonly LogLine[], options: VerifyOptions = {}): Verified {
  const { head = null, keys = null } = options;
  const placeOf = (line: number): Place => {
    const at = { line: line - 1, column: 0 };
    return { file, range: { start: at, end: at } };
  };
  const findings: Diagnostic[] = [];
  const sound: Sound[] = [];
  for (const each of lines) {
    const problem = lineProblem(each, placeOf(each.line));
    if (problem !== null) findings.push(problem);
    else if (each.read !== null) sound.push({ line: each.line, entry: each.read.entry });
  }
  const { chain, inserted } = oneOfEach(sound);
  for (const { line, entry } of inserted) {
    findings.push(report(problems.entryInserted, placeOf(line), { sequence: entry.sequence }));
  }
  for (const { line, entry } of outOfOrder(chain)) {
    findings.push(report(problems.entryMoved, placeOf(line), { sequence: entry.sequence }));
  }
  for (const { line, entry } of unlinked(chain)) {
    findings.push(report(problems.entryReplaced, placeOf(line), { sequence: entry.sequence }));
  }
  for (const { from, until, line } of gaps(chain, lines, sound)) {
    findings.push(report(problems.entriesRemoved, placeOf(line), { from, until, count: until - from + 1 }));
  }
  if (keys !== null) {
    for (const { line, entry } of sound) {
      const problem = signatureFinding(entry, keys, placeOf(line));
      if (problem !== null) findings.push(problem);
    }
  }
  const last = sound.at(-1)?.entry ?? null;
  const anchored = head === null ? null : (sound.find(({ entry }) => entry.hash === head)?.entry.sequence ?? null);
  if (head !== null && anchored === null) {
    findings.push(report(problems.headMissing, { file, range: startOfFile }, { head, count: lines.length }));
  }
  findings.sort((a, b) => a.place.range.start.line - b.place.range.start.line);
  return { lines: lines.length, last, anchored, findings };
}

/** An entry whose content gives its hash. */
interface Sound {
  readonly line: number;
  readonly entry: LogEntry;
}

function lineProblem({ read, isWhole, offset }: LogLine, place: Place): Diagnostic | null {
  if (!isWhole) return report(problems.entryTorn, place, { bytes: offset });
  if (read === null) return report(problems.notAnEntry, place, {});
  return read.isUnaltered ? null : report(problems.entryAltered, place, { sequence: read.entry.sequence });
}

/** One entry for each sequence number, the one that the chain holds; the others were put in. */
function oneOfEach(sound: readonly Sound[]): { readonly chain: readonly Sound[]; readonly inserted: readonly Sound[] } {
  const bySequence = new Map<number, Sound[]>();
  for (const one of sound) {
    const same = bySequence.get(one.entry.sequence);
    if (same === undefined) bySequence.set(one.entry.sequence, [one]);
    else same.push(one);
  }
  const chain = new Set<Sound>();
  for (const [sequence, [first, ...others]] of bySequence) {
    if (first === undefined) continue;
    const after = bySequence.get(sequence + 1) ?? [];
    const before = bySequence.get(sequence - 1) ?? [];
    const links = ({ entry }: Sound): number =>
      Number(after.some((next) => next.entry.previous === entry.hash)) +
      Number(sequence === 1 ? entry.previous === null : before.some((prior) => prior.entry.hash === entry.previous));
    chain.add(others.reduce((best, other) => (links(other) > links(best) ? other : best), first));
  }
  return { chain: sound.filter((one) => chain.has(one)), inserted: sound.filter((one) => !chain.has(one)) };
}

/** What is left when the most entries that stand in order are taken: the fewest that must have been moved. */
function outOfOrder(chain: readonly Sound[]): readonly Sound[] {
  // The longest increasing subsequence, by the last of each length found so far.
  const lasts: number[] = [];
  const before: number[] = [];
  for (const [i, { entry }] of chain.entries()) {
    let [low, high] = [0, lasts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((chain[lasts[middle] as number] as Sound).entry.sequence < entry.sequence) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : (lasts[low - 1] as number);
    lasts[low] = i;
  }
  const kept = new Set<number>();
  for (let i = lasts.at(-1) ?? -1; i >= 0; i = before[i] as number) kept.add(i);
  return chain.filter((_, i) => !kept.has(i));
}

/** Entries, hashed anew, that are not what the next was appended to, and a first one that says it is not. */
function unlinked(chain: readonly Sound[]): readonly Sound[] {
  const bySequence = new Map(chain.map((one) => [one.entry.sequence, one]));
  return chain.filter(({ entry: { sequence, hash, previous } }) => {
    const next = bySequence.get(sequence + 1);
    return (sequence === 1 && previous !== null) || (next !== undefined && next.entry.previous !== hash);
  });
}

interface Gap {
  readonly from: number;
  readonly until: number;
  /** Of the entry after it. */
  readonly line: number;
}

/** Sequence numbers that are missing; a line between that is no entry, or was altered, stands for one. */
function gaps(chain: readonly Sound[], lines: readonly LogLine[], sound: readonly Sound[]): readonly Gap[] {
  const good = new Set(sound.map(({ line }) => line));
  // How many bad lines stand up to and with each line.
  const bad: number[] = [0];
  for (const { line } of lines) bad[line] = (bad[line - 1] as number) + (good.has(line) ? 0 : 1);
  const inOrder = [...chain].sort((a, b) => a.entry.sequence - b.entry.sequence);
  const found: Gap[] = [];
  let before = { sequence: 0, line: 0 };
  for (const { line, entry } of inOrder) {
    const missing = entry.sequence - before.sequence - 1;
    const between = Math.max(0, (bad[line] as number) - (bad[before.line] as number));
    if (missing > between) found.push({ from: before.sequence + 1, until: entry.sequence - 1 - between, line });
    before = { sequence: entry.sequence, line };
  }
  return found;
}

function signatureFinding(entry: LogEntry, keys: readonly Buffer[], place: Place): Diagnostic | null {
  const signature = entry.signature === null ? null : Buffer.from(entry.signature, 'base64');
  const state = signature === null ? null : signatureState(signedContent(entry), signature, 'zhunsheng-log', keys);
  return signatureProblem(state, 'zhunsheng-log', place);
}
