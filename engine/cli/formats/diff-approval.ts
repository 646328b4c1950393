/** What a reviewer adds to `expected-flips.yaml` to approve the flips that it does not list yet. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import { type Diff, expectedFile, unmetOf } from '../../index.ts';

/** Null: nothing is to be approved, or more than anybody would look at one by one. The reason is left to be written. */
export function approval(diff: Diff, language: Language): string | null {
  const flips = diff.expected === null ? unmetOf(diff) : diff.expected.unexpected;
  if (flips.length === 0 || flips.length > most) return null;
  const lines = flips.map(({ kind, name, subject, period, before, after }, i) => {
    const what = `${kind}: ${quoted(name)}, subject: ${quoted(subject)}, period: ${quoted(period)}`;
    return `- { ${what}, before: ${before ?? 'none'}, after: ${after ?? 'none'}, reason: ${i === 0 ? "&reason ''" : '*reason'} }`;
  });
  return [`# ${expectedFile}: ${note[language]}`, ...lines].join('\n');
}

const most = 100;

const note: Readonly<Record<Language, string>> = {
  zh: '逐条核对后写明理由（第一条的 reason）',
  en: 'look at each, then write the reason (at the first one)',
};

function quoted(text: string): string {
  return JSON.stringify(text);
}
