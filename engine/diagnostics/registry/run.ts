/** ZS5xxx and ZS9xxx: why a command could not be done. */
import { define } from '../define.ts';

export const projectNotFound = define({
  code: 'ZS5001',
  severity: 'error',
  title: { zh: '找不到项目', en: 'No such project' },
  message: { zh: '“{path}”不是文件夹', en: '"{path}" is not a folder' },
  remedy: {
    zh: '请给出放有 datapackage.yaml 的文件夹',
    en: 'Give the folder that holds datapackage.yaml',
  },
});

export const noDictionary = define({
  code: 'ZS5002',
  severity: 'error',
  title: { zh: '不是政策项目', en: 'Not a policy project' },
  message: { zh: '文件夹“{path}”里没有 datapackage.yaml', en: 'The folder "{path}" has no datapackage.yaml' },
  remedy: {
    zh: '请给出放有 datapackage.yaml（数据字典）的文件夹',
    en: 'Give the folder that holds datapackage.yaml, the data dictionary',
  },
});

export const outsideProject = define({
  code: 'ZS5003',
  severity: 'error',
  title: { zh: '链接指向项目之外', en: 'A link leaves the project' },
  message: { zh: '这个链接指向项目文件夹之外', en: 'This link leads out of the project folder' },
  remedy: { zh: '请把文件本身放进项目', en: 'Put the file itself into the project' },
});

export const projectFileTooLarge = define({
  code: 'ZS5004',
  severity: 'error',
  title: { zh: '项目文件过大', en: 'Project file too large' },
  message: {
    zh: '文件有 {size} 字节，超过每个项目文件 {limit} 字节的上限',
    en: 'The file has {size} bytes, over the limit of {limit} for a project file',
  },
  remedy: {
    zh: '请拆成几个文件；数据应放在数据文件里',
    en: 'Split it into several files; data belongs in data files',
  },
});

export const notText = define({
  code: 'ZS5005',
  severity: 'error',
  title: { zh: '不是 UTF-8 文本', en: 'Not UTF-8 text' },
  message: { zh: '文件不是 UTF-8 文本：{reason}', en: 'The file is not UTF-8 text: {reason}' },
  remedy: { zh: '请用编辑器另存为 UTF-8', en: 'Save it as UTF-8 in your editor' },
});

export const unreadable = define({
  code: 'ZS5006',
  severity: 'error',
  title: { zh: '文件读不了', en: 'Unreadable file' },
  message: { zh: '读不了：{reason}', en: 'Cannot be read: {reason}' },
  remedy: {
    zh: '请检查这个路径是不是普通文件、有没有读取权限',
    en: 'Check that the path is a plain file that you may read',
  },
});

export const tooManyFiles = define({
  code: 'ZS5007',
  severity: 'error',
  title: { zh: '项目里文件太多', en: 'Too many files in the project' },
  message: {
    zh: '项目超过上限：{limit}',
    en: 'The project is over its limit: {limit}',
  },
  remedy: {
    zh: '请给出只放政策和数据的文件夹',
    en: 'Give the folder that holds only the policies and their data',
  },
});

export const nothingInForce = define({
  code: 'ZS5008',
  severity: 'error',
  title: { zh: '没有现行政策', en: 'No policy in force' },
  message: { zh: '{day} 没有任何现行政策', en: 'No policy is in force on {day}' },
  remedy: {
    zh: '请检查政策的 effective 时间，或换一个考核期',
    en: 'Check the `effective` dates of the policies, or choose another period',
  },
});

export const noSuchEntity = define({
  code: 'ZS5009',
  severity: 'error',
  title: { zh: '没有这种对象', en: 'No such entity' },
  message: {
    zh: '数据字典里没有“{name}”，或没有关于它的规则{suggestion}',
    en: 'No entity "{name}" is in the dictionary, or no rule is about it{suggestion}',
  },
  remedy: { zh: '可选：{known}', en: 'Choose one of: {known}' },
});

export const noSuchSubject = define({
  code: 'ZS5010',
  severity: 'error',
  title: { zh: '没有这个对象', en: 'No such subject' },
  message: {
    zh: '考核期内没有 {entity}“{key}”{suggestion}',
    en: 'There is no {entity} "{key}" in the period{suggestion}',
  },
  remedy: {
    zh: '请按主键写，如 {example}',
    en: 'Write it by its key, such as {example}',
  },
});

