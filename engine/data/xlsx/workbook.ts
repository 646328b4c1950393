/** The parts of a workbook that its sheets rest on: their names, shared texts, and number formats (ECMA-376, part 1, 18). */
import { posix } from 'node:path';
import { stop } from '../../diagnostics/error.ts';
import * as problems from '../../diagnostics/registry/data.ts';
import type { Dialect } from '../../dictionary/resource.ts';
import { limits } from '../limits.ts';
import { type Package, readWholeXml } from './package.ts';

export interface Workbook {
  readonly date1904: boolean;
  /** Parts of the worksheets, in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly hidden: boolean }[];
  readonly texts: readonly string[];
  /** By a cell's style. */
  readonly formats: readonly NumberFormat[];
}

/** How a number in a cell is shown: as a date, with leading zeros up to a width, or plainly. */
export type NumberFormat = { readonly kind: 'date' } | { readonly kind: 'zeros'; readonly width: number } | null;

export async function readWorkbook(pack: Package): Promise<Workbook> {
  const root = (await relations(pack, '')).find(({ type }) => type.endsWith('/officeDocument'));
  const part = root?.target ?? 'xl/workbook.xml';
  if (!pack.parts.has(part)) {
    const reason = { zh: '压缩包里没有工作簿', en: 'there is no workbook in it' };
    stop(problems.damaged, pack.file.name, { path: pack.file.name, reason });
  }
  let date1904 = false;
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  await readWholeXml(pack, part, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const hidden = attributes['state'] !== undefined && attributes['state'] !== 'visible';
      listed.push({ name: attributes['name'] ?? '', id: attributes['id'] ?? '', hidden });
    },
  });
  const related = await relations(pack, part);
  const partOf = (kind: string): string | undefined => related.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const sheets = listed.flatMap(({ hidden, id, name }) => {
    const relation = related.find((one) => one.id === id);
    return relation?.type.endsWith('/worksheet') ? [{ name, part: relation.target, hidden }] : [];
  });
  return {
    date1904,
    sheets,
    texts: await readTexts(pack, partOf('sharedStrings') ?? 'xl/sharedStrings.xml'),
    formats: await readFormats(pack, partOf('styles') ?? 'xl/styles.xml'),
  };
}

/** The part of the sheet that the dialect names, else of the first that is visible. */
export function sheetOf(pack: Package, { sheets }: Workbook, dialect: Dialect): string {
  const { sheetName, sheetNumber } = dialect;
  const wanted =
    sheetName !== null
      ? (sheets.find(({ name }) => name === sheetName) ?? sheets.find(({ name }) => name.trim() === sheetName.trim()))
      : sheetNumber !== null
        ? sheets[sheetNumber - 1]
        : (sheets.find(({ hidden }) => !hidden) ?? sheets[0]);
  if (wanted !== undefined) {
    // A sheet that is listed and not there is lost, which is not the same as empty.
    if (pack.parts.has(wanted.part)) return wanted.part;
    const reason = { zh: `压缩包里缺少工作表 ${wanted.part}`, en: `the sheet ${wanted.part} is missing in it` };
    return stop(problems.damaged, pack.file.name, { path: pack.file.name, reason });
  }
  const path = pack.file.name;
  const names = sheets.map(({ name }) => name).join('、');
  return stop(problems.noSheet, path, { path, sheet: sheetName ?? sheetNumber ?? 1, sheets: names });
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** The relations of a part; of the package itself where its name is empty. */
async function relations(pack: Package, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const found: Relation[] = [];
  await readWholeXml(pack, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attributes['Target'] ?? '';
      const resolved = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      found.push({ id: attributes['Id'] ?? '', type: attributes['Type'] ?? '', target: resolved });
    },
  });
  return found;
}

/** Rich text loses its formatting; phonetic guides (`rPh`) are not part of the text. */
async function readTexts(pack: Package, part: string): Promise<readonly string[]> {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let guides = 0;
  await readWholeXml(
    pack,
    part,
    {
      open(name) {
        if (name === 'si') text = '';
        else if (name === 'rPh') guides++;
        else if (name === 't') inText = guides === 0;
      },
      text(piece) {
        if (inText) text += piece;
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') guides--;
        else if (name === 'si') texts.push(unescapeText(text));
      },
    },
    limits.xlsxTextBytes,
  );
  return texts;
}

/** Characters that XML can't hold are written `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

async function readFormats(pack: Package, part: string): Promise<readonly NumberFormat[]> {
  const custom = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  await readWholeXml(pack, part, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? '0');
        formats.push(formatOf(id, custom.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** Built-in date formats, those of the Chinese locale (27 to 36 and 50 to 58) included. */
function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
      ? { kind: 'date' }
      : null;
  }
  const zeros = /^(0{2,18})$/.exec(code)?.[1];
  if (zeros !== undefined) return { kind: 'zeros', width: zeros.length };
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare) ? { kind: 'date' } : null;
}
