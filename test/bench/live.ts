/**
 * How soon after the last key the counts above a rule are those of what was typed, over the wire, with the server as built: on
 * the shipped district and on 100,000 units; and how long a hover takes meanwhile.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeLens } from 'vscode-languageserver-protocol';
import type { LiveParams } from '../../server/src/protocol.ts';
import { commitAll } from '../server/live.ts';
import { startServer, zhunsheng } from '../server/process.ts';
import { cacheFolder, type Figure, figure, home, median } from './figure.ts';
import { makeData } from './national/data.ts';
import { policyFiles } from './national/policy.ts';

interface Place {
  readonly folder: string;
  readonly file: string;
  readonly rule: string;
  /** What the rule requires, but for the number. */
  readonly require: string;
}

const edits = 10;
const bounds = { district: 300, many: 2000, hover: 20 } as const;

export async function* liveBenchmark(): AsyncGenerator<Figure> {
  const district = await measure(shippedDistrict());
  yield figure(
    'live counts on the shipped district, after the last key (bound)',
    district.counts,
    'ms',
    bounds.district,
  );
  const many = await measure(await manyUnits());
  yield figure('live counts on 100,000 units, after the last key (bound)', many.counts, 'ms', bounds.many);
  yield figure('hover while 100,000 units are judged, p95 (bound)', many.hover, 'ms', bounds.hover);
}

/** The median of the times to the right counts, and the slowest but one of the hovers asked meanwhile. */
async function measure({
  folder,
  file,
  rule,
  require,
}: Place): Promise<{ readonly counts: number; readonly hover: number }> {
  const { connection, stop } = startServer(zhunsheng);
  const uri = pathToFileURL(join(folder, file)).href;
  let told: () => void = () => undefined;
  connection.onNotification('zhunsheng/live', ({ state }: LiveParams) => {
    if (state === 'ready') told();
  });
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      told = resolve;
    });
  const ready = next();
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'bench' }];
  await connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders, capabilities: {} });
  await connection.sendNotification('initialized', {});
  let text = readFileSync(join(folder, file), 'utf8');
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  const lineOf = (start: string): number => text.split('\n').findIndex((line) => line.trim().startsWith(start));
  const lens = async (): Promise<string> => {
    const all = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    return all.find(({ range }) => range.start.line === lineOf(`${rule}:`))?.command?.title ?? '';
  };
  await ready;
  // The base, and the summaries for hovers, are worked out once after the first counts.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const counts: number[] = [];
  const hovers: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const before = await lens();
    // Now all pass, now those that did before.
    const [from, to] = edit % 2 === 0 ? [`${require}= 0`, `${require}≥ 0`] : [`${require}≥ 0`, `${require}= 0`];
    text = text.replace(from, to);
    const start = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: edit + 2 },
      contentChanges: [{ text }],
    });
    for (;;) {
      const more = next();
      const asked = performance.now();
      await connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: lineOf('title:'), character: 2 },
      });
      hovers.push(performance.now() - asked);
      if ((await lens()) !== before) break;
      await Promise.race([more, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
    counts.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await stop();
  const sorted = hovers.sort((a, b) => a - b);
  return { counts: median(counts), hover: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
}

function shippedDistrict(): Place {
  const folder = join(cacheFolder(), 'live-district');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(home, 'rules'), folder, { recursive: true });
  commitAll(folder);
  return {
    folder,
    file: 'policies/zero-petition.policy.yaml',
    rule: 'no-skip-level-petition',
    require: 'require: skip-level-petitions ',
  };
}

async function manyUnits(): Promise<Place> {
  const data = await makeData(cacheFolder(), { units: 100_000, petitions: 120_000, accidents: 90_000, cases: 90_000 });
  const folder = join(cacheFolder(), 'live-many');
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of policyFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'data'));
  for (const name of readdirSync(data)) cpSync(join(data, name), join(folder, 'data', name));
  commitAll(folder);
  return { folder, file: 'national.policy.yaml', rule: 'no-skip-level', require: 'require: skip-level ' };
}
