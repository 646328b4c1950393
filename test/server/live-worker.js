/** The background thread from its sources: a thread does not take over the loader of TypeScript that its parent runs with. */
import { register } from 'tsx/esm/api';

register();
await import('../../server/src/live/worker.ts');
