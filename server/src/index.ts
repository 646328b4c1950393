export { toProtocol } from './diagnostic.ts';
