import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/**
 * Triangles through every vertex of a graph.
 * @param adjacency - Symmetric, without loops.
 * @returns Length = vertices.
 * @throws PolyadError CANCELLED
 * @remarks Cost and source: {@link forEachTriangle}.
 */
export function trianglesPerVertex(
  adjacency: Incidence,
  options: LoopOptions = {},
): Float64Array {
  const triangles = new Float64Array(rowCount(adjacency));
  forEachTriangle(
    adjacency,
    (a, b, c) => {
      triangles[a]!++;
      triangles[b]!++;
      triangles[c]!++;
    },
    options,
  );
  return triangles;
}

/** Called with the three vertices of a triangle, and with the numbers of its links. */
export type TriangleVisit = (
  a: number,
  b: number,
  c: number,
  links: { ab: number; ac: number; bc: number },
) => void;

/**
 * Calls `visit` for each triangle of a graph, once.
 * @param adjacency - Symmetric, without loops.
 * @returns The links, numbered by their place: row = the vertex of lower degree,
 * members = those of higher.
 * @throws PolyadError CANCELLED
 * @remarks Links point to the vertex of higher degree, so no vertex has more
 * than √(2m) of them: time O(m √m), memory O(m). Latapy 2008,
 * doi:10.1016/j.tcs.2008.07.017. The object with the links is one for all calls.
 */
export function forEachTriangle(
  adjacency: Incidence,
  visit: TriangleVisit,
  options: LoopOptions = {},
): Incidence {
  const total = rowCount(adjacency);
  const watch = new LoopWatch(total, options);
  const up = upward(adjacency);
  const { offsets, members } = up;
  // place of the link from `a` + 1
  const marks = new Uint32Array(total);
  const links = { ab: 0, ac: 0, bc: 0 };
  for (let a = 0; a < total; a++) {
    const start = offsets[a]!;
    const end = offsets[a + 1]!;
    let work = 1;
    for (let p = start; p < end; p++) marks[members[p]!] = p + 1;
    for (let p = start; p < end; p++) {
      const b = members[p]!;
      const stop = offsets[b + 1]!;
      for (let q = offsets[b]!; q < stop; q++) {
        const c = members[q]!;
        if (marks[c] === 0) continue;
        links.ab = p;
        links.ac = marks[c]! - 1;
        links.bc = q;
        visit(a, b, c, links);
      }
      work += stop - offsets[b]!;
    }
    for (let p = start; p < end; p++) marks[members[p]!] = 0;
    watch.step(a, work);
  }
  watch.finish();
  return up;
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
