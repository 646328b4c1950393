/** What a file really is, by its first bytes: an extension is often wrong, above all of what offices' systems export. */
import { promises as fs } from 'node:fs';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import type { DataFormat } from '../dictionary/resource.ts';
import { type DataFile, unreadable } from './locate.ts';

/** Stops unless the file's content can be of its format. */
export async function checkContent(file: DataFile): Promise<void> {
  const head = await readHead(file, 1 << 16);
  if (head.subarray(0, pointer.length).toString('latin1') === pointer)
    stop(problems.notFetched, file.name, { path: file.name });
  const actual = contentOf(head);
  if (actual === 'ole' && (await isEncrypted(file))) stop(problems.encrypted, file.name, { path: file.name });
  const fits =
    file.format === 'xlsx' ? actual === 'zip' : file.format === 'parquet' ? actual === 'parquet' : actual === 'text';
  if (fits || head.length === 0) return;
  if (actual === 'text' && (file.format === 'xlsx' || file.format === 'parquet') && looksCut(head)) {
    const reason = { zh: '开头的内容不对', en: 'it does not start as it should' };
    stop(problems.damaged, file.name, { path: file.name, reason });
  }
  stop(problems.otherFormat, file.name, { path: file.name, expected: expected[file.format], actual: names[actual] });
}

/** How git-lfs begins what it leaves in the place of a file. */
const pointer = 'version https://git-lfs.github.com/spec/';

async function readHead(file: DataFile, bytes: number): Promise<Buffer> {
  try {
    const handle = await fs.open(file.path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return unreadable(file.name, error);
  }
}

type Content = 'text' | 'html' | 'zip' | 'ole' | 'parquet' | 'pdf';

const names: Readonly<Record<Content, Localized>> = {
  text: { zh: '文本', en: 'text' },
  html: { zh: '网页（HTML）', en: 'a web page (HTML)' },
  zip: { zh: ' XLSX 或其他压缩文件', en: 'XLSX or another zip file' },
  ole: { zh: '旧的 .xls 等 Office 文件', en: 'an old Office file such as .xls' },
  parquet: { zh: ' Parquet', en: 'Parquet' },
  pdf: { zh: ' PDF', en: 'PDF' },
};

const expected: Readonly<Record<DataFormat, string>> = { csv: 'CSV', xlsx: 'XLSX', json: 'JSON', parquet: 'Parquet' };

function contentOf(head: Buffer): Content {
  const start = head.subarray(0, 8).toString('latin1');
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return 'zip';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'ole';
  if (start.startsWith('PAR1') || start.startsWith('PARE')) return 'parquet';
  if (start.startsWith('%PDF')) return 'pdf';
  return /^\s*<(!doctype html|html|table|meta|\?xml)/i.test(head.subarray(0, 512).toString('latin1')) ? 'html' : 'text';
}

/** Bytes that no text has: then the file is not text under a wrong name, but what is left of something else. */
function looksCut(head: Buffer): boolean {
  return head.subarray(0, 512).some((byte) => byte < 9 || (byte > 13 && byte < 32));
}

/** An encrypted workbook is an OLE file with a stream of this name, in UTF-16. */
async function isEncrypted(file: DataFile): Promise<boolean> {
  const head = await readHead(file, 4 << 20);
  return head.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
