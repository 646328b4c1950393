/** ZS83xx: the log of assessments. */
import { define } from '../define.ts';

export const logUnreadable = define({
  code: 'ZS8301',
  severity: 'error',
  title: { zh: '日志读不了', en: 'Unreadable log' },
  message: { zh: '日志读不了：{reason}', en: 'The log cannot be read: {reason}' },
  remedy: { zh: '请给出 assess --log 写的文件', en: 'Give the file that assess --log has written' },
});

export const notAnEntry = define({
  code: 'ZS8302',
  severity: 'error',
  title: { zh: '不是日志条目', en: 'No entry of the log' },
  message: {
    zh: '这一行不是日志写下的样子：被改过，或是加进来的',
    en: 'The line is not as the log writes one: it was altered, or put in',
  },
  remedy: { zh: '请与备份核对这一行', en: 'Compare the line with a backup' },
});

export const entryAltered = define({
  code: 'ZS8303',
  severity: 'error',
  title: { zh: '条目被改过', en: 'An altered entry' },
  message: {
    zh: '第 {sequence} 条的内容与它的哈希不符：被改过',
    en: 'Entry {sequence} does not give its hash: it was altered',
  },
  remedy: { zh: '请与备份核对这一行', en: 'Compare the line with a backup' },
});

export const entriesRemoved = define({
  code: 'ZS8304',
  severity: 'error',
  title: { zh: '条目被删去', en: 'Entries taken out' },
  message: {
    zh: '这一行之前少了 {count} 条（第 {from} 至 {until} 条）',
    en: 'Before this line entries are missing: {count}, number {from} to {until}',
  },
  remedy: { zh: '请从备份找回这几条', en: 'Find the entries in a backup' },
});

export const entryMoved = define({
  code: 'ZS8305',
  severity: 'error',
  title: { zh: '条目换了位置', en: 'A moved entry' },
  message: { zh: '第 {sequence} 条不在它的位置上', en: 'Entry {sequence} does not stand in its place' },
  remedy: { zh: '请按序号排回原位，再验证一次', en: 'Put it back by its number and verify again' },
});

export const entryInserted = define({
  code: 'ZS8306',
  severity: 'error',
  title: { zh: '加进来的条目', en: 'An entry put in' },
  message: {
    zh: '序号 {sequence} 出现了两次，这一行不在链上：是加进来的',
    en: 'Number {sequence} is there twice and this line is not in the chain: it was put in',
  },
  remedy: { zh: '请与备份核对这一行', en: 'Compare the line with a backup' },
});

export const entryReplaced = define({
  code: 'ZS8307',
  severity: 'error',
  title: { zh: '条目被换掉', en: 'A replaced entry' },
  message: {
    zh: '第 {sequence} 条不是链上原来的那一条：改过之后重算了哈希，或换成了另一条',
    en: 'Entry {sequence} is not the one that the chain was built on: it was altered and hashed anew, or replaced',
  },
  remedy: { zh: '请与备份核对这一行', en: 'Compare the line with a backup' },
});

export const entryTorn = define({
  code: 'ZS8308',
  severity: 'error',
  title: { zh: '最后一行不完整', en: 'A torn last line' },
  message: {
    zh: '最后一行没有写完（写入时被终止），或末尾被截去',
    en: 'The last line is not whole: a run was killed while writing it, or the end was cut off',
  },
  remedy: {
    zh: '结果在条目写完之后才出现，所以这一次考核没有结果：删去这一行（只留前 {bytes} 字节），再重新考核',
    en: 'Results appear only after their entry, so that this run has none: delete the line (keep the first {bytes} bytes) and run again',
  },
});

export const headMissing = define({
  code: 'ZS8309',
  severity: 'error',
  title: { zh: '链上没有这个哈希', en: 'A head that is not in the chain' },
  message: {
    zh: '{count} 行里没有哈希为 {head} 的条目：末尾被截去，或日志被换掉',
    en: 'None of the lines ({count}) has the hash {head}: the end was cut off, or the log was replaced',
  },
  remedy: {
    zh: '请核对记下的哈希；无误的话从备份找回缺的条目',
    en: 'Check the hash that was noted down; if it is right, find the missing entries in a backup',
  },
});

export const logBusy = define({
  code: 'ZS8310',
  severity: 'error',
  title: { zh: '另一次运行占着日志', en: 'Another run holds the log' },
  message: { zh: '另一次运行（{holder}）一直占着日志', en: 'Another run ({holder}) holds the log all the time' },
  remedy: {
    zh: '请等它结束再运行；若确定没有别的运行，请删除“{lock}”',
    en: 'Run again when it has ended; if you are sure that no other runs, delete "{lock}"',
  },
});

export const logUnwritable = define({
  code: 'ZS8311',
  severity: 'error',
  title: { zh: '日志写不了', en: 'The log cannot be written' },
  message: { zh: '日志写不了：{reason}', en: 'The log cannot be written: {reason}' },
  remedy: {
    zh: '请检查路径和权限；没有写进日志的考核不留结果',
    en: 'Check the path and the permissions; what is not in the log leaves no results',
  },
});

export const logEndsBadly = define({
  code: 'ZS8312',
  severity: 'error',
  title: { zh: '日志的末尾不对', en: 'A log with a bad end' },
  message: {
    zh: '日志的最后一行不是完好的条目，不能往后接',
    en: 'The last line of the log is no sound entry: nothing can follow it',
  },
  remedy: {
    zh: '请用 zhunsheng log {file} --verify 查看，从备份恢复，或换一个新文件',
    en: 'Look with zhunsheng log {file} --verify and restore a backup, or begin a new file',
  },
});

export const logTorn = define({
  code: 'ZS8313',
  severity: 'error',
  title: { zh: '日志的最后一行不完整', en: 'A log with a torn end' },
  message: {
    zh: '日志的最后一行没有写完：以前一次运行被终止',
    en: 'The last line of the log is not whole: an earlier run was killed while writing it',
  },
  remedy: {
    zh: '请删去这一行（只留前 {bytes} 字节），再运行；那一次运行没有留下结果',
    en: 'Delete the line (keep the first {bytes} bytes) and run again; that run has left no results',
  },
});

export const notAHash = define({
  code: 'ZS8314',
  severity: 'error',
  title: { zh: '不是哈希', en: 'No hash' },
  message: { zh: '“{value}”不是 64 位十六进制的哈希', en: '"{value}" is no hash of 64 hexadecimal digits' },
  remedy: {
    zh: '请给出 assess --log 或 zhunsheng log 显示过的哈希',
    en: 'Give a hash that assess --log or zhunsheng log has shown',
  },
});

export const needsOutput = define({
  code: 'ZS8315',
  severity: 'error',
  title: { zh: '没有写出结果', en: 'No output' },
  message: {
    zh: '{flag} 要有清单，而没有 --out 就没有清单',
    en: '{flag} is about the manifest, and without --out there is none',
  },
  remedy: { zh: '请加上 --out 文件夹', en: 'Add --out FOLDER' },
});

export const logInOutput = define({
  code: 'ZS8316',
  severity: 'error',
  title: { zh: '日志在结果文件夹里', en: 'The log is in the output' },
  message: {
    zh: '日志在“{out}”里面，而那里每次整个替换',
    en: 'The log is inside "{out}", which each run replaces whole',
  },
  remedy: { zh: '请把日志放在结果文件夹之外', en: 'Keep the log outside the output' },
});
