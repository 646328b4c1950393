/** An entity while its references are not yet known: those of all must be read first. */
import type { Entity } from '../model/dictionary.ts';
import type { MapTree } from '../yaml/tree.ts';
import type { Resource } from './resource.ts';

export interface Draft {
  readonly tree: MapTree;
  readonly schema: MapTree;
  readonly entity: Entity;
  readonly resource: Omit<Resource, 'entity'>;
}
