/** The template of a letter whose step names none. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import { bytesOf } from './package.ts';
import { type Block, wordDocument } from './word-xml.ts';

export function standardTemplate(language: Language): Uint8Array {
  return letterTemplate({ language, ...texts[language] });
}

export interface TemplateTexts {
  readonly language: Language;
  /** Before the table of what happened, a paragraph each. */
  readonly opening: readonly string[];
  /** After it. */
  readonly closing: readonly string[];
}

/** The lay-out of official letters around the texts. */
export function letterTemplate({ language, opening, closing }: TemplateTexts): Uint8Array {
  const body = (text: string): Block => ({ kind: 'body', text });
  const isZh = language === 'zh';
  return bytesOf(
    wordDocument({
      language: isZh ? 'zh-CN' : 'en-GB',
      footer: isZh ? '{编号}' : '{number}',
      blocks: [
        { kind: 'heading', text: isZh ? '{发文单位}' : '{issuer}' },
        { kind: 'right', text: isZh ? '编号：{编号}' : 'No. {number}' },
        { kind: 'subject', text: isZh ? '{函种}' : '{letter}' },
        { kind: 'plain', text: isZh ? '{主送}：' : 'To {addressee}' },
        ...opening.map(body),
        { kind: 'table', columns: isZh ? columnsZh : columnsEn },
        ...closing.map(body),
        { kind: 'right', text: isZh ? '{发文单位}' : '{issuer}' },
        { kind: 'right', text: isZh ? '{日期}' : '{date}' },
        { kind: 'small', text: isZh ? '{#抄送}抄送：{抄送}{/抄送}' : '{#copies}Copies to: {copies}{/copies}' },
      ],
    }),
  );
}

const columnsZh = [
  { head: '时间', cell: '{#事由}{时间}', share: 15 },
  { head: '事项', cell: '{事项}', share: 23 },
  { head: '情况', cell: '{情况}', share: 36 },
  { head: '依据', cell: '{条款}{/事由}', share: 26 },
] as const;

const columnsEn = [
  { head: 'When', cell: '{#occasions}{when}', share: 15 },
  { head: 'Matter', cell: '{matter}', share: 23 },
  { head: 'What was found', cell: '{text}', share: 36 },
  { head: 'Clause', cell: '{clause-of}{/occasions}', share: 26 },
] as const;

const texts: Readonly<Record<Language, Omit<TemplateTexts, 'language'>>> = {
  zh: {
    opening: [
      '截至{截至日}，{单位}在{阶梯}累计期内已有 {次数} 次应予督促的情形，最近一次在{针对}。现发{函种}，事由如下：',
    ],
    closing: ['{#依据}依据：{依据}。{/依据}', '请于{期限}前整改到位。{#责任}责任：{责任}。{/责任}'],
  },
  en: {
    opening: [
      'As of {as-of}, {unit} has {count} occasion(s) counted under “{ladder}”, the last in {about}. This is the {letter}. What happened:',
    ],
    closing: [
      '{#clause}Clause: {clause}. {/clause}',
      'Please put it right by {due}. {#responsible}Responsible: {responsible}.{/responsible}',
    ],
  },
};
