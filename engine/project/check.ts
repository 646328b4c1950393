/** What `check` finds: everything that is wrong with a project's texts, counted. */
import { compareDiagnostics, type Diagnostic, type Severity } from '../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import { isJudgedBy, isProjectFile } from './files.ts';
import type { Project } from './open.ts';

export interface CheckResult {
  readonly files: number;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Readonly<Record<Severity, number>>;
}

/** `further`: what was found elsewhere, as in the templates of letters. */
export function check(project: Project, further: readonly Diagnostic[] = []): CheckResult {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  const diagnostics =
    further.length === 0 ? project.diagnostics : [...project.diagnostics, ...further].sort(compareDiagnostics);
  for (const { severity } of diagnostics) counts[severity]++;
  return { files: project.files.size, diagnostics, counts };
}

/**
 * Nothing is judged by policies with errors: throws the first one, telling how many more there are. Errors in policy tests
 * count only where these are to be run.
 */
export function refuseErrors(project: Project, { tests }: { readonly tests: boolean }): void {
  const errors = project.diagnostics.filter(
    ({ severity, place }) => severity === 'error' && (tests || !isProjectFile(place.file) || isJudgedBy(place.file)),
  );
  // What is wrong in the dictionary makes more wrong in the policies, and what is wrong there in tests and waivers.
  const [first] = errors.toSorted((a, b) => depth(a) - depth(b));
  if (first === undefined) return;
  if (errors.length === 1) throw new ZhunshengError(first);
  const more = errors.length - 1;
  throw new ZhunshengError({
    ...first,
    remedy: {
      zh: `${first.remedy.zh}；另有 ${more} 处错误，用 zhunsheng check 查看`,
      en: `${first.remedy.en}; ${more} more, see zhunsheng check`,
    },
  });
}

function depth({ place: { file } }: Diagnostic): number {
  if (file.endsWith('datapackage.yaml')) return 0;
  return file.endsWith('.policy.yaml') || !isProjectFile(file) ? 1 : 2;
}
