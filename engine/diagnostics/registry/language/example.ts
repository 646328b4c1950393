/** The small project that the examples of the language's diagnostics stand in. */
import type { Example } from '../../define.ts';

/** Units in streets; petitions to units, with a sensitive petitioner; monthly reports of units. */
export const exampleDictionary = `name: sample
resources:
  - name: street
    path: street.csv
    schema:
      fields: [{ name: code, type: string }, { name: name, type: string }]
      primaryKey: code
  - name: unit
    path: unit.csv
    schema:
      fields:
        - { name: code, type: string }
        - { name: name, type: string }
        - { name: kind, type: string, constraints: { enum: [village, community, enterprise] } }
        - { name: households, type: integer, constraints: { minimum: 0 } }
        - { name: street, type: string }
        - { name: model, type: boolean }
      primaryKey: code
      foreignKeys:
        - { fields: street, reference: { resource: street, fields: code } }
  - name: petition
    path: petition.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: petitioner, type: string, 'zhunsheng:sensitive': true }
        - { name: level, type: string, constraints: { enum: [skip, plain] } }
        - { name: received-on, type: date }
        - { name: replied-on, type: date }
        - { name: persons, type: integer, constraints: { minimum: 0 } }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
  - name: report
    path: report.csv
    zhunsheng:reports: { for: unit, month: month }
    schema:
      fields:
        - { name: unit, type: string }
        - { name: month, type: yearmonth }
      primaryKey: [unit, month]
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
`;

const head = 'policy: sample\ntitle: { zh: 样例, en: Sample }\nversion: 1\neffective: { from: 2021-01-01 }\n';

/** A project with the sample dictionary and one policy file, whole as given. */
export function policyOnly(text: string): Example {
  return { files: { 'datapackage.yaml': exampleDictionary, 'sample.policy.yaml': text } };
}

/** The same with the usual first lines before what is given. */
export function policyWith(text: string, others: Readonly<Record<string, string>> = {}): Example {
  return { files: { ...policyOnly(head + text).files, ...others } };
}

/** What a rule of an example says on failure. */
export const otherwise = 'otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }';

/** A section of one rule, about units. */
export const sampleRule = `rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: model
    ${otherwise}
`;
