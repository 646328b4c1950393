#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runAhead } from './ahead.js';

const ahead = runAhead(fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url)));
const { main } = ahead?.exports ?? (await import('../dist/cli/main.js'));

await main(process.argv.slice(2));
