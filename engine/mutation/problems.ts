/** Survivors as diagnostics, for whoever lists them at their places: reports of CI services, the editor. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { survivingMutant } from '../diagnostics/registry/testing.ts';
import type { MutationRun } from './result.ts';

export function survivorProblems({ survivors }: MutationRun): readonly Diagnostic[] {
  return survivors.map(({ declaration, title, change, place, test }) => {
    const { file, name, subject, expected, mutant } = test;
    return report(survivingMutant, place, {
      declaration: declaration.name,
      title,
      change,
      file,
      name,
      subject,
      expected,
      mutant,
    });
  });
}
