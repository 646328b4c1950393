/**
 * How a diagnostic is declared: once, with typed parameters, so that reporting one with a wrong parameter does not compile.
 * The model is the registry of the TypeSpec compiler; here each entry also has two languages, a remedy and an example.
 */
import type { Diagnostic, Localized, Place, QuickFix, RelatedPlace, Severity } from './diagnostic.ts';

type ParameterNames<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

/** The parameters of a pair of templates: the names in braces of the Chinese and of the English one. */
export type Parameters<Zh extends string, En extends string> = {
  readonly [Name in ParameterNames<Zh> | ParameterNames<En>]: string | number | Localized;
};

/** A file set that shows the diagnostic: the files of a small project, by path. Tried by the tests of the registry. */
export interface Example {
  readonly files: Readonly<Record<string, string>>;
}

export interface Definition<P> {
  readonly code: string;
  readonly severity: Severity;
  /** A title of a few words for the reference page. */
  readonly title: Localized;
  /** Templates with `{name}` for each parameter. */
  readonly message: Localized;
  readonly remedy: Localized;
  /** What a person would see it on; absent only where no file of a project can cause it. */
  readonly example?: Example;
  readonly parameters?: P;
}

/** What `report` takes besides the place and the parameters. */
export interface Details {
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly QuickFix[];
}

/** Declares a diagnostic; `message` and `remedy` may use the same parameters. */
export function define<
  const Zh extends string,
  const En extends string,
  const RemedyZh extends string,
  const RemedyEn extends string,
>(definition: {
  readonly code: string;
  readonly severity: Severity;
  readonly title: Localized;
  readonly message: { readonly zh: Zh; readonly en: En };
  readonly remedy: { readonly zh: RemedyZh; readonly en: RemedyEn };
  readonly example?: Example;
}): Definition<Parameters<`${Zh}${RemedyZh}`, `${En}${RemedyEn}`>> {
  return definition;
}

/** Makes the diagnostic of a definition at a place. */
export function report<P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  place: Place,
  parameters: P,
  details: Details = {},
): Diagnostic {
  return {
    code: definition.code,
    severity: definition.severity,
    place,
    message: fill(definition.message, parameters),
    remedy: fill(definition.remedy, parameters),
    related: details.related ?? [],
    fixes: details.fixes ?? [],
  };
}

/** Fills both languages of a pair of templates. */
export function fill(
  template: Localized,
  parameters: Readonly<Record<string, string | number | Localized>>,
): Localized {
  return { zh: fillOne(template.zh, parameters, 'zh'), en: fillOne(template.en, parameters, 'en') };
}

function fillOne(
  template: string,
  parameters: Readonly<Record<string, string | number | Localized>>,
  language: 'zh' | 'en',
): string {
  return template.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[language] : String(value);
  });
}
