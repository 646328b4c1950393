/** What would run: the rules of a period as SQL, or as json-rules-engine's JSON. */
import type { Diagnostic, Language } from '../diagnostics/diagnostic.ts';
import { exportRules } from '../interop/export.ts';
import { modelOn } from '../language/analysis.ts';
import { refuseErrors } from '../project/check.ts';
import type { Project } from '../project/open.ts';
import type { Dialect } from '../sql/dialect.ts';
import { duckdb } from '../sql/duckdb.ts';
import { statementsOf } from '../sql/program.ts';
import { prelude, results } from '../sql/results.ts';
import { compileSequence } from '../sql/sequence.ts';
import type { Statement } from '../sql/statement.ts';
import { modelsOf, momentsOf } from './moments.ts';

export interface CompileOptions {
  readonly to: Target;
  readonly period: string;
  readonly asOf?: string | null;
  readonly standards?: readonly string[] | null;
  readonly language?: Language;
}

export type Target = 'duckdb' | 'json-rules-engine';

export interface Compiled {
  readonly text: string;
  /** What the target cannot say as we mean it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Every entity's data is taken to be there. With several periods, json-rules-engine's JSON is a list. */
export function compile(project: Project, options: CompileOptions): Compiled {
  refuseErrors(project, { tests: false });
  const moments = momentsOf(options);
  const modelOf = modelsOf(project, options.standards ?? null, moments);
  switch (options.to) {
    case 'duckdb':
      return { text: sqlOf(duckdb), diagnostics: [] };
    case 'json-rules-engine': {
      const exported = moments.map(({ period, asOf, judged }) =>
        exportRules(modelOf(judged), { period: period.name, asOf }),
      );
      const objects = exported.map(({ diagnostics: _, ...object }) => object);
      const diagnostics = exported.flatMap((each) => each.diagnostics);
      return { text: JSON.stringify(objects.length === 1 ? objects[0] : objects, null, 2), diagnostics };
    }
  }

  function sqlOf(dialect: Dialect): string {
    const inForceOn = (day: string) => modelOn(project.analysis, day);
    const settings = { language: options.language ?? 'zh', missing: new Set<string>(), modelOn: inForceOn };
    const asked = moments.map((moment) => {
      const limited = modelOf(moment.judged);
      return { moment, model: inForceOn(moment.judged) ?? limited, asked: limited };
    });
    const sequence = compileSequence(asked, dialect, settings);
    const programs = sequence.map(({ program }) => program);
    const statements: Statement[] = [
      ...prelude(dialect, programs),
      ...sequence.flatMap(({ program, drop }) => [...statementsOf(program), ...drop]),
      ...results(
        dialect,
        programs.filter((_, i) => sequence[i]?.isAsked === true),
      ).statements,
    ];
    return statements.map(({ name, sql }) => `-- ${name}\n${sql.trimEnd().replace(/;$/, '')};`).join('\n\n');
  }
}
