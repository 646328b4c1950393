/** Writes the generated pages: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages.ts';

const root = join(import.meta.dirname, '../..');
for (const [path, text] of pages()) writeFileSync(join(root, path), text);
