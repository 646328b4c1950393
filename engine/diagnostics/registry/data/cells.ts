/** ZS31xx: cells of the data files. `{value}` is the value in quotation marks, or words that stand for a sensitive one. */
import { define } from '../../define.ts';
import { cellExample } from './example.ts';

export const notAnInteger = define({
  code: 'ZS3101',
  severity: 'warning',
  title: { zh: '不是整数', en: 'Not an integer' },
  message: { zh: '{value}不是整数，按未知处理', en: '{value} is not an integer; taken as unknown' },
  remedy: { zh: '请改为整数，例如 12', en: 'Write an integer, such as 12' },
  example: cellExample('type: integer', '约12'),
});

export const notANumber = define({
  code: 'ZS3102',
  severity: 'warning',
  title: { zh: '不是数', en: 'Not a number' },
  message: { zh: '{value}不是数，按未知处理', en: '{value} is not a number; taken as unknown' },
  remedy: { zh: '请改为数，例如 12.5 或 95%', en: 'Write a number, such as 12.5 or 95%' },
  example: cellExample('type: number', '三万元'),
});

export const tooManyDigits = define({
  code: 'ZS3103',
  severity: 'warning',
  title: { zh: '位数过多', en: 'Too many digits' },
  message: {
    zh: '{value}的位数超出可精确表示的范围，按未知处理',
    en: '{value} has more digits than can be held exactly; taken as unknown',
  },
  remedy: {
    zh: '整数最多 18 位；小数的小数点前最多 18 位、后最多 9 位；更长的编号请按文本保存',
    en: 'At most 18 digits before the point and 9 after it; keep longer numbers that are codes as text',
  },
  example: cellExample('type: integer', '1234567890123456789'),
});

export const notABoolean = define({
  code: 'ZS3104',
  severity: 'warning',
  title: { zh: '不是是或否', en: 'Neither yes nor no' },
  message: { zh: '{value}既不是“是”也不是“否”，按未知处理', en: '{value} is neither yes nor no; taken as unknown' },
  remedy: {
    zh: '请写 是/否、true/false、Y/N 或 1/0，或在数据字典中声明 trueValues 和 falseValues',
    en: 'Write true/false, 是/否, Y/N or 1/0, or declare trueValues and falseValues in the dictionary',
  },
  example: cellExample('type: boolean', '也许'),
});

export const notADate = define({
  code: 'ZS3105',
  severity: 'warning',
  title: { zh: '不是日期', en: 'Not a date' },
  message: { zh: '{value}不是日期，按未知处理', en: '{value} is not a date; taken as unknown' },
  remedy: {
    zh: '请写成 2021-03-05、2021/3/5 或 2021年3月5日；其他写法请在数据字典中用 format 声明',
    en: 'Write 2021-03-05, 2021/3/5 or 2021年3月5日; declare any other spelling as `format` in the dictionary',
  },
  example: cellExample('type: date', '2021-02-30'),
});

export const notAMonth = define({
  code: 'ZS3106',
  severity: 'warning',
  title: { zh: '不是月份', en: 'Not a month' },
  message: { zh: '{value}不是月份，按未知处理', en: '{value} is not a month; taken as unknown' },
  remedy: {
    zh: '请写成 2021-03、2021年3月或 202103',
    en: 'Write 2021-03, 2021年3月 or 202103',
  },
  example: cellExample('type: yearmonth', '3月'),
});

export const notACode = define({
  code: 'ZS3107',
  severity: 'warning',
  title: { zh: '不在代码表中', en: 'Not in the list of codes' },
  message: {
    zh: '{value}不在代码表中，按未知处理；可用：{codes}',
    en: '{value} is not in the list of codes; taken as unknown; there are: {codes}',
  },
  remedy: {
    zh: '请改为代码表中的值或名称，或在数据字典中补充该代码',
    en: 'Write one of the codes or its title, or add the code to the dictionary',
  },
  example: cellExample('type: string, categories: [village, community]', 'town'),
});

export const requiredCell = define({
  code: 'ZS3108',
  severity: 'warning',
  title: { zh: '必填项为空', en: 'A required cell is empty' },
  message: { zh: '必填项为空，按未知处理', en: 'a required cell is empty; taken as unknown' },
  remedy: { zh: '请补填', en: 'Fill it in' },
  example: cellExample('type: string, constraints: { required: true }', ''),
});

export const belowMinimum = define({
  code: 'ZS3109',
  severity: 'warning',
  title: { zh: '小于下限', en: 'Below the minimum' },
  message: { zh: '{value}小于下限 {limit}，按未知处理', en: '{value} is below the minimum {limit}; taken as unknown' },
  remedy: { zh: '请核对该值', en: 'Check the value' },
  example: cellExample('type: integer, constraints: { minimum: 0 }', '-1'),
});

