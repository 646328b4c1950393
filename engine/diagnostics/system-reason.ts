/** Why the system refuses to read or write a file, in words. */
import type { Localized } from './diagnostic.ts';

/** The words for the usual reasons, the system's own code in brackets; the bare code of another; null where the error has none. */
export function systemReason(error: unknown, doing: 'read' | 'write'): Localized | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^E[A-Z0-9]+$/.test(code)) return null;
  const words = { ...reasons, ...(doing === 'read' ? reading : writing) }[code];
  return words === undefined ? { zh: code, en: code } : { zh: `${words.zh}（${code}）`, en: `${words.en} (${code})` };
}

/** The codes of Node.js, "Common system errors". */
const reasons: Readonly<Record<string, Localized>> = {
  EBUSY: { zh: '正被别的程序占用', en: 'another program is using it' },
  EEXIST: { zh: '那里已有同名文件', en: 'a file of that name is there' },
  EIO: { zh: '磁盘读写出错', en: 'the disk reports an error' },
  EISDIR: { zh: '它是文件夹', en: 'it is a folder' },
  ELOOP: { zh: '链接绕成了圈', en: 'its links form a circle' },
  EMFILE: { zh: '打开的文件太多', en: 'too many files are open' },
  ENAMETOOLONG: { zh: '路径太长', en: 'the path is too long' },
  ENFILE: { zh: '打开的文件太多', en: 'too many files are open' },
  ENOTDIR: { zh: '路径中有一段是文件，不是文件夹', en: 'a part of the path is a file, not a folder' },
};

const reading: Readonly<Record<string, Localized>> = {
  EACCES: { zh: '没有读取权限', en: 'permission denied' },
  ENOENT: { zh: '它或链接的目标不存在', en: 'it, or what it links to, is not there' },
  EPERM: { zh: '没有读取权限', en: 'permission denied' },
};

const writing: Readonly<Record<string, Localized>> = {
  EACCES: { zh: '没有写入权限', en: 'permission denied' },
  EDQUOT: { zh: '磁盘配额用完了', en: 'the disk quota is used up' },
  EFBIG: { zh: '文件太大', en: 'the file is too large' },
  ENOENT: { zh: '文件夹不存在', en: 'the folder is not there' },
  ENOSPC: { zh: '磁盘满了', en: 'the disk is full' },
  ENOTEMPTY: { zh: '文件夹不是空的', en: 'the folder is not empty' },
  EPERM: { zh: '没有写入权限', en: 'permission denied' },
  EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
  EXDEV: { zh: '跨了磁盘', en: 'it would lead to another disk' },
};
