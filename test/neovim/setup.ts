/** Brings Neovim, from Debian's packages where it is missing. 0.7, as Debian 12 has it, is new enough. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version found or installed, such as `NVIM v0.7.2`; throws one clear line where it cannot be had. */
export async function setUpNeovim(): Promise<string> {
  const found = await version();
  if (found !== null) return found;
  if (process.getuid?.() === 0) {
    await run('apt-get', ['update', '-q'], quiet);
    await run('apt-get', ['install', '-yq', '--no-install-recommends', 'neovim'], quiet);
  }
  const installed = await version();
  if (installed === null) throw new Error('Neovim is missing: install it with `sudo apt-get install neovim`');
  return installed;
}

async function version(): Promise<string | null> {
  return run('nvim', ['--version']).then(
    ({ stdout }) => stdout.split('\n')[0] ?? null,
    () => null,
  );
}

const quiet = { maxBuffer: 64 * 1024 * 1024, timeout: 8 * 60_000 };
