import type { Incidence } from '#hypergraph/incidence.ts';

/** Size of a count-min sketch. */
export interface PairSketchSize {
  /** Counters of a line, a power of two. */
  readonly width: number;
  /** Lines, each with a hash of its own. */
  readonly depth: number;
  /** An integer below 2³². */
  readonly seed: number;
}

/**
 * How often the members of each row were met together: the rows' pairs of members are counted in
 * a count-min sketch (Cormode and Muthukrishnan 2005, doi:10.1016/j.jalgor.2003.12.001), then each
 * incidence is given the sum over its partners. The meeting in the row itself counts.
 * @param rows - Members ascending, as everywhere.
 * @returns Length = incidences, modulo 2³². Never too little; a pair's count is too large by more
 * than e/width of all pairs with probability at most e^(−depth).
 * @remarks The twin of the kernel; time O(depth · Σ|row|²).
 */
export function pairMeetings(
  { offsets, members }: Incidence,
  size: PairSketchSize,
): Uint32Array {
  const { width, depth } = size;
  const sketch = new Uint32Array(width * depth);
  const meetings = new Uint32Array(members.length);
  const forEachPair = (visit: (left: number, right: number) => void): void => {
    for (let row = 0; row < offsets.length - 1; row++) {
      for (let left = offsets[row]!; left < offsets[row + 1]!; left++) {
        for (let right = left + 1; right < offsets[row + 1]!; right++) {
          visit(left, right);
        }
      }
    }
  };
  forEachPair((left, right) => {
    for (let line = 0; line < depth; line++) {
      sketch[slotOf(members[left]!, members[right]!, line, size)]!++;
    }
  });
  forEachPair((left, right) => {
    let least = 0xffffffff;
    for (let line = 0; line < depth; line++) {
      const slot = slotOf(members[left]!, members[right]!, line, size);
      least = Math.min(least, sketch[slot]!);
    }
    meetings[left]! += least;
    meetings[right]! += least;
  });
  return meetings;
}

/** Finaliser of MurmurHash3 over both members; the smaller one comes first. */
function slotOf(
  left: number,
  right: number,
  line: number,
  { width, seed }: PairSketchSize,
): number {
  let hash =
    Math.imul(left, 0x9e3779b1) ^
    (Math.imul(right, 0x85ebca77) + Math.imul(seed + line, 0xc2b2ae3d));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return line * width + ((hash >>> 0) & (width - 1));
}
