/** ZS2xxx: the data dictionary (datapackage.yaml). */
import { define, type Example } from '../define.ts';

/** A dictionary of one entity, whose YAML lines are given. */
function entity(...lines: string[]): Example {
  return { files: { 'datapackage.yaml': ['resources:', ...lines.map((line) => `  ${line}`), ''].join('\n') } };
}

export const noDictionary = define({
  code: 'ZS2001',
  severity: 'error',
  title: { zh: '没有数据字典', en: 'No data dictionary' },
  message: { zh: '项目中没有 datapackage.yaml', en: 'the project has no datapackage.yaml' },
  remedy: {
    zh: '请在项目文件夹中建立 datapackage.yaml，说明各数据文件及其字段',
    en: "Put a datapackage.yaml in the project's folder that describes the data files and their fields",
  },
  example: { files: { 'unit.policy.yaml': 'policy: unit\n' } },
});

export const twoDictionaries = define({
  code: 'ZS2002',
  severity: 'error',
  title: { zh: '有两份数据字典', en: 'Two data dictionaries' },
  message: {
    zh: '项目中同时有 datapackage.yaml 和 datapackage.json，只读取前者',
    en: 'the project has both datapackage.yaml and datapackage.json; only the first is read',
  },
  remedy: { zh: '请删去其中一份', en: 'Remove one of them' },
  example: {
    files: {
      'datapackage.yaml': 'resources: []\n',
      'datapackage.json': '{ "resources": [] }\n',
    },
  },
});

export const wrongShape = define({
  code: 'ZS2003',
  severity: 'error',
  title: { zh: '写法不符合标准', en: 'Not as the standard has it' },
  message: { zh: '{property}应为{expected}', en: '{property} should be {expected}' },
  remedy: {
    zh: '请按数据字典的标准（Data Package v2）改写',
    en: 'Write it as the standard for data dictionaries (Data Package v2) has it',
  },
  example: { files: { 'datapackage.yaml': 'resources: unit.csv\n' } },
});

export const missingProperty = define({
  code: 'ZS2004',
  severity: 'error',
  title: { zh: '缺少属性', en: 'A property is missing' },
  message: { zh: '{where}缺少“{property}”', en: '{where} lacks "{property}"' },
  remedy: { zh: '请补上“{property}”', en: 'Add "{property}"' },
  example: entity('- path: data/unit.csv', '  schema: { primaryKey: code, fields: [{ name: code, type: string }] }'),
});

export const unknownOwnProperty = define({
  code: 'ZS2005',
  severity: 'error',
  title: { zh: '没有这个 zhunsheng 属性', en: 'No such zhunsheng property' },
  message: { zh: '这里没有属性“{property}”{suggestion}', en: 'there is no property "{property}" here{suggestion}' },
  remedy: { zh: '请改正属性名，或删去它', en: "Correct the property's name, or remove it" },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: leader, type: string, zhunsheng:sensitiv: true }]',
  ),
});

export const misspeltProperty = define({
  code: 'ZS2006',
  severity: 'warning',
  title: { zh: '属性名可能写错', en: 'A property that looks misspelt' },
  message: {
    zh: '属性“{property}”不起作用；是否想写“{near}”？',
    en: 'the property "{property}" has no effect; did you mean "{near}"?',
  },
  remedy: { zh: '请改为“{near}”，或删去它', en: 'Write "{near}", or remove it' },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema: { primarykey: code, primaryKey: code, fields: [{ name: code, type: string }] }',
  ),
});

export const duplicateName = define({
  code: 'ZS2007',
  severity: 'error',
  title: { zh: '名称重复', en: 'A name stands twice' },
  message: {
    zh: '名称“{name}”重复（大小写不作区分）',
    en: 'the name "{name}" stands twice (upper and lower case are the same)',
  },
  remedy: { zh: '请给其中之一另起名称', en: 'Give one of them another name' },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: Code, type: string }] }',
  ),
});