export const aboveMaximum = define({
  code: 'ZS3110',
  severity: 'warning',
  title: { zh: '大于上限', en: 'Above the maximum' },
  message: { zh: '{value}大于上限 {limit}，按未知处理', en: '{value} is above the maximum {limit}; taken as unknown' },
  remedy: { zh: '请核对该值', en: 'Check the value' },
  example: cellExample('type: number, constraints: { maximum: 1 }', '120%'),
});

export const wrongLength = define({
  code: 'ZS3111',
  severity: 'warning',
  title: { zh: '长度不符', en: 'Wrong length' },
  message: {
    zh: '{value}有 {length} 个字符，应为 {expected}，按未知处理',
    en: '{value} has {length} characters, not {expected}; taken as unknown',
  },
  remedy: { zh: '请核对该值', en: 'Check the value' },
  example: cellExample('type: string, constraints: { minLength: 6, maxLength: 6 }', '4108'),
});

export const patternBroken = define({
  code: 'ZS3112',
  severity: 'warning',
  title: { zh: '格式不符', en: 'Not of the pattern' },
  message: {
    zh: '{value}不符合格式 {pattern}，按未知处理',
    en: '{value} does not match the pattern {pattern}; taken as unknown',
  },
  remedy: { zh: '请核对该值', en: 'Check the value' },
  example: cellExample('type: string, constraints: { pattern: "[0-9]+" }', '4108号'),
});

export const notAllowed = define({
  code: 'ZS3113',
  severity: 'warning',
  title: { zh: '不是允许的值', en: 'Not an allowed value' },
  message: {
    zh: '{value}不是允许的值，按未知处理；可用：{allowed}',
    en: '{value} is not an allowed value; taken as unknown; there are: {allowed}',
  },
  remedy: { zh: '请改为允许的值', en: 'Write one of the allowed values' },
  example: cellExample('type: integer, constraints: { enum: [1, 2, 3] }', '4'),
});

export const unreadableCharacters = define({
  code: 'ZS3114',
  severity: 'warning',
  title: { zh: '含无法读取的字符', en: 'Unreadable characters' },
  message: {
    zh: '含有无法按文件编码读取的字节或空字符，按未知处理',
    en: "holds bytes that the file's encoding does not have, or NUL characters; taken as unknown",
  },
  remedy: {
    zh: '请用正确的编码重新导出文件，或在数据字典中声明 encoding（utf-8 或 gb18030）',
    en: 'Export the file again in the right encoding, or declare `encoding` (utf-8 or gb18030) in the dictionary',
  },
  example: cellExample('type: string', '和谐社\uFFFD'),
});

export const spreadsheetError = define({
  code: 'ZS3115',
  severity: 'warning',
  title: { zh: '表格公式出错', en: 'A spreadsheet error' },
  message: {
    zh: '单元格是公式错误 {error}，按未知处理',
    en: 'the cell holds the spreadsheet error {error}; taken as unknown',
  },
  remedy: { zh: '请在表格中改正公式', en: 'Mend the formula in the spreadsheet' },
});

export const slashInKey = define({
  code: 'ZS3116',
  severity: 'warning',
  title: { zh: '主键里的斜杠', en: 'A slash in a key' },
  message: {
    zh: '{value}含有“/”，而主键的各部分以“/”相连，两个不同的主键会读起来一样，按未知处理',
    en: '{value} holds "/", which joins the parts of a key, so that two keys could read alike; taken as unknown',
  },
  remedy: {
    zh: '请在数据中改用别的符号，或把这个字段放在主键的最后',
    en: 'Use another sign in the data, or let this field be the last of the key',
  },
  example: {
    files: {
      'datapackage.yaml': `resources:
  - name: grid
    path: grids.csv
    schema: { primaryKey: [unit, name], fields: [{ name: unit, type: string }, { name: name, type: string }] }
`,
      'grids.csv': 'unit,name\nu1,east\nu1/2,west\n',
    },
  },
});

export const outsideCalendar = define({
  code: 'ZS3121',
  severity: 'warning',
  title: { zh: '日期没有工作日历', en: 'A date without a workday calendar' },
  message: {
    zh: '政策以此日期计算工作日，而 {day} 不在已知的年份 {first} 至 {last} 之内，工作日数按未知处理',
    en: 'workdays are counted from or to this date, and {day} lies outside the years {first} to {last} that are known; their number is taken as unknown',
  },
  remedy: {
    zh: '请核对日期；新一年的放假安排公布后，请更新本软件',
    en: 'Check the date; once the notice for a new year is published, update this software',
  },
});
