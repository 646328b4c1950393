/** The section of the language's page about the Word templates of letters, from the table of placeholders. */
import type { Language } from '../diagnostics/diagnostic.ts';
import { occasionPlaceholders, type Placeholder, placeholders } from '../report/letters/placeholders.ts';
import { code, table, text, type Words } from './markdown.ts';

export function lettersSection(language: Language): readonly string[] {
  return [
    `## ${text(words.title, language)}`,
    text(words.intro, language),
    placeholderTable(placeholders, language),
    text(words.loop, language),
    placeholderTable(occasionPlaceholders, language),
    text(words.rules, language),
  ];
}

function placeholderTable(all: Readonly<Record<string, Placeholder>>, language: Language): string {
  return table(
    [words.zh, words.en, words.meaning].map((word) => text(word, language)),
    Object.values(all).map(({ name, meaning }) => [
      code(`{${name.zh}}`),
      code(`{${name.en}}`),
      text(meaning, language),
    ]),
  );
}

const words = {
  title: { zh: '函件的 Word 模板', en: 'Word templates of letters' },
  intro: {
    zh: '阶梯的一级写 `template: templates/reminder.docx`，`zhunsheng report --only letters` 就用项目文件夹里的这个 Word 文件写函件；不写则用自带的模板。模板用 Word 编辑，字体、版式、红头、印章位置都随模板；正文、表格、页眉、页脚、注释里都可以写占位符，中文名、英文名都行。函件的语言由模板决定，日期和名称的写法随 `--lang`。`check` 指出模板里不认识的、没有写完的占位符在哪一段。',
    en: 'A step of a ladder that says `template: templates/reminder.docx` has its letters written by this Word file in the project’s folder (`zhunsheng report --only letters`); else the template that comes with Zhunsheng is used. Edit it in Word: type, lay-out, letterhead and place of the seal are the template’s. Placeholders may stand in the text, in tables, heads, feet and notes, by their Chinese or English names. The language of a letter is its template’s; dates and names are written as `--lang` says. `check` tells in which paragraph a placeholder is unknown or not closed.',
  },
  zh: { zh: '中文名', en: 'in Chinese' },
  en: { zh: '英文名', en: 'in English' },
  meaning: { zh: '含义', en: 'what it stands for' },
  loop: {
    zh: '`{#事由}…{/事由}` 对每项事由重复一次：写在同一段里则段内重复，单独成段则重复其间各段，写在表格一行的首末两格则重复这一行。其中还可以用：',
    en: '`{#occasions}…{/occasions}` repeats what is between for each thing that happened: within a paragraph, the paragraphs between where both ends have one of their own, or a row of a table where they stand in its first and last cell. Within it there are also:',
  },
  rules: {
    zh: '`{#抄送}抄送：{抄送}{/抄送}` 只在有内容时出现，`{^抄送}…{/抄送}` 只在没有时出现。填进去的都是文字：不会成为占位符、公式或格式。',
    en: '`{#copies}Copies to: {copies}{/copies}` appears only where there is something to say, `{^copies}…{/copies}` only where there is not. Whatever is filled in is text: it never becomes a placeholder, a formula or a format.',
  },
} satisfies Words;
