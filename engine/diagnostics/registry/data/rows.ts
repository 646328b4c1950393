/** ZS30xx: data files as a whole, their columns and rows. What is named here is judged as it is said, and never dropped in silence. */
import { define } from '../../define.ts';
import { streetExample, unitExample, versionExample } from './example.ts';

export const missingFile = define({
  code: 'ZS3001',
  severity: 'warning',
  title: { zh: '数据文件不存在', en: 'A data file does not exist' },
  message: {
    zh: '“{entity}”的数据文件不存在：其记录按未知处理，而不是没有',
    en: 'the data file of "{entity}" does not exist: its records are unknown, which is not the same as none',
  },
  remedy: {
    zh: '请放入该文件；确实没有记录的，请放入只有表头的文件',
    en: 'Put the file there; where there really are no records, a file with only its header',
  },
  example: unitExample('{ name: value }', null),
});

export const emptyFile = define({
  code: 'ZS3002',
  severity: 'warning',
  title: { zh: '数据文件为空', en: 'An empty data file' },
  message: { zh: '文件为空，按没有记录处理', en: 'the file is empty; taken as no records' },
  remedy: {
    zh: '确实没有记录的，请保留表头；否则请重新导出',
    en: 'Where there really are no records keep the header; otherwise export it again',
  },
  example: unitExample('{ name: value }', ''),
});

export const missingColumn = define({
  code: 'ZS3003',
  severity: 'warning',
  title: { zh: '缺少列', en: 'A column is missing' },
  message: { zh: '没有列“{field}”，按未知处理', en: 'there is no column "{field}"; taken as unknown' },
  remedy: {
    zh: '请补上该列，或使列名与数据字典中的字段名或标题一致',
    en: 'Add the column, or give it the name or title that the dictionary has for it',
  },
  example: unitExample('{ name: value }', 'code\nu1\n'),
});

export const extraColumns = define({
  code: 'ZS3004',
  severity: 'warning',
  title: { zh: '多余的列', en: 'Extra columns' },
  message: {
    zh: '数据字典中没有的列，未读取：{columns}',
    en: 'columns that the dictionary lacks, not read: {columns}',
  },
  remedy: {
    zh: '请删去这些列，或在数据字典中补充字段',
    en: 'Remove them, or add them to the dictionary',
  },
  example: unitExample('{ name: value }', 'code,value,remark\nu1,1,x\n'),
});

export const duplicateColumn = define({
  code: 'ZS3005',
  severity: 'warning',
  title: { zh: '列重复', en: 'A column stands twice' },
  message: { zh: '列“{field}”重复，只读取第一列', en: 'the column "{field}" stands twice; the first is read' },
  remedy: { zh: '请删去其中一列', en: 'Remove one of them' },
  example: unitExample('{ name: value }', 'code,value,value\nu1,1,2\n'),
});

export const blankRows = define({
  code: 'ZS3006',
  severity: 'warning',
  title: { zh: '空行', en: 'Blank rows' },
  message: {
    zh: '从这一行起，数据之间有 {count} 个空行，已跳过',
    en: '{count} blank rows among the data from this one on, skipped',
  },
  remedy: { zh: '请删去空行', en: 'Remove them' },
  example: unitExample('{ name: value }', 'code,value\nu1,1\n,\nu2,2\n'),
});

export const tooManyCells = define({
  code: 'ZS3007',
  severity: 'warning',
  title: { zh: '行中的格过多', en: 'A row with too many cells' },
  message: {
    zh: '该行有 {cells} 格，表头只有 {columns} 列，多出的未读取；列可能错位',
    en: 'the row has {cells} cells and the header {columns} columns; the rest is not read, and columns may be shifted',
  },
  remedy: {
    zh: '含有分隔符的文本请加引号',
    en: 'Quote texts that contain the separator',
  },
  example: unitExample('{ name: value }', 'code,value\nu1,1,2\n'),
});

export const tooFewCells = define({
  code: 'ZS3008',
  severity: 'warning',
  title: { zh: '行中的格过少', en: 'A row with too few cells' },
  message: {
    zh: '该行有 {cells} 格，表头有 {columns} 列，缺少的按未知处理',
    en: 'the row has {cells} cells and the header {columns} columns; what is missing is taken as unknown',
  },
  remedy: { zh: '请核对该行', en: 'Check the row' },
  example: unitExample('{ name: value }', 'code,value\nu1\n'),
});

export const keyless = define({
  code: 'ZS3009',
  severity: 'warning',
  title: { zh: '没有主键的行', en: 'A row without a key' },
  message: {
    zh: '主键（{key}）不全，无法判定该行，未读取',
    en: "the key ({key}) is not complete, so the row can't be judged; not read",
  },
  remedy: { zh: '请补填主键', en: 'Fill in the key' },
  example: unitExample('{ name: value }', 'code,value\n,1\n'),
});

