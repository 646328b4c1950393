/**
 * An XLSX file as what it is: a zip of XML parts (ECMA-376, part 2), read part by part and never unpacked as a whole. `yauzl`
 * checks that each part is as long as the directory says, so that a lying directory can't smuggle a bomb past the bounds.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { stop, ZhunshengError } from '../../diagnostics/error.ts';
import * as problems from '../../diagnostics/registry/data.ts';
import { limits } from '../limits.ts';
import type { DataFile } from '../locate.ts';
import { readPlainXml, type XmlEvent } from './plain-xml.ts';

export interface Package {
  readonly file: DataFile;
  readonly parts: ReadonlyMap<string, Entry>;
  readonly zip: ZipFile;
}

/** What a part's XML holds, as it comes; names are without prefixes. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The caller closes `zip`. */
export async function openPackage(file: DataFile): Promise<Package> {
  try {
    const zip = await openPromise(file.path, { lazyEntries: true, autoClose: false, strictFileNames: true });
    const parts = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      if (parts.size >= limits.zipEntries) tooMany(file, limits.zipEntries);
      parts.set(entry.fileName, entry);
    }
    return { file, parts, zip };
  } catch (error) {
    return damagedBy(file, error);
  }
}

/** The bytes of a part, unpacked; none where it isn't there. */
export async function* bytesOf(pack: Package, name: string, limit: number): AsyncGenerator<Buffer> {
  const entry = pack.parts.get(name);
  if (entry === undefined) return;
  const { compressedSize, uncompressedSize } = entry;
  const bomb = uncompressedSize > 64 << 20 && uncompressedSize > compressedSize * limits.zipRatio;
  if (uncompressedSize > limit || bomb) tooMany(pack.file, bomb ? 64 << 20 : limit, name);
  try {
    const stream = await pack.zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    damagedBy(pack.file, error);
  }
}

/** Parts up to this size are read at once, which is quicker. */
const smallPart = 4 << 20;

/** Reads a part's XML chunk by chunk; yields after each, so that the caller can hand on what has come. */
export async function* readXml(
  pack: Package,
  name: string,
  handler: XmlHandler,
  limit: number = limits.xlsxPartBytes,
): AsyncGenerator<void> {
  const size = pack.parts.get(name)?.uncompressedSize ?? 0;
  let bytes: AsyncIterable<Buffer> | readonly Buffer[] = bytesOf(pack, name, limit);
  if (size <= smallPart) {
    const chunks: Buffer[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    const events = readPlainXml(new TextDecoder('utf-8').decode(Buffer.concat(chunks)));
    if (events !== null) {
      tell(events, handler);
      yield;
      return;
    }
    bytes = chunks;
  }
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', ({ attributes, name: tag }: SaxesTagPlain) => handler.open(local(tag), localNames(attributes)));
  if (handler.text !== undefined) parser.on('text', (text) => handler.text?.(text));
  parser.on('closetag', ({ name: tag }: SaxesTagPlain) => handler.close?.(local(tag)));
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    if (pack.parts.has(name)) parser.close();
  } catch (error) {
    damagedBy(pack.file, error);
  }
  yield;
}

function tell(events: readonly XmlEvent[], handler: XmlHandler): void {
  for (const event of events) {
    if (event.kind === 'open') handler.open(local(event.name), localNames(event.attributes));
    else if (event.kind === 'close') handler.close?.(local(event.name));
    else handler.text?.(event.text);
  }
}

export async function readWholeXml(
  pack: Package,
  name: string,
  handler: XmlHandler,
  limit: number = limits.xlsxPartBytes,
): Promise<void> {
  for await (const _ of readXml(pack, name, handler, limit));
}

/** Stops with what yauzl, zlib or saxes say, unless it is a diagnostic already. */
function damagedBy(file: DataFile, error: unknown): never {
  if (error instanceof ZhunshengError) throw error;
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 120) : '';
  return stop(problems.damaged, file.name, { path: file.name, reason });
}

function tooMany(file: DataFile, limit: number, part?: string): never {
  const what =
    part === undefined
      ? { zh: '压缩包内的文件数', en: 'the number of files packed in it' }
      : { zh: `解压后的 ${part} 的字节数`, en: `${part}, in bytes once unpacked,` };
  return stop(problems.tooLarge, file.name, { path: file.name, what, limit });
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function localNames(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = Object.keys(attributes);
  if (!names.some((name) => name.includes(':'))) return attributes;
  return Object.fromEntries(names.map((name) => [local(name), attributes[name] ?? '']));
}
