/** Draws `media/icon.png` from `media/icon.svg` with Debian's chromium; run by hand after a change of the drawing. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const media = join(import.meta.dirname, 'media');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<body style="margin:0">${await readFile(join(media, 'icon.svg'), 'utf8')}`);
await page.screenshot({ path: join(media, 'icon.png'), omitBackground: true });
await browser.close();
