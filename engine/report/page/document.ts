/** A page that stands alone: one file, no network, and a policy that lets nothing run or load but its own style and script. */
import { createHash } from 'node:crypto';
import type { Language } from '../../diagnostics/diagnostic.ts';
import { type Html, html, printable, trusted } from './html.ts';
import { pageScript } from './script.ts';
import { pageStyle } from './style.ts';

export interface Page {
  readonly title: string;
  readonly language: Language;
  /** At the head and foot of each printed sheet. */
  readonly running: { readonly left: string; readonly right: string };
  readonly sections: readonly { readonly id: string; readonly title: string; readonly body: Html }[];
  /** Above the sections. */
  readonly head: Html;
  readonly foot: Html;
}

export function documentOf({ title, language, running, sections, head, foot }: Page): string {
  const styles = [pageStyle, sheetStyle(running, language)];
  const script = pageScript(language);
  const policy = [
    "default-src 'none'",
    `style-src ${styles.map(hashOf).join(' ')}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const links = sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`);
  const page = html`<!doctype html>
<html lang="${tags[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
${styles.map((style) => html`<style>${trusted(style)}</style>\n`)}</head>
<body>
<a class="skip" href="#main">${words.skip[language]}</a>
<header class="masthead">${head}</header>
${sections.length > 1 ? html`<nav aria-label="${words.contents[language]}"><ul>${links}</ul></nav>` : null}
<main id="main" tabindex="-1">
${sections.map(
  ({ id, title: name, body }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${name}</h2>
${body}
</section>\n`,
)}</main>
<footer>${foot}</footer>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return language === 'en' ? withChinese(page.html) : page.html;
}

/** Texts of the project in Chinese on an English page say that they are. */
function withChinese(page: string): string {
  return page.replace(/<bdi( [^>]*)>([^<]*)/g, (whole, attributes: string, text: string) =>
    /\p{Script=Han}/u.test(text) ? `<bdi${attributes} lang="${tags.zh}">${text}` : whole,
  );
}

const tags: Readonly<Record<Language, string>> = { zh: 'zh-Hans', en: 'en' };

/** Running heads of printed sheets, which only a style sheet can give. */
function sheetStyle({ left, right }: Page['running'], language: Language): string {
  const sheet =
    language === 'zh' ? '"第 " counter(page) " 页，共 " counter(pages) " 页"' : 'counter(page) " / " counter(pages)';
  return `@page{@top-left{content:${cssText(left)}}@top-right{content:${cssText(right)}}@bottom-right{content:${sheet}}}`;
}

/** A text as a string of CSS: whatever is not a plain letter or digit is written by its code point. */
function cssText(text: string): string {
  return `"${[...printable(text)].map((c) => (/[A-Za-z0-9]/.test(c) ? c : `\\${(c.codePointAt(0) as number).toString(16)} `)).join('')}"`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const words = {
  skip: { zh: '跳到正文', en: 'Skip to the text' },
  contents: { zh: '目录', en: 'Contents' },
} as const;
