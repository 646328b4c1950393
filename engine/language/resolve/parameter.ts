import type { Parameter } from '../../model/policy.ts';
import type { ParameterSyntax } from '../syntax.ts';
import type { Context } from './context.ts';
import type { Owned } from './declarations.ts';
import type { Resolved } from './graph.ts';
import { citeOf } from './names.ts';

export function resolveParameter(
  context: Context,
  { declaration, policy }: Owned<ParameterSyntax>,
): Resolved<Parameter> {
  const { name, title, values } = declaration;
  if (values.length === 0) return 'broken';
  return {
    name: name.text,
    title,
    values: values.map(({ from, value, cites }) => ({ from, value, cites: citeOf(context, cites, policy.file) })),
  };
}
