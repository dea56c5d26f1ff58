import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/**
 * Triangles through every vertex of a graph.
 * @param adjacency - Symmetric, without loops.
 * @returns Length = vertices.
 * @throws PolyadError CANCELLED
 * @remarks Links point to the vertex of higher degree, so no vertex has more
 * than √(2m) of them: time O(m √m), memory O(m). Latapy 2008,
 * doi:10.1016/j.tcs.2008.07.017.
 */
export function trianglesPerVertex(
  adjacency: Incidence,
  options: LoopOptions = {},
): Float64Array {
  const total = rowCount(adjacency);
  const watch = new LoopWatch(total, options);
  const { offsets, members } = upward(adjacency);
  const triangles = new Float64Array(total);
  const marks = new Uint8Array(total);
  for (let a = 0; a < total; a++) {
    const start = offsets[a]!;
    const end = offsets[a + 1]!;
    let work = 1;
    for (let p = start; p < end; p++) marks[members[p]!] = 1;
    for (let p = start; p < end; p++) {
      const b = members[p]!;
      const stop = offsets[b + 1]!;
      for (let q = offsets[b]!; q < stop; q++) {
        const c = members[q]!;
        if (marks[c] === 0) continue;
        triangles[a]!++;
        triangles[b]!++;
        triangles[c]!++;
      }
      work += stop - offsets[b]!;
    }
    for (let p = start; p < end; p++) marks[members[p]!] = 0;
    watch.step(a, work);
  }
  watch.finish();
  return triangles;
}

/** Keeps of each link the direction to the higher (degree, index). */
function upward(adjacency: Incidence): Incidence {
  const { offsets, members } = adjacency;
  const total = rowCount(adjacency);
  const isUp = (from: number, to: number): boolean => {
    const difference = rowLength(adjacency, to) - rowLength(adjacency, from);
    return difference > 0 || (difference === 0 && to > from);
  };
  const lengths = new Uint32Array(total);
  const kept = new Uint32Array(members.length >>> 1);
  let at = 0;
  for (let vertex = 0; vertex < total; vertex++) {
    const before = at;
    for (let q = offsets[vertex]!; q < offsets[vertex + 1]!; q++) {
      if (isUp(vertex, members[q]!)) kept[at++] = members[q]!;
    }
    lengths[vertex] = at - before;
  }
  return { offsets: exclusivePrefixSum(lengths), members: kept };
}