export const badName = define({
  code: 'ZS2008',
  severity: 'error',
  title: { zh: '名称不可用', en: 'Not a usable name' },
  message: {
    zh: '“{name}”不能作名称：须以字母或汉字开头，只含字母、汉字、数字、“-”和“_”，最多 60 个字符',
    en: '"{name}" is not a usable name: it starts with a letter, holds only letters, digits, "-" and "_", at most 60',
  },
  remedy: {
    zh: '请另起名称；数据文件中的列名可以写在 title 中',
    en: 'Give another name; the heading in the data file can be its title',
  },
  example: entity(
    '- name: unit list',
    '  path: data/unit.csv',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string }] }',
  ),
});

export const noKey = define({
  code: 'ZS2010',
  severity: 'error',
  title: { zh: '没有主键', en: 'No key' },
  message: {
    zh: '“{entity}”没有主键，无法指明其中的记录',
    en: '"{entity}" has no key, so its records can\'t be named',
  },
  remedy: {
    zh: '请在 schema 中用 primaryKey 指明唯一确定一条记录的字段',
    en: "Name in the schema's primaryKey the fields that identify a record",
  },
  example: entity('- name: unit', '  path: data/unit.csv', '  schema: { fields: [{ name: code, type: string }] }'),
});

export const unknownField = define({
  code: 'ZS2011',
  severity: 'error',
  title: { zh: '没有这个字段', en: 'No such field' },
  message: {
    zh: '“{entity}”没有字段“{field}”{suggestion}',
    en: '"{entity}" has no field "{field}"{suggestion}',
  },
  remedy: { zh: '请改正字段名，或补充该字段', en: "Correct the field's name, or add the field" },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema: { primaryKey: cod, fields: [{ name: code, type: string }] }',
  ),
});

export const unknownResource = define({
  code: 'ZS2012',
  severity: 'error',
  title: { zh: '没有这个资源', en: 'No such resource' },
  message: { zh: '数据字典中没有“{resource}”{suggestion}', en: 'the dictionary has no "{resource}"{suggestion}' },
  remedy: { zh: '请改正资源名，或补充该资源', en: "Correct the resource's name, or add the resource" },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: street, type: string }]',
    '    foreignKeys: [{ fields: street, reference: { resource: streets, fields: code } }]',
  ),
});

export const sensitiveKey = define({
  code: 'ZS2013',
  severity: 'error',
  title: { zh: '敏感字段不能作键', en: 'A sensitive field in a key' },
  message: {
    zh: '字段“{field}”是敏感字段，不能作主键或外键：键会出现在结果中',
    en: 'the field "{field}" is sensitive and can\'t be part of a key: keys stand in the results',
  },
  remedy: { zh: '请改用不敏感的编号作键', en: 'Use a number that is not sensitive as the key' },
  example: entity(
    '- name: petition',
    '  path: data/petition.csv',
    '  schema: { primaryKey: phone, fields: [{ name: phone, type: string, zhunsheng:sensitive: true }] }',
  ),
});

export const foreignKeyTypes = define({
  code: 'ZS2014',
  severity: 'error',
  title: { zh: '外键类型不同', en: 'A reference between different types' },
  message: {
    zh: '字段“{field}”（{type}）不能引用“{target}”的“{targetField}”（{targetType}）',
    en: 'the field "{field}" ({type}) can\'t refer to "{targetField}" ({targetType}) of "{target}"',
  },
  remedy: { zh: '请使两个字段类型相同', en: 'Give both fields the same type' },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: upper, type: integer }]',
    '    foreignKeys: [{ fields: upper, reference: { resource: "", fields: code } }]',
  ),
});

export const foreignKeyTarget = define({
  code: 'ZS2015',
  severity: 'error',
  title: { zh: '外键须引用主键', en: 'A reference to something other than the key' },
  message: {
    zh: '外键须引用“{target}”的主键（{key}），而不是（{fields}）',
    en: 'a foreign key refers to the key of "{target}" ({key}), not to ({fields})',
  },
  remedy: { zh: '请引用主键的全部字段，逐一对应', en: 'Refer to all fields of the key, one by one' },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: name, type: string }, { name: upper, type: string }]',
    '    foreignKeys: [{ fields: upper, reference: { resource: "", fields: name } }]',
  ),
});

