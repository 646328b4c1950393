/** The command line: finds the command, lets it run, and turns whatever goes wrong into one line and a status. */
import { CommanderError } from 'commander';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import { interrupted, invalidValue, noCommand, unknownCommand, unknownOption } from '../diagnostics/registry/run.ts';
import { version } from '../version.ts';
import { type CommandDefinition, toCommander } from './command.ts';
import { commands } from './commands.ts';
import { failureLine, isBrokenPipe } from './failure.ts';
import { overview } from './overview.ts';
import { type Console, openConsole } from './terminal/console.ts';
import { interruptedStatus } from './terminal/interrupt.ts';
import { localeLanguage } from './terminal/locale.ts';
import { usageError } from './usage.ts';

/** Runs the command of the arguments and sets the process's exit status: 0, 1 or 2 as in the manual. */
export async function main(args: readonly string[]): Promise<void> {
  leaveOnBrokenPipe();
  const { language, rest, wrong } = readLanguage(args);
  const console = openConsole({
    language: language ?? localeLanguage(process.env),
    quiet: args.includes('--quiet'),
    environment: process.env,
    out: process.stdout,
    err: process.stderr,
  });
  let status: number;
  try {
    if (wrong !== null) stop(invalidValue, '--lang', { name: '--lang', value: wrong, suggestion: '', known: 'zh, en' });
    status = await run(rest, console);
  } catch (error) {
    console.complain(failureLine(error, console.language));
    if ((process.env['ZHUNSHENG_DEBUG'] ?? '') !== '' && error instanceof Error) console.complain(error.stack ?? '');
    status = error instanceof ZhunshengError && error.code === interrupted.code ? interruptedStatus : 2;
  }
  console.settle();
  process.exitCode = status;
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  process.exit(status);
}

async function run(args: readonly string[], console: Console): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) stop(noCommand, 'zhunsheng', {});
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = rest[0];
    if (about !== undefined && name === 'help') return run([about, '--help'], console);
    console.print(overview(console));
    return 0;
  }
  if (name === '--version' || name === '-V') {
    console.print(version);
    return 0;
  }
  if (name.startsWith('-')) {
    stop(unknownOption, name, {
      name,
      suggestion: suggestion(name, ['--help', '--version', '--lang']),
      help: 'zhunsheng',
    });
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) stop(unknownCommand, name, { name, suggestion: suggestion(name, Object.keys(commands)) });
  return runCommand(await entry.load(), rest, console);
}

async function runCommand<Options>(
  definition: CommandDefinition<Options>,
  args: readonly string[],
  console: Console,
): Promise<number> {
  let status: 0 | 1 = 0;
  const command = toCommander(definition, console, (result) => {
    status = result;
  });
  try {
    await command.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw usageError(error, command);
  }
  return status;
}

/** `--lang` counts wherever it stands, and before anything is said: also before the command, where commander would not look. */
function readLanguage(args: readonly string[]): {
  readonly language: 'zh' | 'en' | null;
  readonly rest: readonly string[];
  readonly wrong: string | null;
} {
  const rest: string[] = [];
  let value: string | null = null;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    const next = args[i + 1];
    if (arg.startsWith('--lang=')) value = arg.slice('--lang='.length);
    else if (arg === '--lang' && next !== undefined) {
      value = next;
      i++;
    } else rest.push(arg);
  }
  const language = value === 'zh' || value === 'en' ? value : null;
  return { language, rest, wrong: language === null ? value : null };
}

/** Whoever reads may stop early (`| head`): that is no error. */
function leaveOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (isBrokenPipe(error)) process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
