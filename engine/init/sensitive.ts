/** Columns that are likely to hold personal data: they are marked so, and a person decides. */

const headings =
  /姓名|名字|身份证|证件号|电话|手机|联系方式|住址|家庭地址|银行卡|微信|邮箱|phone|mobile|telephone|passport|e-?mail|id.?card|petitioner|complainant|applicant|contact|\bperson\b/i;

/** Headings that end in a person: 信访人, 当事人, 经办人员, 包案领导; not 人数. */
const people = /(?:人|人员|网格员|户主|领导|书记|主任|家长|代表)$/;

const values: readonly RegExp[] = [
  // A mobile number, an identity number, an address of mail.
  /^(?:\+?86[- ]?)?1[3-9]\d{9}$/,
  /^\d{17}[\dXx]$/,
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
];

export function looksSensitive(heading: string, texts: readonly string[]): boolean {
  const bare = heading
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .trim();
  if (headings.test(bare)) return true;
  const filled = texts.map((text) => text.normalize('NFKC').trim()).filter((text) => text !== '');
  const numbers = filled.filter((text) => /^[\d.,]+$/.test(text) && text.length < 11).length;
  if (people.test(bare) && numbers * 2 <= filled.length) return true;
  return (
    filled.length > 0 &&
    values.some((shape) => filled.filter((text) => shape.test(text)).length * 5 >= filled.length * 4)
  );
}
