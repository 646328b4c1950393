/** Every diagnostic that the product knows, by area; the reference page is made from it. */
import * as dictionary from './dictionary.ts';
import * as language from './language.ts';
import * as data from './data.ts';
import * as testing from './testing.ts';
import * as run from './run.ts';

export const registry = { dictionary, language, data, testing, run } as const;
