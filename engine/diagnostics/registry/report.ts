/** ZS81xx: what stands in the way of a publication, as `report` makes it. */
import { define } from '../define.ts';

export const otherOutput = define({
  code: 'ZS8101',
  severity: 'error',
  title: { zh: '输出文件夹里是别的结果', en: 'The output folder holds something else' },
  message: {
    zh: '“{path}”里是考核结果或别的清单，不是发布的材料，没有动它',
    en: '"{path}" holds an assessment or another output with a manifest, not a publication; it was left alone',
  },
  remedy: { zh: '请给 --out 另一个文件夹', en: 'Give --out another folder' },
});

export const otherAudience = define({
  code: 'ZS8102',
  severity: 'error',
  title: { zh: '输出文件夹是给另一种读者的', en: 'The output folder is for another audience' },
  message: {
    zh: '“{path}”里的材料是“{found}”的，这次要写的是“{asked}”的；两种不放在一起，以免内部材料随公开材料流出',
    en: 'What is in "{path}" is for the audience {found}, what would be written is for {asked}; the two are kept apart, so that nothing internal goes out with what is public',
  },
  remedy: {
    zh: '请给 --out 另一个文件夹，或用 --audience {found}',
    en: 'Give --out another folder, or write for --audience {found}',
  },
});

export const noBrowser = define({
  code: 'ZS8103',
  severity: 'error',
  title: { zh: '没有能做 PDF 的浏览器', en: 'No browser to make the PDF' },
  message: {
    zh: '没有找到 Chromium、Chrome 或 Edge（{looked}），做不了 PDF；什么也没有写',
    en: 'No Chromium, Chrome or Edge was found ({looked}) to make the PDF; nothing was written',
  },
  remedy: {
    zh: '请装上其中一个，用 --pdf 路径 指明它在哪里，或不用 --pdf，在浏览器里打印网页',
    en: 'Install one, say where it is with --pdf PATH, or leave --pdf out and print the page from a browser',
  },
});

export const browserFailed = define({
  code: 'ZS8104',
  severity: 'error',
  title: { zh: '浏览器没有做成 PDF', en: 'The browser made no PDF' },
  message: {
    zh: '“{browser}”没有做成 {page} 的 PDF：{reason}；什么也没有写',
    en: '"{browser}" made no PDF of {page}: {reason}; nothing was written',
  },
  remedy: {
    zh: '请在浏览器里打开并打印这一页，或换一个浏览器：--pdf 路径',
    en: 'Open and print the page in a browser, or try another one with --pdf PATH',
  },
});

export const lineNothing = define({
  code: 'ZS8105',
  severity: 'error',
  title: { zh: '条块没有对应的引用', en: 'A line that leads nowhere' },
  message: {
    zh: 'zhunsheng:lines：“{entity}”没有通向“{target}”的引用{suggestion}',
    en: 'zhunsheng:lines: "{entity}" has no reference to "{target}"{suggestion}',
  },
  remedy: {
    zh: '请写引用的字段名或对象名，引用本身写在 foreignKeys 里',
    en: 'Name the reference by its field or by the entity that it leads to; the reference itself stands in foreignKeys',
  },
  example: {
    files: {
      'datapackage.yaml': `resources:
  - name: unit
    path: data/units.csv
    zhunsheng:lines: { territory: street }
    schema:
      primaryKey: code
      fields: [{ name: code, type: string }, { name: town, type: string }]
`,
    },
  },
});
