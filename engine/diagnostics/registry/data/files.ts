/** ZS4xxx: data files that can't be read, so that nothing is assessed. */
import { define } from '../../define.ts';
import { unitExample } from './example.ts';

export const notAPlainFile = define({
  code: 'ZS4001',
  severity: 'error',
  title: { zh: '不是文件', en: 'Not a file' },
  message: { zh: '“{path}”是{kind}，不是文件', en: '"{path}" is {kind}, not a file' },
  remedy: { zh: '请在该路径放入数据文件', en: 'Put the data file there' },
});

export const fileUnreadable = define({
  code: 'ZS4002',
  severity: 'error',
  title: { zh: '文件无法读取', en: "A file that can't be read" },
  message: { zh: '“{path}”无法读取：{reason}', en: '"{path}" can\'t be read: {reason}' },
  remedy: { zh: '请检查文件的权限和所在的磁盘', en: 'Check its permissions and the disk it is on' },
});

export const outsideFolder = define({
  code: 'ZS4003',
  severity: 'error',
  title: { zh: '文件在项目之外', en: 'A file outside the project' },
  message: {
    zh: '“{path}”是通向项目文件夹之外的链接',
    en: '"{path}" is a link that leads out of the project\'s folder',
  },
  remedy: {
    zh: '请把数据放进项目文件夹，或用 --data 指定数据所在的文件夹',
    en: "Put the data into the project's folder, or name the folder it is in with --data",
  },
});

export const otherFormat = define({
  code: 'ZS4004',
  severity: 'error',
  title: { zh: '内容与扩展名不符', en: 'Content of another format' },
  message: { zh: '“{path}”应为 {expected}，内容却是{actual}', en: '"{path}" should be {expected}, but is {actual}' },
  remedy: {
    zh: '请用正确的格式另存，或在数据字典中改正 path 或 format',
    en: 'Save it in that format, or correct `path` or `format` in the dictionary',
  },
  example: unitExample('{ name: value }', '<html><table></table></html>\n'),
});

export const damaged = define({
  code: 'ZS4005',
  severity: 'error',
  title: { zh: '文件已损坏', en: 'A damaged file' },
  message: { zh: '“{path}”不完整或已损坏：{reason}', en: '"{path}" is incomplete or damaged: {reason}' },
  remedy: { zh: '请重新导出或重新复制该文件', en: 'Export or copy it again' },
});

export const encrypted = define({
  code: 'ZS4006',
  severity: 'error',
  title: { zh: '文件已加密', en: 'An encrypted file' },
  message: { zh: '“{path}”设有打开密码', en: '"{path}" needs a password' },
  remedy: { zh: '请去掉密码后另存', en: 'Save it without a password' },
});

export const tooLarge = define({
  code: 'ZS4007',
  severity: 'error',
  title: { zh: '超出读取的上限', en: 'More than can be read' },
  message: { zh: '“{path}”中{what}超过上限 {limit}', en: '"{path}": {what} is over the limit of {limit}' },
  remedy: {
    zh: '请检查文件是否正确；确有这么多数据时，请分成几个文件，或改用 CSV 或 Parquet',
    en: 'Check that it is the right file; if it really holds so much, split it, or use CSV or Parquet',
  },
});

export const noSheet = define({
  code: 'ZS4008',
  severity: 'error',
  title: { zh: '没有这个工作表', en: 'No such sheet' },
  message: {
    zh: '“{path}”中没有工作表{sheet}；有：{sheets}',
    en: '"{path}" has no sheet {sheet}; there are: {sheets}',
  },
  remedy: {
    zh: '请改正数据字典中的 dialect.sheetName 或 sheetNumber',
    en: 'Correct dialect.sheetName or sheetNumber in the dictionary',
  },
});

export const badJson = define({
  code: 'ZS4009',
  severity: 'error',
  title: { zh: '不是 JSON', en: 'Not JSON' },
  message: {
    zh: '“{path}”第 {line} 行第 {column} 列不是 JSON',
    en: '"{path}" is not JSON at line {line}, column {column}',
  },
  remedy: { zh: '请改正该处', en: 'Mend it there' },
  example: unitExample('{ name: value }', '[{ "code": }]\n', 'unit.json'),
});

export const noRecords = define({
  code: 'ZS4010',
  severity: 'error',
  title: { zh: 'JSON 中没有记录列表', en: 'JSON without a list of records' },
  message: {
    zh: '“{path}”不是记录的列表，其中也没有{property}',
    en: '"{path}" is no list of records, nor does it hold {property}',
  },
  remedy: {
    zh: '请写成由记录组成的列表，或用 dialect.property 指明列表的名称',
    en: 'Write it as a list of records, or name the list with dialect.property',
  },
  example: unitExample('{ name: value }', '{ "code": "u1" }\n', 'unit.json'),
});

