/**
 * Writes the Word templates of the shipped project's letters: `npx tsx test/district/letter-templates.ts [FOLDER]` (default
 * `rules/templates`). The same bytes each time. An office that edits one in Word edits the file itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { letterTemplate, type TemplateTexts } from '../../engine/report/letters/standard-template.ts';

/** By name of the file. */
export function letterTemplates(): ReadonlyMap<string, Buffer> {
  return new Map(
    Object.entries(texts).map(([letter, { opening, closing }]) => [
      `${letter}.docx`,
      Buffer.from(letterTemplate({ language: 'zh', opening, closing })),
    ]),
  );
}

const occasions = '截至{截至日}，{单位}本年度已有 {次数} 次应予督促的情形，最近一次在{针对}。';
const clause = '{#依据}依据：三零创建指引 {依据}。{/依据}';

const texts: Readonly<Record<string, Pick<TemplateTexts, 'opening' | 'closing'>>> = {
  reminder: {
    opening: [`${occasions}现予提醒，事由如下：`],
    closing: [clause, '请对照事由逐项自查，于{期限}前整改到位，并将整改情况报{发文单位}。'],
  },
  notice: {
    opening: [`${occasions}现予通报，事由如下：`],
    closing: [
      clause,
      '请{单位}于{期限}前整改到位。{#块}{块}负属地责任，{/块}{#条}{条}负行业主管责任，{/条}请一并督促落实。',
    ],
  },
  interview: {
    opening: [`${occasions}前两次提醒、通报后仍未改变，现约请{单位}主要负责人谈话，事由如下：`],
    closing: [
      clause,
      '请准备书面说明：原因、责任人、整改措施和完成时限，{期限}前整改到位。{#块}{块}、{/块}{#条}{条}{/条}派员参加。',
    ],
  },
  accountability: {
    opening: [`${occasions}经提醒、通报、约谈仍未改变，现按规定启动问责，事由如下：`],
    closing: [
      clause,
      '{#责任}涉及的责任主体：{责任}。{/责任}请收件各单位按管理权限提出处理意见，{期限}前报{发文单位}。',
    ],
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../rules/templates'));
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of letterTemplates()) writeFileSync(join(folder, name), bytes);
}