export const nothingToJudge = define({
  code: 'ZS5013',
  severity: 'error',
  title: { zh: '没有可考核的数据', en: 'No data to judge' },
  message: {
    zh: '规则和标准所考核的 {entities} 都没有数据文件',
    en: 'None of what the rules and standards judge has a data file: {entities}',
  },
  remedy: {
    zh: '请放好数据字典里 path 所写的文件，或检查 --data 指定的文件夹',
    en: "Put the files where the dictionary's `path` names them, or check the folder given with --data",
  },
});

export const noSuchRule = define({
  code: 'ZS5011',
  severity: 'error',
  title: { zh: '没有这条规则', en: 'No such rule' },
  message: {
    zh: '没有关于 {entity} 的规则“{name}”{suggestion}',
    en: 'No rule "{name}" is about {entity}{suggestion}',
  },
  remedy: { zh: '可选：{known}', en: 'Choose one of: {known}' },
});

export const noSuchStandard = define({
  code: 'ZS5012',
  severity: 'error',
  title: { zh: '没有这项标准', en: 'No such standard' },
  message: { zh: '没有标准“{name}”{suggestion}', en: 'There is no standard "{name}"{suggestion}' },
  remedy: { zh: '可选：{known}', en: 'Choose one of: {known}' },
});

export const notAnOutput = define({
  code: 'ZS5020',
  severity: 'error',
  title: { zh: '不覆盖别的文件夹', en: 'Not an earlier output' },
  message: {
    zh: '“{path}”里有文件，却没有 manifest.json，不像以前的考核结果',
    en: '"{path}" holds files but no manifest.json, so it is no earlier assessment',
  },
  remedy: { zh: '请另选一个新的或空的文件夹', en: 'Choose a new or an empty folder' },
});

export const cannotWrite = define({
  code: 'ZS5021',
  severity: 'error',
  title: { zh: '写不了结果', en: 'Output cannot be written' },
  message: { zh: '写不了“{path}”：{reason}', en: 'Cannot write "{path}": {reason}' },
  remedy: {
    zh: '请检查权限和磁盘空间，或换一个文件夹；原有结果没有改动',
    en: 'Check permissions and disk space, or choose another folder; an earlier output is untouched',
  },
});

export const outputInsideInput = define({
  code: 'ZS5022',
  severity: 'error',
  title: { zh: '结果会盖住输入', en: 'The output would replace input' },
  message: {
    zh: '结果文件夹“{path}”包含项目或数据',
    en: 'The output folder "{path}" holds the project or its data',
  },
  remedy: { zh: '请另选一个文件夹', en: 'Choose another folder' },
});

export const cannotSpill = define({
  code: 'ZS5023',
  severity: 'error',
  title: { zh: '写不了临时文件', en: 'Temporary files cannot be written' },
  message: { zh: '写不了临时文件夹“{path}”：{reason}', en: 'Cannot write the temporary folder "{path}": {reason}' },
  remedy: {
    zh: '请腾出空间，或用 --temp 指定别的文件夹；原有结果没有改动',
    en: 'Free some space, or name another folder with --temp; an earlier output is untouched',
  },
});

export const outputBusy = define({
  code: 'ZS5024',
  severity: 'error',
  title: { zh: '另一次考核正在写同一个文件夹', en: 'Another run writes to the same folder' },
  message: {
    zh: '另一次考核（进程 {process}）正在写“{path}”',
    en: 'Another run (process {process}) is writing "{path}"',
  },
  remedy: {
    zh: '请等它结束，或换一个文件夹；若确定没有别的考核在运行，请删除“{lock}”',
    en: 'Wait until it has ended, or choose another folder; if you are sure that no other runs, delete "{lock}"',
  },
});

export const inputChanged = define({
  code: 'ZS5025',
  severity: 'error',
  title: { zh: '数据在考核时被改动', en: 'Data changed during the run' },
  message: {
    zh: '“{path}”在考核时被改动或替换，结果可能一半旧一半新',
    en: '"{path}" was changed or replaced during the run, so that the results could be half old and half new',
  },
  remedy: {
    zh: '请等数据写完再运行一次；原有结果没有改动',
    en: 'Run again once the data are written; an earlier output is untouched',
  },
});

export const badManifest = define({
  code: 'ZS5030',
  severity: 'error',
  title: { zh: '清单读不懂', en: 'Not a manifest' },
  message: { zh: '不是考核清单：{reason}', en: 'Not a manifest of an assessment: {reason}' },
  remedy: {
    zh: '请给出 assess --out 写出的 manifest.json',
    en: 'Give the manifest.json that assess --out has written',
  },
});

