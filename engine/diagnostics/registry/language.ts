/** ZS1xxx: policies, waivers, the guide, and the reading of policy tests. */
export * from './language/yaml.ts';
