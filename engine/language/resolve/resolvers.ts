import { resolveShared } from './condition.ts';
import type { Resolvers } from './context.ts';
import { resolveFact } from './fact.ts';
import { resolveLadder } from './ladder.ts';
import { resolveParameter } from './parameter.ts';
import { resolveProcedure } from './procedure.ts';
import { resolveRule } from './rule.ts';
import { resolveRollup, resolveStandard } from './standard.ts';

export const resolvers: Resolvers = {
  fact: resolveFact,
  shared: resolveShared,
  parameter: resolveParameter,
  rule: resolveRule,
  standard: resolveStandard,
  rollup: resolveRollup,
  procedure: resolveProcedure,
  ladder: resolveLadder,
};
