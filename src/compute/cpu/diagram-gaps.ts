/** Birth and death of a class that ends. */
export type DiagramPoint = readonly [birth: number, death: number];

/** Larger of the distances between births and between deaths. */
export function gapBetween(a: DiagramPoint, b: DiagramPoint): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
}

/** The same to the nearest point of the diagonal: half the length. */
export function gapToDiagonal([birth, death]: DiagramPoint): number {
  return Math.abs(death - birth) / 2;
}