export const rerunProjectGone = define({
  code: 'ZS5031',
  severity: 'error',
  title: { zh: '清单里的项目不在了', en: 'The manifest’s project is not there' },
  message: {
    zh: '清单所指的“{path}”里没有项目',
    en: 'There is no project at "{path}", where the manifest points',
  },
  remedy: {
    zh: '请把项目放回原处，或用 --project 指明它现在的位置',
    en: 'Put the project back, or tell where it is now with --project',
  },
});

export const numbersTooLarge = define({
  code: 'ZS5041',
  severity: 'error',
  title: { zh: '数字过大', en: 'Numbers too large' },
  message: {
    zh: '“{step}”里的数字大到无法精确比较：{reason}',
    en: 'Numbers in "{step}" are too large to be compared exactly: {reason}',
  },
  remedy: {
    zh: '请检查数据里有没有误填的大数；可在数据字典中给字段加上 minimum 和 maximum',
    en: 'Look for a mistyped large number in the data; the dictionary can bound the field by `minimum` and `maximum`',
  },
});

export const asOfOutsideCalendar = define({
  code: 'ZS5042',
  severity: 'error',
  title: { zh: '截止日没有工作日历', en: 'No workday calendar for the as-of date' },
  message: {
    zh: '政策计算工作日，而截止日 {day} 不在已知的年份 {first} 至 {last} 之内',
    en: 'The policies count workdays, and the as-of date {day} lies outside the years {first} to {last} that are known',
  },
  remedy: {
    zh: '请另选截止日；新一年的放假安排公布后，请更新本软件',
    en: 'Choose another as-of date; once the notice for a new year is published, update this software',
  },
});

export const interrupted = define({
  code: 'ZS5043',
  severity: 'error',
  title: { zh: '已中断', en: 'Interrupted' },
  message: {
    zh: '考核在“{step}”时被中断，没有写出任何结果',
    en: 'The assessment was interrupted during "{step}"; nothing was written',
  },
  remedy: { zh: '请重新运行', en: 'Run it again' },
});

export const conditionTooLarge = define({
  code: 'ZS5044',
  severity: 'error',
  title: { zh: '条件过大', en: 'A condition too large' },
  message: {
    zh: '“{name}”的条件展开后超过 {limit} 个比较',
    en: 'Written out, the condition of "{name}" has more than {limit} comparisons',
  },
  remedy: {
    zh: '请减少条件之间的层层引用',
    en: 'Let fewer conditions use other conditions',
  },
});

export const outOfMemory = define({
  code: 'ZS5040',
  severity: 'error',
  title: { zh: '内存上限不够', en: 'Memory limit reached' },
  message: { zh: '超过内存上限 {limit}', en: 'The memory limit of {limit} was reached' },
  remedy: { zh: '请用 --memory 给多一些', en: 'Give more with --memory' },
});

export const unknownCommand = define({
  code: 'ZS9001',
  severity: 'error',
  title: { zh: '没有这个命令', en: 'Unknown command' },
  message: { zh: '没有命令“{name}”{suggestion}', en: 'There is no command "{name}"{suggestion}' },
  remedy: { zh: '用 zhunsheng --help 看全部命令', en: 'See zhunsheng --help for all commands' },
});

export const unknownOption = define({
  code: 'ZS9002',
  severity: 'error',
  title: { zh: '没有这个选项', en: 'Unknown option' },
  message: { zh: '没有选项“{name}”{suggestion}', en: 'There is no option "{name}"{suggestion}' },
  remedy: { zh: '用 {help} --help 看全部选项', en: 'See {help} --help for all options' },
});

export const missingValue = define({
  code: 'ZS9003',
  severity: 'error',
  title: { zh: '缺少参数', en: 'A value is missing' },
  message: { zh: '“{name}”后面缺少值', en: '"{name}" needs a value' },
  remedy: { zh: '用 {help} --help 看例子', en: 'See {help} --help for an example' },
});

export const missingOption = define({
  code: 'ZS9004',
  severity: 'error',
  title: { zh: '缺少必需的选项', en: 'A required option is missing' },
  message: { zh: '缺少“{name}”', en: '"{name}" is required' },
  remedy: { zh: '用 {help} --help 看例子', en: 'See {help} --help for an example' },
});

