/** The encodings of text files: those that Node has of itself, by the WHATWG's labels and by the names that offices use for them. */

/** What `TextDecoder` calls an encoding; null: there is no such one. */
export function encodingLabel(name: string): string | null {
  const plain = name.trim().toLowerCase().replace(/_/g, '-');
  const label = otherNames[plain.replace(/[^a-z0-9]/g, '')] ?? plain.replace(/^cp-?(\d{3,4})$/, 'windows-$1');
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** GB18030 contains GBK and GB2312, under whose names it often goes. */
const otherNames: Readonly<Record<string, string>> = {
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  cp936: 'gb18030',
  windows936: 'gb18030',
  utf8: 'utf-8',
  utf8bom: 'utf-8',
  utf16: 'utf-16le',
  ucs2: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  cp950: 'big5',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
};
