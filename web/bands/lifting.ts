import type { Item } from '../state/selection.ts';
import type { Scene } from './scene.ts';

/** What steps forward while something is hovered; the rest steps back. */
export interface Lifted {
  /** Ids of bands, as {@link Scene.bands} has them. */
  readonly bands: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
}

/**
 * A relation lifts its members, a node its bands.
 * @returns Null if nothing is hovered, or something that is not in the scene.
 */
export function liftedBy(scene: Scene, hover: Item | null): Lifted | null {
  if (hover === null) return null;
  const touched = scene.bands.filter(({ ids, members }) =>
    hover.type === 'edge' ? ids.includes(hover.id) : members.includes(hover.id),
  );
  if (touched.length === 0) return null;
  const nodes =
    hover.type === 'node'
      ? [hover.id]
      : touched.flatMap(({ members }) => members);
  return {
    bands: new Set(touched.map(({ id }) => id)),
    nodes: new Set(nodes),
  };
}
