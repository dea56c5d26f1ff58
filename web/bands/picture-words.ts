import type { Band, SceneNode } from './scene.ts';

/** How things in a picture of bands are called, and how they look. */
export interface PictureWords {
  /** Name of the band at an index, as drawn. */
  readonly bandName: (band: number) => string;
  /** The same in full, for a screen reader. */
  readonly bandSaid: (band: number) => string;
  readonly nodeSaid: (node: string) => string;
  /** Step of the score's colour scale, 3 to 6. */
  readonly bandLevel: (band: Band) => number;
  /** Half a mark's height, pixels. */
  readonly nodeSize: (node: SceneNode) => number;
  /** Step 0 to 6 of the colour scale; null for the colour of its kind. */
  readonly nodeTint: (node: SceneNode) => number | null;
}
