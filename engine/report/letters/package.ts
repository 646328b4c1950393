/** Word files as what they are: zips of XML parts, read within bounds and written with the same bytes each time. */
import PizZip from 'pizzip';
import type { Localized } from '../../diagnostics/diagnostic.ts';

export type Docx = PizZip;

/** More is no letter. */
const limits = { entries: 1_000, bytes: 64 << 20 } as const;

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** The parts of a file, or why it is no Word document. */
export function openDocx(content: Uint8Array): Docx | { readonly problem: Localized } {
  let zip: Docx;
  try {
    zip = new PizZip(content);
  } catch {
    return { problem: problems.noZip };
  }
  const files = Object.values(zip.files);
  if (files.length > limits.entries || sizeOf(zip) > limits.bytes) return { problem: problems.tooLarge };
  const types = textOf(zip, '[Content_Types].xml');
  if (types === null || textOf(zip, 'word/document.xml') === null) return { problem: problems.noDocument };
  return types.includes(documentType) ? zip : { problem: problems.otherType };
}

/** A part's text; null where there is none, or none that can be unpacked. */
export function textOf(zip: Docx, part: string): string | null {
  try {
    return zip.file(part)?.asText() ?? null;
  } catch {
    return null;
  }
}

/** The parts in which a template may ask for something: the text, heads and feet, notes. */
export function textParts(zip: Docx): readonly string[] {
  return Object.keys(zip.files)
    .filter((name) => /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(name))
    .sort((a, b) => Number(b.endsWith('/document.xml')) - Number(a.endsWith('/document.xml')) || (a < b ? -1 : 1));
}

/** The same bytes for the same parts, whenever and wherever it is written. */
export function bytesOf(zip: Docx): Uint8Array {
  // A zip has no zones of time: the earliest date that it can tell, as read here.
  const earliest = new Date(1980, 0, 1);
  for (const file of Object.values(zip.files)) file.date = earliest;
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
}

export function newDocx(parts: Readonly<Record<string, string>>): Docx {
  const zip = new PizZip();
  for (const [name, text] of Object.entries(parts)) zip.file(name, text, { createFolders: false });
  return zip;
}

/** As its directory says, before anything is unpacked. */
function sizeOf(zip: Docx): number {
  const sizes = Object.values(zip.files).map((file) => {
    const data: unknown = Reflect.get(file, '_data');
    const size: unknown = data !== null && typeof data === 'object' ? Reflect.get(data, 'uncompressedSize') : 0;
    return typeof size === 'number' ? size : 0;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

const problems = {
  noZip: { zh: '它不是 Word 文件（.docx），或已损坏', en: 'it is no Word file (.docx), or damaged' },
  tooLarge: { zh: '它太大', en: 'it is too large' },
  noDocument: { zh: '里面没有 Word 正文', en: 'there is no Word document in it' },
  otherType: {
    zh: '它是别的 Office 文件，或带宏、或是 .dotx',
    en: 'it is another kind of Office file, with macros or a .dotx',
  },
} as const satisfies Readonly<Record<string, Localized>>;