export const noHeader = define({
  code: 'ZS4011',
  severity: 'error',
  title: { zh: '找不到表头', en: 'No header' },
  message: {
    zh: '“{path}”的前 {rows} 行中没有列名；应有：{columns}',
    en: '"{path}" has no header in its first {rows} rows; it should have: {columns}',
  },
  remedy: {
    zh: '请补上表头，列名用数据字典中的字段名或标题；或用 dialect 的 headerRows、header: false 说明',
    en: "Add a header with the fields' names or titles, or say with dialect's headerRows or header: false how it is",
  },
  example: unitExample('{ name: value }', 'u1,1\nu2,2\n'),
});

export const noKeyColumn = define({
  code: 'ZS4012',
  severity: 'error',
  title: { zh: '没有主键列', en: 'No key column' },
  message: {
    zh: '“{path}”没有主键列“{field}”，无法指明其中的记录',
    en: '"{path}" has no key column "{field}", so its records can\'t be named',
  },
  remedy: {
    zh: '请补上该列，或使列名与数据字典中的字段名或标题一致',
    en: 'Add the column, or give it the name or title that the dictionary has for it',
  },
  example: unitExample('{ name: value }', 'value\n1\n'),
});

export const quoteNotClosed = define({
  code: 'ZS4013',
  severity: 'error',
  title: { zh: '引号没有闭合', en: 'A quote that is not closed' },
  message: {
    zh: '“{path}”第 {row} 行起的引号直到文件末尾没有闭合',
    en: '"{path}": a quote opened in row {row} is not closed by the end of the file',
  },
  remedy: {
    zh: '请补上引号；文本中的引号请写两个；文件不用引号的，请在 dialect 中写 quoteChar: ""',
    en: 'Close it; write a quote within a text twice; if the file has no quoting say quoteChar: "" in the dialect',
  },
  example: unitExample('{ name: value }', 'code,value\nu1,"1\nu2,2\n'),
});

export const rowTooLong = define({
  code: 'ZS4014',
  severity: 'error',
  title: { zh: '行过长', en: 'A row that is too long' },
  message: {
    zh: '“{path}”第 {row} 行超过 {limit} 个字符，可能是引号没有闭合，或不是表格文件',
    en: '"{path}": row {row} is longer than {limit} characters: perhaps an open quote, or not a table at all',
  },
  remedy: {
    zh: '请检查该行的引号和换行',
    en: 'Check the quotes and line breaks of that row',
  },
});

export const tooManyColumns = define({
  code: 'ZS4015',
  severity: 'error',
  title: { zh: '列过多', en: 'Too many columns' },
  message: {
    zh: '“{path}”第 {row} 行有 {columns} 列，超过上限 {limit}',
    en: '"{path}": row {row} has {columns} columns, over the limit of {limit}',
  },
  remedy: {
    zh: '请检查分隔符（dialect.delimiter）和换行是否正确',
    en: 'Check the separator (dialect.delimiter) and the line breaks',
  },
});

export const noDataFolder = define({
  code: 'ZS4016',
  severity: 'error',
  title: { zh: '没有这个数据文件夹', en: 'No such data folder' },
  message: { zh: '--data 指定的“{path}”不是文件夹', en: '"{path}", given with --data, is not a folder' },
  remedy: { zh: '请给出放有数据文件的文件夹', en: 'Give the folder that holds the data files' },
});

export const badParquet = define({
  code: 'ZS4017',
  severity: 'error',
  title: { zh: 'Parquet 文件无法读取', en: "A Parquet file that can't be read" },
  message: { zh: '“{path}”无法作为 Parquet 读取：{reason}', en: '"{path}" can\'t be read as Parquet: {reason}' },
  remedy: { zh: '请重新导出该文件', en: 'Export it again' },
});

export const notFetched = define({
  code: 'ZS4018',
  severity: 'error',
  title: { zh: '文件内容没有取下来', en: 'A file that was not fetched' },
  message: {
    zh: '“{path}”只是 git-lfs 的指针，内容没有取下来',
    en: '"{path}" is only a pointer of git-lfs; its content was not fetched',
  },
  remedy: {
    zh: '请执行 git lfs pull（CI 里取代码时设 lfs: true）',
    en: 'Run git lfs pull (in CI check out with lfs: true)',
  },
  example: unitExample(
    '{ name: value }',
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 20\n`,
  ),
});
