/** A language server in a process of its own, spoken to over its standard input and output as an editor does. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

export interface ServerProcess {
  readonly connection: ProtocolConnection;
  /** How it ended; null while it runs. */
  readonly ended: () => string | null;
  /** What it wrote to standard error; a server that is well writes nothing. */
  readonly errors: () => string;
  /** Its resident memory in MB; 0 where the system does not tell. */
  readonly megabytes: () => number;
  /** The processor time that it has taken, in milliseconds; 0 where the system does not tell. */
  readonly processorTime: () => number;
  /** Asks it to end, and waits until it has. */
  readonly stop: () => Promise<void>;
}

const home = join(import.meta.dirname, '..', '..');

/** `zhunsheng lsp --stdio`, as built. */
export const zhunsheng: readonly string[] = [process.execPath, join(home, 'engine/bin/zhunsheng.js'), 'lsp', '--stdio'];

/** Somebody else than who runs the tests. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** `overhear` is told all that the server says, as it comes over the wire. */
export function startServer(
  [command = '', ...args]: readonly string[],
  overhear?: (bytes: Buffer) => void,
  user: User | null = null,
): ServerProcess {
  const child = spawn(command, args, { stdio: 'pipe', ...user });
  if (overhear !== undefined) child.stdout.on('data', overhear);
  let end: string | null = null;
  let errors = '';
  child.stderr.on('data', (text) => {
    errors = `${errors}${text}`.slice(-10_000);
  });
  const closed = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      end = String(error);
      resolve();
    });
    child.on('exit', (status, signal) => {
      end = `exit ${status ?? signal}`;
      resolve();
    });
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return {
    connection,
    ended: () => end,
    errors: () => errors,
    megabytes: () => residentMegabytes(child.pid),
    processorTime: () => processorTime(child.pid),
    async stop() {
      if (end === null) {
        await connection.sendRequest('shutdown');
        await connection.sendNotification('exit');
      }
      await closed;
      connection.dispose();
    },
  };
}

function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}

/** Of all its threads: user and system time in hundredths of a second (proc(5)). */
function processorTime(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}
