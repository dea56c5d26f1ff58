/** How things in a picture of bands are called. */
export interface PictureWords {
  /** Name of the band at an index, as drawn. */
  readonly bandName: (band: number) => string;
  /** The same in full, for a screen reader. */
  readonly bandSaid: (band: number) => string;
  readonly nodeSaid: (node: string) => string;
  /** Step of the score's colour scale, 3 to 6. */
  readonly bandLevel: (score: number | null) => number;
}