export const duplicateKey = define({
  code: 'ZS3010',
  severity: 'warning',
  title: { zh: '主键重复', en: 'A key stands twice' },
  message: {
    zh: '主键“{key}”与第 {first} 行（{file}）重复，只读取前者',
    en: 'the key "{key}" already stands in row {first} of {file}; only that one is read',
  },
  remedy: { zh: '请删去重复的行，或改正主键', en: 'Remove one of the rows, or correct the key' },
  example: unitExample('{ name: value }', 'code,value\nu1,1\nu1,2\n'),
});

export const overlappingVersions = define({
  code: 'ZS3011',
  severity: 'warning',
  title: { zh: '版本的有效期重叠', en: 'Versions that overlap' },
  message: {
    zh: '“{key}”的有效期与第 {first} 行（{file}）重叠，只读取前者',
    en: 'the time of "{key}" overlaps with that of row {first} of {file}; only that one is read',
  },
  remedy: {
    zh: '请改正有效期，使同一对象的各版本互不重叠',
    en: "Correct the dates so that versions of one record don't overlap",
  },
  example: versionExample('u1,2020-01-01,2021-12-31\nu1,2021-01-01,\n'),
});

export const danglingReference = define({
  code: 'ZS3012',
  severity: 'warning',
  title: { zh: '引用的记录不存在', en: 'A reference to a record that is not there' },
  message: {
    zh: '“{target}”中没有“{key}”，该行不归属任何{target}',
    en: '"{target}" has no "{key}"; the row belongs to no {target}',
  },
  remedy: { zh: '请改正该值，或补充被引用的记录', en: 'Correct the value, or add the record it refers to' },
  example: streetExample('code,street\nu1,s9\n'),
});

export const blankReference = define({
  code: 'ZS3013',
  severity: 'warning',
  title: { zh: '没有填写引用', en: 'A reference that is not filled in' },
  message: {
    zh: '没有填写或无法读取，该行不归属任何{target}',
    en: 'not filled in or unreadable; the row belongs to no {target}',
  },
  remedy: { zh: '请补填', en: 'Fill it in' },
  example: streetExample('code,street\nu1,\n'),
});

export const notUnique = define({
  code: 'ZS3014',
  severity: 'warning',
  title: { zh: '应唯一的值重复', en: 'A value that should be unique stands twice' },
  message: {
    zh: '该值已在第 {first} 行（{file}）出现，应唯一；按未知处理',
    en: 'the value, which should be unique, already stands in row {first} of {file}; taken as unknown',
  },
  remedy: { zh: '请改正其中之一', en: 'Correct one of them' },
  example: unitExample('{ name: phone, constraints: { unique: true } }', 'code,phone\nu1,1\nu2,1\n'),
});

export const endsBeforeStart = define({
  code: 'ZS3015',
  severity: 'warning',
  title: { zh: '有效期的止早于起', en: 'Valid to a day before from' },
  message: {
    zh: '有效期的止（{to}）早于起（{from}），该行从不生效',
    en: 'valid to {to}, which is before {from}: the row is never in force',
  },
  remedy: { zh: '请改正有效期', en: 'Correct the dates' },
  example: versionExample('u1,2021-01-01,2020-12-31\n'),
});

export const notARecord = define({
  code: 'ZS3016',
  severity: 'warning',
  title: { zh: '不是记录', en: 'Not a record' },
  message: { zh: '该项不是记录（对象或数组），未读取', en: 'the item is no record (an object or a list); not read' },
  remedy: { zh: '请改为以字段名为键的对象', en: "Write it as an object with the fields' names as keys" },
  example: unitExample('{ name: value }', '[{ "code": "u1", "value": "1" }, 2]\n', 'unit.json'),
});

export const partMissing = define({
  code: 'ZS3017',
  severity: 'warning',
  title: { zh: '一部分数据文件不存在', en: 'Some of the data files do not exist' },
  message: {
    zh: '“{entity}”的这个数据文件不存在，其记录全部按未知处理，其他文件也未读取',
    en: 'this data file of "{entity}" does not exist: all its records are unknown, and its other files are not read',
  },
  remedy: {
    zh: '请放入该文件（没有记录的放入只有表头的文件），或从数据字典中删去该路径',
    en: 'Put the file there (one with only a header if there are no records), or remove the path from the dictionary',
  },
  example: {
    files: {
      'datapackage.yaml':
        'resources: [{ name: unit, path: [a.csv, b.csv], schema: { primaryKey: code, fields: [{ name: code }] } }]\n',
      'a.csv': 'code\nu1\n',
    },
  },
});

export const waiverOfNobody = define({
  code: 'ZS3130',
  severity: 'warning',
  title: { zh: '豁免的对象不在数据中', en: 'A waiver of what is not in the data' },
  message: {
    zh: '对规则“{rule}”的豁免写给 {subject}，数据中没有这条记录，这条豁免什么也没有免',
    en: 'the rule "{rule}" is waived for {subject}, which is not in the data: the waiver waives nothing',
  },
  remedy: {
    zh: '请核对豁免的 subject 与数据中的主键；对象已不存在的，删去这条豁免',
    en: 'Compare the waiver’s subject with the keys in the data; if there is no such record any more, remove the waiver',
  },
});