export const excessArgument = define({
  code: 'ZS9005',
  severity: 'error',
  title: { zh: '多余的参数', en: 'Too many arguments' },
  message: { zh: '参数多了，至多 {count} 个', en: 'There are too many arguments, at most {count} go here' },
  remedy: { zh: '用 {help} --help 看例子', en: 'See {help} --help for an example' },
});

export const invalidValue = define({
  code: 'ZS9006',
  severity: 'error',
  title: { zh: '选项的值不对', en: 'Not a value of this option' },
  message: { zh: '“{name}”不能是“{value}”{suggestion}', en: '"{name}" cannot be "{value}"{suggestion}' },
  remedy: { zh: '可选：{known}', en: 'Choose one of: {known}' },
});

export const invalidPeriod = define({
  code: 'ZS9007',
  severity: 'error',
  title: { zh: '考核期写法不对', en: 'Not a period' },
  message: { zh: '“{value}”不是考核期', en: '"{value}" is not a period' },
  remedy: {
    zh: '写成 2021、2021-Q4、2021-11{range}',
    en: 'Write 2021, 2021-Q4, 2021-11{range}',
  },
});

export const invalidDate = define({
  code: 'ZS9008',
  severity: 'error',
  title: { zh: '日期写法不对', en: 'Not a date' },
  message: { zh: '“{value}”不是日期', en: '"{value}" is not a date' },
  remedy: { zh: '写成 2021-12-31', en: 'Write it as 2021-12-31' },
});

export const invalidSubject = define({
  code: 'ZS9009',
  severity: 'error',
  title: { zh: '对象写法不对', en: 'Not a subject' },
  message: { zh: '“{value}”不是“对象：主键”的写法', en: '"{value}" is not written as ENTITY:KEY' },
  remedy: { zh: '写成 unit:u1', en: 'Write it as unit:u1' },
});

export const tooManyResults = define({
  code: 'ZS9014',
  severity: 'error',
  title: { zh: '结果太多，内存放不下', en: 'Too many results for memory' },
  message: {
    zh: '结果超过 {limit} 行，assess() 不把这么多行放进内存',
    en: 'There are more than {limit} rows of results, more than assess() holds in memory',
  },
  remedy: {
    zh: '请用 withAssessment() 逐行读取，或用 only 只要其中几张表，或用 out 写成文件',
    en: 'Read them row by row by withAssessment(), ask for some of the tables by `only`, or have them written by `out` and the command',
  },
});

export const invalidMemory = define({
  code: 'ZS9010',
  severity: 'error',
  title: { zh: '内存大小写法不对', en: 'Not an amount of memory' },
  message: { zh: '“{value}”不是内存大小', en: '"{value}" is not an amount of memory' },
  remedy: { zh: '写成 512MB 或 2GB，至少 64MB', en: 'Write it as 512MB or 2GB, at least 64MB' },
});

export const noCommand = define({
  code: 'ZS9011',
  severity: 'error',
  title: { zh: '没有给命令', en: 'No command given' },
  message: { zh: '没有给命令', en: 'No command was given' },
  remedy: { zh: '用 zhunsheng --help 看全部命令', en: 'See zhunsheng --help for all commands' },
});

export const asOfBeforePeriod = define({
  code: 'ZS9012',
  severity: 'error',
  title: { zh: '截至日早于考核期', en: 'An as-of date before the period' },
  message: {
    zh: '截至日 {day} 早于考核期的第一天 {first}，那时什么都还没有发生',
    en: 'The as-of date {day} lies before the period begins ({first}), when nothing of it has happened',
  },
  remedy: { zh: '请改正截至日，或考核期', en: 'Correct the as-of date, or the period' },
});

export const wrongArgument = define({
  code: 'ZS9013',
  severity: 'error',
  title: { zh: '函数的参数不对', en: 'A wrong argument' },
  message: {
    zh: '{call} 的 {argument} 应为{wanted}，给的是 {given}',
    en: '{call} takes {wanted} as {argument}; {given} was given',
  },
  remedy: { zh: '请改正调用它的程序', en: 'Correct the program that calls it' },
});

export const internal = define({
  code: 'ZS9999',
  severity: 'error',
  title: { zh: '内部错误', en: 'Internal error' },
  message: { zh: '准绳内部出错：{reason}', en: 'Something broke inside Zhunsheng: {reason}' },
  remedy: {
    zh: '这是程序的毛病：请把命令、版本 {version} 和设 ZHUNSHENG_DEBUG=1 再运行一次的输出告诉维护者',
    en: 'This is our fault: report the command, the version {version}, and what it prints with ZHUNSHENG_DEBUG=1',
  },
});
