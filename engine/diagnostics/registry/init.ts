/** ZS71xx: what `init` cannot begin with, and what it tells of the tables that it has read. */
import { define } from '../define.ts';

export const noSuchFile = define({
  code: 'ZS7101',
  severity: 'error',
  title: { zh: '没有这个数据文件', en: 'No such data file' },
  message: { zh: '没有文件“{path}”', en: 'There is no file "{path}"' },
  remedy: { zh: '请核对路径；文件名里有空格的要加引号', en: 'Check the path; one with blanks needs quotes' },
});

export const notATable = define({
  code: 'ZS7102',
  severity: 'error',
  title: { zh: '不是表格文件', en: 'Not a table' },
  message: { zh: '“{path}”不是 CSV 或 XLSX 文件：{reason}', en: '"{path}" is no CSV or XLSX file: {reason}' },
  remedy: {
    zh: '请用表格软件另存为 .xlsx 或 .csv，再给出那个文件',
    en: 'Save it as .xlsx or .csv in your spreadsheet program and give that file',
  },
});

export const nothingInTable = define({
  code: 'ZS7103',
  severity: 'error',
  title: { zh: '文件里没有表格', en: 'No table in the file' },
  message: { zh: '“{path}”里没有表头和数据', en: '"{path}" has no heading with data under it' },
  remedy: {
    zh: '请给出有一行表头、每行一条记录的表',
    en: 'Give a table with a row of headings and a record in each row under it',
  },
});

export const folderInUse = define({
  code: 'ZS7104',
  severity: 'error',
  title: { zh: '文件夹不是空的', en: 'The folder is not empty' },
  message: { zh: '文件夹“{path}”里已有“{file}”', en: 'The folder "{path}" already holds "{file}"' },
  remedy: {
    zh: '请给出新的或空的文件夹；init 从不覆盖文件',
    en: 'Give a new or an empty folder; init never overwrites a file',
  },
});

export const notAFolder = define({
  code: 'ZS7105',
  severity: 'error',
  title: { zh: '不能在这里建项目', en: 'No project can be made here' },
  message: { zh: '不能在“{path}”建项目：{reason}', en: 'No project can be made at "{path}": {reason}' },
  remedy: { zh: '请给出可以写入的文件夹', en: 'Give a folder that you may write to' },
});

export const noKey = define({
  code: 'ZS7106',
  severity: 'error',
  title: { zh: '表里找不到主键', en: 'A table without a key' },
  message: {
    zh: '表“{table}”没有哪一列或哪几列能区分每一条记录：{why}',
    en: 'No column or columns of the table "{table}" tell its records apart: {why}',
  },
  remedy: {
    zh: '请在表里加一列“编号”，每行一个不同的值，再运行 init',
    en: 'Add a column such as "number" with another value in each row, and run init again',
  },
});

export const noSuchTable = define({
  code: 'ZS7107',
  severity: 'error',
  title: { zh: '没有这张表', en: 'No such table' },
  message: { zh: '没有表“{table}”{suggestion}', en: 'There is no table "{table}"{suggestion}' },
  remedy: { zh: '可选：{known}', en: 'Choose one of: {known}' },
});

export const noSuchColumn = define({
  code: 'ZS7108',
  severity: 'error',
  title: { zh: '没有这一列', en: 'No such column' },
  message: {
    zh: '表“{table}”没有列“{column}”，或它不能作主键{suggestion}',
    en: 'The table "{table}" has no column "{column}" that can be a key{suggestion}',
  },
  remedy: { zh: '可选：{known}', en: 'Choose among: {known}' },
});

export const badKeyFlag = define({
  code: 'ZS7109',
  severity: 'error',
  title: { zh: '--key 的写法不对', en: 'Malformed --key' },
  message: { zh: '看不懂 --key “{value}”', en: '--key "{value}" is not understood' },
  remedy: { zh: '请写成 表=列 或 表=列,列', en: 'Write it as TABLE=COLUMN or TABLE=COLUMN,COLUMN' },
});

export const interrupted = define({
  code: 'ZS7110',
  severity: 'error',
  title: { zh: '没有答完', en: 'Not answered to the end' },
  message: { zh: '没有答完，什么都没有写', en: 'The questions were not answered to the end; nothing was written' },
  remedy: { zh: '请再运行一次，或用 --yes 取默认回答', en: 'Run it again, or take the defaults with --yes' },
});

export const asideRow = define({
  code: 'ZS7121',
  severity: 'information',
  title: { zh: '这一行不是记录', en: 'A row that is no record' },
  message: { zh: '{rows}是合计或说明，不作为记录', en: '{rows}: a total or a note, not taken as a record' },
  remedy: {
    zh: '不用改表；考核时会把它列在数据问题里',
    en: 'The table may stay as it is; each assessment names the row among the data findings',
  },
});

export const columnWithoutHeading = define({
  code: 'ZS7122',
  severity: 'warning',
  title: { zh: '有数据的列没有表头', en: 'A column with data but no heading' },
  message: {
    zh: '第 {column} 列有数据但没有表头，没有收进字典',
    en: 'Column {column} has data but no heading and is left out',
  },
  remedy: {
    zh: '请在表里补上表头，再到字典里加这个字段',
    en: 'Give it a heading in the table, then add the field to the dictionary',
  },
});

export const keyNotSound = define({
  code: 'ZS7123',
  severity: 'warning',
  title: { zh: '主键有缺漏或重复', en: 'A key with gaps or duplicates' },
  message: {
    zh: '列“{column}”像主键，但{rows}空缺或重复；{instead}',
    en: 'The column "{column}" looks like the key, but is blank or repeated in {rows}; {instead}',
  },
  remedy: { zh: '请在表里补齐、改正这几行', en: 'Complete and mend these rows in the table' },
});

