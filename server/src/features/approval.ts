/** `expected-flips.yaml` as the editor reads it and adds to it. */
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { ZhunshengError } from '../../../engine/diagnostics/error.ts';
import { type ExpectedFlip, expectedFile, readExpected } from '../../../engine/impact/expected.ts';
import type { ApprovedText, ApproveParams } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import { uriOf } from '../uris.ts';

/** Those that are approved on disk; none where there is no list, or it is not as it should be. */
export async function expectedFlips(folder: string): Promise<readonly ExpectedFlip[]> {
  const text = await fs.readFile(join(folder, expectedFile), 'utf8').catch(() => '');
  return expectedIn(text) ?? [];
}

export function approvedText({ folder, language }: Snapshot, { flip, reason, text }: ApproveParams): ApprovedText {
  const uri = uriOf(join(folder, expectedFile));
  const before = (text ?? '').replace(/^\s*\[\s*\]\s*$/, '');
  const { kind, name, entity, subject, period } = flip;
  const what = `${kind}: ${quoted(name)}, subject: ${quoted(`${entity}:${subject}`)}, period: ${quoted(period)}`;
  const turn = `before: ${flip.before ?? 'none'}, after: ${flip.after ?? 'none'}`;
  const line = `- { ${what}, ${turn}, reason: ${quoted(reason.trim())} }\n`;
  const after = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}`;
  if (expectedIn(after) !== null) return { uri, text: after, problem: null };
  const problem =
    language === 'zh'
      ? `${expectedFile} 不是一份变化的清单，请先改正`
      : `${expectedFile} is not a list of flips: mend it first`;
  return { uri, text: null, problem };
}

function expectedIn(text: string): readonly ExpectedFlip[] | null {
  try {
    return readExpected(expectedFile, text);
  } catch (error) {
    if (error instanceof ZhunshengError) return null;
    throw error;
  }
}

/** JSON's texts are YAML's. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