export const referenceTwice = define({
  code: 'ZS2016',
  severity: 'error',
  title: { zh: '引用重名', en: 'Two references of one name' },
  message: {
    zh: '“{entity}”有两个名为“{name}”的引用',
    en: '"{entity}" has two references of the name "{name}"',
  },
  remedy: {
    zh: '请用 zhunsheng:name 给其中之一另起名称',
    en: 'Give one of them another name with zhunsheng:name',
  },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: upper, type: string }]',
    '    foreignKeys:',
    '      - { fields: upper, reference: { resource: "", fields: code } }',
    '      - { fields: upper, reference: { resource: "", fields: code } }',
  ),
});

export const constraintUnsuited = define({
  code: 'ZS2018',
  severity: 'error',
  title: { zh: '约束不适用', en: 'A constraint that does not suit the type' },
  message: {
    zh: '类型为 {type} 的字段不能有约束“{constraint}”',
    en: 'a field of type {type} can\'t have the constraint "{constraint}"',
  },
  remedy: { zh: '请删去该约束，或改正字段类型', en: "Remove the constraint, or correct the field's type" },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string, constraints: { minimum: 1 } }] }',
  ),
});

export const constraintValue = define({
  code: 'ZS2019',
  severity: 'error',
  title: { zh: '约束的值不可用', en: 'A constraint with an unusable value' },
  message: {
    zh: '约束“{constraint}”的值“{value}”不是字段类型 {type} 的值',
    en: 'the value "{value}" of the constraint "{constraint}" is not one of the type {type}',
  },
  remedy: { zh: '请写该类型的值', en: 'Write a value of that type' },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: since, type: date, constraints: { minimum: long ago } }]',
  ),
});

export const constraintsContradict = define({
  code: 'ZS2020',
  severity: 'error',
  title: { zh: '约束互相矛盾', en: 'Constraints that contradict each other' },
  message: { zh: '没有值能同时满足“{low}”和“{high}”', en: 'no value satisfies both "{low}" and "{high}"' },
  remedy: { zh: '请改正上下限', en: 'Correct the limits' },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string, constraints: { minLength: 9, maxLength: 6 } }]',
  ),
});

export const badPattern = define({
  code: 'ZS2021',
  severity: 'error',
  title: { zh: '正则表达式不可用', en: 'Not a usable pattern' },
  message: { zh: '“{pattern}”不是 RE2 正则表达式：{reason}', en: '"{pattern}" is not an RE2 pattern: {reason}' },
  remedy: {
    zh: '请改写；RE2 没有反向引用和环视，因此总能很快匹配完',
    en: 'Rewrite it; RE2 has no back references and no lookaround, so that matching always ends soon',
  },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string, constraints: { pattern: "(a" } }] }',
  ),
});

export const badDateFormat = define({
  code: 'ZS2022',
  severity: 'error',
  title: { zh: '日期格式不可用', en: 'Not a usable date format' },
  message: {
    zh: '“{format}”不是可用的日期格式',
    en: '"{format}" is not a usable date format',
  },
  remedy: {
    zh: '请用 %Y %y %m %d %H %M %S %f %z 写出格式，至少有年和月，例如 %d/%m/%Y；常见写法不必声明',
    en: 'Write it with %Y %y %m %d %H %M %S %f %z, year and month at least, such as %d/%m/%Y; usual spellings need none',
  },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: since, type: date, format: "%Q" }]',
  ),
});

export const pathEscapes = define({
  code: 'ZS2023',
  severity: 'error',
  title: { zh: '路径在项目之外', en: 'A path outside the project' },
  message: {
    zh: '路径“{path}”不在项目文件夹之内',
    en: 'the path "{path}" does not lie within the project\'s folder',
  },
  remedy: {
    zh: '请写相对于项目文件夹的路径，用“/”分隔，不含“..”；在别处的数据可用 --data 指定文件夹',
    en: 'Write a path relative to the project\'s folder, with "/" and without ".."; use --data for data kept elsewhere',
  },
  example: entity(
    '- name: unit',
    '  path: ../../etc/passwd.csv',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string }] }',
  ),
});