export const sensitiveColumn = define({
  code: 'ZS7124',
  severity: 'information',
  title: { zh: '标为敏感的列', en: 'Columns marked as sensitive' },
  message: {
    zh: '列{columns}像是个人信息，已标 zhunsheng:sensitive，从不显示',
    en: 'The columns {columns} look like personal data and are marked zhunsheng:sensitive: never shown',
  },
  remedy: {
    zh: '不是个人信息的，从字典里去掉这个标记',
    en: 'Take the mark out of the dictionary where they are none',
  },
});

export const cellsNotRead = define({
  code: 'ZS7125',
  severity: 'warning',
  title: { zh: '有的单元格与类型不符', en: 'Cells that are not of the type' },
  message: {
    zh: '列“{column}”按{type}读，{rows}读不出，会当作未知',
    en: 'The column "{column}" is read as {type}; {rows} cannot be, and count as unknown',
  },
  remedy: { zh: '请改正这些单元格，或在字典里改类型', en: 'Mend the cells, or change the type in the dictionary' },
});

export const danglingReference = define({
  code: 'ZS7126',
  severity: 'warning',
  title: { zh: '引用找不到对象', en: 'References that lead nowhere' },
  message: {
    zh: '列“{column}”引用“{target}”，{rows}的值那边没有',
    en: 'The column "{column}" refers to "{target}", which lacks the values of {rows}',
  },
  remedy: { zh: '请核对两张表的写法是否一致', en: 'See whether both tables write them alike' },
});

export const emptyColumn = define({
  code: 'ZS7127',
  severity: 'information',
  title: { zh: '没有数据的列', en: 'Columns without data' },
  message: {
    zh: '列{columns}没有数据，按文本收进字典',
    en: 'The columns {columns} hold nothing and are taken as text',
  },
  remedy: { zh: '用不到就从字典里去掉', en: 'Take them out of the dictionary if nobody needs them' },
});

export const mergedCells = define({
  code: 'ZS7128',
  severity: 'warning',
  title: { zh: '纵向合并的单元格', en: 'Cells merged downwards' },
  message: {
    zh: '列“{column}”有纵向合并的单元格；只有主键和引用往下填，其余只算第一行',
    en: 'The column "{column}" has cells merged downwards; only keys and references are filled down, others count in their first row',
  },
  remedy: { zh: '请取消合并，逐行填写', en: 'Unmerge them and fill in each row' },
});

export const manyRows = define({
  code: 'ZS7129',
  severity: 'information',
  title: { zh: '只看了前面的行', en: 'Only the first rows were looked at' },
  message: {
    zh: '类型和主键按前 {limit} 行推断',
    en: 'Types and keys are inferred from the first {limit} rows',
  },
  remedy: { zh: '请看一看后面的行是否也如此', en: 'See whether the rows after them are alike' },
});

export const noteInKey = define({
  code: 'ZS7130',
  severity: 'warning',
  title: { zh: '主键列里有附注', en: 'A note in the column of the key' },
  message: {
    zh: '{rows}是附注，不作为记录；但它写在主键列里，考核时会连文字列在数据问题里',
    en: '{rows}: a note, not taken as a record; as it stands in the column of the key, each assessment shows its words among the data findings',
  },
  remedy: {
    zh: '附注里有姓名、电话的，请从表里删去这一行',
    en: 'Where it names people or their numbers, delete the row from the table',
  },
});

export const filesTogether = define({
  code: 'ZS7131',
  severity: 'information',
  title: { zh: '几个文件是一张表', en: 'Several files are one table' },
  message: {
    zh: '{count} 个文件表头相同、名称只差时期，合为一张表“{table}”',
    en: '{count} files with the same headings, named by their periods, are one table, "{table}"',
  },
  remedy: {
    zh: '以后各月的文件，加到字典里这张表的 path 列表中即可',
    en: 'Add the files of later months to the list `path` of this table in the dictionary',
  },
});

export const seriesWithoutMonth = define({
  code: 'ZS7132',
  severity: 'warning',
  title: { zh: '各期的文件里没有月份', en: 'Files of several periods without the month' },
  message: {
    zh: '“{table}”的 {count} 个文件表头相同，但没有哪一列写明各行是哪一期的，{result}',
    en: 'The {count} files of "{table}" have the same headings, but no column says of which period a row is, {result}',
  },
  remedy: {
    zh: '文件名里的时期不会当作数据：请在每个文件里加一列“月份”，每行写上年月（如 2021-03），再用新文件夹运行 init',
    en: 'The period in a file’s name is not read as data: add a column "month" to each file, with the year and month in every row (such as 2021-03), and run init again with a new folder',
  },
});

export const sheetsAlike = define({
  code: 'ZS7133',
  severity: 'warning',
  title: { zh: '一个工作簿里表头相同的几张工作表', en: 'Sheets of one workbook with the same headings' },
  message: {
    zh: '工作表{sheets}表头相同，但一张表只能读一个文件里的一个工作表，只好各自成一张表',
    en: 'The sheets {sheets} have the same headings, but a table takes one sheet of a file, so that each is a table of its own',
  },
  remedy: {
    zh: '要合为一张表，请把它们的行抄到一个工作表里，或各存为一个文件（表里要有写明月份的列），再用新文件夹运行 init',
    en: 'For one table, copy their rows into one sheet, or save each as a file (with a column that says the month), and run init again with a new folder',
  },
});
