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
