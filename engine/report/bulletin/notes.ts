/** How to read the figures, and what they were made from. */
import { version } from '../../version.ts';
import { defaultSmallestCell } from '../audience.ts';
import { count, source } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { given, time } from '../page/texts.ts';
import type { Bulletin } from './bulletin.ts';
import type { Section } from './section.ts';

export function notes({ language, model, audience, fingerprint, moment }: Bulletin): Section {
  const zh = language === 'zh';
  const policies = model.policies.map(
    ({ title, version: number, from }) =>
      html`<li>${given(title[language], 'title')} <span class="key">${given(number, 'version')}</span>${zh ? '，施行自 ' : ', in force from '}${time(from)}</li>`,
  );
  const smallest = count(
    model.dictionary.publication?.smallestCell ?? defaultSmallestCell,
    source('descriptor', 'zhunsheng:publication', 'smallest-cell'),
  );
  const suppressed = zh
    ? html`<li>公开版：小于 ${smallest} 的数不公布（＊），并连带略去能推算出它们的数；记录、事由和名单不在其中。</li>`
    : html`<li>Public edition: counts below ${smallest} are suppressed (＊), with those from which they could be computed; records, reasons and letters are left out.</li>`;
  const body = html`<ul>
${words[language].map((text) => html`<li>${text}</li>\n`)}${audience === 'public' ? suppressed : null}</ul>
<details><summary>${zh ? '本期施行的政策' : 'Policies in force'}</summary><ul>${policies}</ul></details>
<p class="note">${zh ? '规则和数据的指纹' : 'Fingerprint of rules and data'} <span class="key">${given(fingerprint, 'version')}</span>${zh ? '；截至 ' : '; as of '}${time(moment.asOf)}${zh ? '；准绳 ' : '; Zhunsheng '}${given(version, 'version')}</p>`;
  return { id: 'notes', title: zh ? '说明' : 'Notes', body };
}

const words = {
  zh: [
    '达标率 = 达标 ÷ 考核；考核 = 达标 + 未达标 + 待定。不适用的不计入。没有对象的组没有达标率（–）。',
    '没有数据不等于零：缺月报、缺文件、读不出的值使结论待定，不算达标也不算未达标。',
    '名次按达标率，相同的并列；名次变化与上一期比，▲ 为上升。',
    '较上期的变化以百分点计，上一期按其期末的情况考核。',
  ],
  en: [
    'Rate = up to standard ÷ assessed; assessed = up to standard + not + undetermined. What a standard does not apply to is not counted. A group with nobody has no rate (–).',
    'No data is not zero: a missing report or file, or a value that can’t be read, leaves a verdict undetermined, neither passed nor failed.',
    'Ranks go by the rate, and ties share one; their change is against the period before, ▲ being a rise.',
    'Changes of rates are in percentage points; the period before is judged as of its own end.',
  ],
} as const;
