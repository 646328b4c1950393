/** The Word files that steps of ladders name, read from the folder of their own project or pack and from nowhere else. */
import { promises as fs } from 'node:fs';
import { join, sep } from 'node:path';
import { report } from '../../diagnostics/define.ts';
import type { Diagnostic, Localized, Place } from '../../diagnostics/diagnostic.ts';
import { startOfFile } from '../../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../../diagnostics/error.ts';
import { templateMissing } from '../../diagnostics/registry/letters.ts';
import { systemReason } from '../../diagnostics/system-reason.ts';
import type { LadderStep } from '../../model/policy.ts';
import type { Project } from '../../project/open.ts';
import { problemsOf } from './template.ts';

/** What is wrong with the templates of a project, each told once, in the order of the policies. */
export async function checkTemplates(project: Project): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const { file: policy, ladders } of project.analysis.policies) {
    for (const { steps } of ladders) {
      for (const { name, template } of steps) {
        if (template === null) continue;
        const named: Named = { letter: name.text, path: template.text, policy, place: template.place };
        const content = await read(project, named);
        if (!(content instanceof Uint8Array)) problems.push(content);
        else if (!seen.has(pathIn(project, named))) problems.push(...problemsOf(pathIn(project, named), content));
        seen.add(pathIn(project, named));
      }
    }
  }
  return problems;
}

/** The template of a step; null where it names none. Throws ZhunshengError (ZS8201 to ZS8206) where it cannot be used. */
export async function templateOf(project: Project, step: LadderStep): Promise<Uint8Array | null> {
  if (step.template === undefined) return null;
  const { path, policy } = step.template;
  const named: Named = { letter: step.name, path, policy, place: { file: policy, range: startOfFile } };
  const content = await read(project, named);
  if (!(content instanceof Uint8Array)) throw new ZhunshengError(content);
  const [problem] = problemsOf(pathIn(project, named), content);
  if (problem !== undefined) throw new ZhunshengError(problem);
  return content;
}

interface Named {
  readonly letter: string;
  readonly path: string;
  /** The file of the policy that names it, and the place there. */
  readonly policy: string;
  readonly place: Place;
}

/** A letter's template is a page or two. */
const mostBytes = 16 << 20;

async function read(project: Project, named: Named): Promise<Uint8Array | Diagnostic> {
  const { letter, path, place } = named;
  const refuse = (reason: Localized): Diagnostic => report(templateMissing, place, { letter, path, reason });
  if (!/\.docx$/i.test(path)) return refuse(reasons.otherName);
  try {
    const root = await fs.realpath(join(project.folder, rootOf(project, named)));
    const real = await fs.realpath(join(root, path));
    if (!real.startsWith(root + sep)) return refuse(reasons.outside);
    const stat = await fs.stat(real);
    if (!stat.isFile()) return refuse(reasons.noFile);
    if (stat.size > mostBytes) return refuse(reasons.tooLarge);
    return new Uint8Array(await fs.readFile(real));
  } catch (error) {
    return refuse(systemReason(error, 'read') ?? { zh: '读取出错', en: 'reading failed' });
  }
}

/** As messages name it: from the project's folder. */
function pathIn(project: Project, named: Named): string {
  return `${rootOf(project, named)}${named.path}`;
}

/** The folder of the pack that has the policy, with a slash behind it; empty for the project itself. */
function rootOf(project: Project, { policy }: Named): string {
  const roots = [...project.files.keys()].flatMap((file) => {
    const [, root] = /^(.+\/)datapackage\.(?:yaml|json)$/.exec(file) ?? [];
    return root !== undefined && policy.startsWith(root) ? [root] : [];
  });
  return roots.sort((a, b) => b.length - a.length)[0] ?? '';
}

const reasons = {
  otherName: { zh: '文件名须以 .docx 结尾', en: 'its name must end in .docx' },
  outside: { zh: '它在项目文件夹之外', en: 'it lies outside the project’s folder' },
  noFile: { zh: '它不是普通文件', en: 'it is not a plain file' },
  tooLarge: { zh: '它太大', en: 'it is too large' },
} as const satisfies Readonly<Record<string, Localized>>;
