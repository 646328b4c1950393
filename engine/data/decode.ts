/**
 * Bytes to text, chunk by chunk. Without a declared encoding: a byte order mark, else UTF-16 where zeros stand on one side of
 * the line breaks, else UTF-8 as long as it is valid, else GB18030. What makes no sense becomes U+FFFD, which the reader of
 * cells names by row and column.
 */

/** How many bytes decide, counted from the first that is not ASCII. */
const sampleBytes = 1 << 18;

export async function* decode(chunks: AsyncIterable<Buffer>, declared: string | null): AsyncGenerator<string> {
  let held: Buffer = Buffer.alloc(0);
  let decoder: Decoder | null = null;
  for await (const chunk of chunks) {
    if (decoder !== null) {
      yield decoder.write(chunk);
      continue;
    }
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    // Text that is all ASCII so far reads the same in UTF-8 and GB18030: hand it on and decide later.
    if (held.length < sampleBytes) continue;
    decoder = decoderFor(held, declared, false);
    if (decoder !== null) {
      yield decoder.write(held);
    } else {
      yield held.toString('latin1');
      held = Buffer.alloc(0);
    }
  }
  if (decoder === null) {
    decoder = decoderFor(held, declared, true) ?? utf8();
    yield decoder.write(held);
  }
  yield decoder.end();
}

/** Text of which all bytes are at hand. */
export async function decodeAll(bytes: Buffer, declared: string | null): Promise<string> {
  let text = '';
  for await (const part of decode(one(bytes), declared)) text += part;
  return text;
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

export type DetectedEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** The encoding in which `decode` reads a text where none is declared. */
export function encodingOf(bytes: Buffer): DetectedEncoding {
  const sample = bytes.subarray(firstWide(bytes), firstWide(bytes) + sampleBytes);
  return byteOrderMark(bytes) ?? wideEncoding(sample) ?? narrowEncoding(sample, sample.length < sampleBytes);
}

/**
 * The encoding in which the beginning of a text certainly is, where that is not the declared one; else null: a text that makes sense throughout
 * and has Chinese characters in it, or one of zeros between its letters, which is UTF-16.
 */
export function encodingAgainst(declared: string, head: Buffer): DetectedEncoding | null {
  const found = encodingOf(head);
  if (byteOrderMark(head) !== null || isAlike(declared, found)) return null;
  if (found === 'utf-16le' || found === 'utf-16be') return found;
  const text = decoderOf(found).write(head);
  return losses(text) === 0 && (text.match(/\p{Script=Han}/gu) ?? []).length >= 4 ? found : null;
}

/** GB2312 and GBK are parts of GB18030. */
function isAlike(declared: string, found: DetectedEncoding): boolean {
  return declared === found || (found === 'gb18030' && (declared === 'gbk' || !/^(gb|utf-)/.test(declared)));
}

/** Where the text stops to be plain ASCII, at an even place. */
function firstWide(bytes: Buffer): number {
  const at = bytes.findIndex((byte) => byte > 127 || byte === 0);
  return at < 2 ? 0 : at - (at % 2);
}

interface Decoder {
  write(chunk: Buffer): string;
  end(): string;
}

/** Null: all is ASCII, and more follows. `whole`: nothing follows. */
function decoderFor(sample: Buffer, declared: string | null, whole: boolean): Decoder | null {
  const marked = byteOrderMark(sample);
  if (marked !== null) return decoderOf(marked);
  if (declared !== null) return decoderOf(declared);
  const wide = wideEncoding(sample);
  if (wide !== null) return decoderOf(wide);
  if (isAscii(sample)) return whole ? utf8() : null;
  return decoderOf(narrowEncoding(sample, whole));
}

function narrowEncoding(sample: Buffer, whole: boolean): 'utf-8' | 'gb18030' {
  if (isUtf8(sample, whole)) return 'utf-8';
  // Neither: UTF-8 where most of it makes sense as that, which other bytes hardly ever do, else the one in which less is lost.
  const asUtf8 = new TextDecoder('utf-8').decode(sample);
  const lost = losses(asUtf8);
  const most = (asUtf8.match(sensible) ?? []).length > lost;
  return !most && losses(decoderOf('gb18030').write(sample)) < lost ? 'gb18030' : 'utf-8';
}

const sensible = /[\u0080-\uFFFC]/g;

function byteOrderMark(sample: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8';
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  return sample[0] === 0xfe && sample[1] === 0xff ? 'utf-16be' : null;
}

/** UTF-16 without a mark: zeros, on one side only, and a line break in that shape at an even place. */
function wideEncoding(sample: Buffer): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  let little = false;
  let big = false;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) zeros[0] = (zeros[0] ?? 0) + 1;
    if (sample[i + 1] === 0) zeros[1] = (zeros[1] ?? 0) + 1;
    little ||= sample[i] === 10 && sample[i + 1] === 0;
    big ||= sample[i] === 0 && sample[i + 1] === 10;
  }
  const [even = 0, odd = 0] = zeros;
  const enough = Math.max(2, sample.length / 20);
  if (little && odd >= enough && even * 20 <= odd) return 'utf-16le';
  return big && even >= enough && odd * 20 <= even ? 'utf-16be' : null;
}

function isAscii(sample: Buffer): boolean {
  for (let i = 0; i < sample.length; i++) if ((sample[i] as number) > 127) return false;
  return true;
}

function isUtf8(sample: Buffer, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

function losses(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}

function utf8(): Decoder {
  return decoderOf('utf-8');
}

/** Drops a byte order mark. */
function decoderOf(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding);
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}
