import { displayName } from '../marks/kinds.ts';

/** A node's name without the column that it came from, which ids of several columns begin with. */
export function plainName(node: string): string {
  return displayName(node, /^([^:]+):/.exec(node)?.[1]);
}
