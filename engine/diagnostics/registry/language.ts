/** ZS1xxx: policies, waivers and the guide; ZS18xx: the reading of policy tests. */
export * from './language/condition.ts';
export * from './language/facts.ts';
export * from './language/ladders.ts';
export * from './language/names.ts';
export * from './language/procedures.ts';
export * from './language/rules.ts';
export * from './language/shape.ts';
export * from './language/standings.ts';
export * from './language/tests.ts';
export * from './language/types.ts';
export * from './language/waivers.ts';
export * from './language/yaml.ts';