export const unknownFormat = define({
  code: 'ZS2024',
  severity: 'error',
  title: { zh: '文件格式不支持', en: 'A file format that is not read' },
  message: {
    zh: '不能读取格式为“{format}”的文件“{path}”',
    en: 'files of the format "{format}" are not read: "{path}"',
  },
  remedy: {
    zh: '请改用 CSV、XLSX、JSON 或 Parquet；旧的 .xls 请另存为 .xlsx',
    en: 'Use CSV, XLSX, JSON or Parquet; save an old .xls as .xlsx',
  },
  example: entity(
    '- name: unit',
    '  path: data/unit.xls',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string }] }',
  ),
});

export const unknownEncoding = define({
  code: 'ZS2025',
  severity: 'error',
  title: { zh: '编码不支持', en: 'An unknown encoding' },
  message: { zh: '没有名为“{encoding}”的编码', en: 'there is no encoding "{encoding}"' },
  remedy: {
    zh: '请写 utf-8、gb18030、utf-16le 等；不写则自动识别',
    en: 'Write utf-8, gb18030, utf-16le or the like; without it the encoding is detected',
  },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  encoding: klingon',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string }] }',
  ),
});

export const wrongFieldType = define({
  code: 'ZS2026',
  severity: 'error',
  title: { zh: '字段类型不符', en: 'A field of the wrong type' },
  message: {
    zh: '{use}要求类型为 {expected} 的字段，而“{field}”是 {type}',
    en: '{use} wants a field of type {expected}, but "{field}" is {type}',
  },
  remedy: { zh: '请改正字段类型，或指明另一个字段', en: "Correct the field's type, or name another field" },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  zhunsheng:valid: { from: since }',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: since, type: string }] }',
  ),
});

export const reportsNothing = define({
  code: 'ZS2027',
  severity: 'error',
  title: { zh: '报表没有对应的引用', en: 'A report about nothing' },
  message: {
    zh: '“{entity}”没有通向“{target}”的引用{suggestion}',
    en: '"{entity}" has no reference to "{target}"{suggestion}',
  },
  remedy: {
    zh: '请在 foreignKeys 中说明报表属于哪个对象；有几个引用时写出引用的字段名',
    en: 'Say in foreignKeys to what the report belongs; where several references lead there name the field',
  },
  example: entity(
    '- name: monthly-report',
    '  path: data/report.csv',
    '  zhunsheng:reports: { for: unit, month: month }',
    '  schema:',
    '    primaryKey: [unit, month]',
    '    fields: [{ name: unit, type: string }, { name: month, type: yearmonth }]',
  ),
});

export const noData = define({
  code: 'ZS2028',
  severity: 'error',
  title: { zh: '没有数据来源', en: 'No data' },
  message: {
    zh: '“{entity}”须有 path 或 data 之一',
    en: '"{entity}" needs either `path` or `data`',
  },
  remedy: { zh: '请写出数据文件的路径', en: 'Write the path of the data file' },
  example: entity('- name: unit', '  schema: { primaryKey: code, fields: [{ name: code, type: string }] }'),
});

export const badCodes = define({
  code: 'ZS2029',
  severity: 'error',
  title: { zh: '代码表不可用', en: 'Not a usable list of codes' },
  message: { zh: '代码“{code}”为空或重复', en: 'the code "{code}" is empty or stands twice' },
  remedy: { zh: '请删去它', en: 'Remove it' },
  example: entity(
    '- name: unit',
    '  path: data/unit.csv',
    '  schema:',
    '    primaryKey: code',
    '    fields: [{ name: code, type: string }, { name: kind, type: string, constraints: { enum: [a, a] } }]',
  ),
});

export const samePath = define({
  code: 'ZS2030',
  severity: 'error',
  title: { zh: '路径重复', en: 'A path stands twice' },
  message: { zh: '路径“{path}”重复，数据会读两遍', en: 'the path "{path}" stands twice and would be read twice' },
  remedy: { zh: '请删去其中之一', en: 'Remove one of them' },
  example: entity(
    '- name: unit',
    '  path: [data/unit.csv, ./data/unit.csv]',
    '  schema: { primaryKey: code, fields: [{ name: code, type: string }] }',
  ),
});
