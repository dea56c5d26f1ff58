import { PolyadError } from '#errors/polyad-error.ts';
import { GrowableUint32 } from '#numeric/growable.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { transpose, type Incidence } from '#hypergraph/incidence.ts';
import { peelCores } from '#compute/cores.ts';
import { forEachTriangle } from '#compute/cpu/triangles.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import {
  storedAdjacency,
  type StoredGraphOptions,
} from './stored-adjacency.ts';

/** Options of {@link computeTruss}. */
export interface TrussOptions extends StoredGraphOptions {
  /** Most triangles to hold. Default 2 · 10⁷: about 1 GB. */
  readonly maxTriangles?: number | undefined;
}

/** How deep elements and pairs lie in triangles. */
export interface Truss {
  /** Of each element: the greatest k for which it lies in a k-truss; 0 where it meets nothing. */
  readonly ofElement: Uint32Array;
  /**
   * Of each element: the greatest k for which it lies in a part where every element is in
   * at least k triangles.
   */
  readonly triangleCores: Uint32Array;
  /** The pairs of the s-line graph, in no order of note. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Of each pair: the greatest k for which it lies in a k-truss; at least 2. */
  readonly ofPair: Uint32Array;
}

const DEFAULT_TRIANGLES = 2e7;

/**
 * Truss decomposition: hyperedges (nodes, as `of` says) by the triangles they form, three
 * elements of which any two share at least `s` members. In a k-truss every pair is
 * in k − 2 triangles of the truss.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if pairs or
 * triangles do not fit.
 * @remarks The cores of a hypergraph whose hyperedges are the triangles: time
 * O(pairs^1.5). Trusses: Cohen 2008; both are nuclei of Sarıyüce et al. 2015,
 * doi:10.1145/2736277.2741640.
 */
export function computeTruss(
  hypergraph: Hypergraph,
  options: TrussOptions = {},
): Truss {
  const { maxTriangles = DEFAULT_TRIANGLES } = options;
  const adjacency = storedAdjacency(hypergraph, options);
  const corners = new GrowableUint32();
  const sides = new GrowableUint32();
  const links = forEachTriangle(
    adjacency,
    (a, b, c, { ab, ac, bc }) => {
      if (corners.length >= 3 * maxTriangles) throw tooMany(maxTriangles);
      for (const corner of [a, b, c]) corners.push(corner);
      for (const side of [ab, ac, bc]) sides.push(side);
    },
    { signal: options.signal },
  );
  const elements = adjacency.offsets.length - 1;
  const quiet = { ...options, onProgress: undefined };
  const triangleCores = coresOfTriples(corners.view(), elements, quiet);
  const pairs = links.members.length;
  const ofPair = coresOfTriples(sides.view(), pairs, quiet).map(
    (core) => core + 2,
  );
  const left = rowNumbers(links);
  const right = links.members;
  const ofElement = new Uint32Array(elements);
  for (const ends of [left, right]) {
    ends.forEach((element, pair) => {
      const known = ofElement[element] ?? 0;
      ofElement[element] = Math.max(known, ofPair[pair] ?? 0);
    });
  }
  return { ofElement, triangleCores, left, right, ofPair };
}

/** Core numbers where a triangle goes with the first of its three. */
function coresOfTriples(
  triples: Uint32Array,
  count: number,
  options: ComputeOptions,
): Uint32Array {
  const triangles = triples.length / 3;
  const offsets = Uint32Array.from({ length: triangles + 1 }, (_, i) => 3 * i);
  const members = triples.slice();
  for (let at = 0; at < members.length; at += 3) {
    members.subarray(at, at + 3).sort();
  }
  const edges = { offsets, members };
  const least = new Uint32Array(triangles).fill(3);
  return peelCores(edges, transpose(edges, count), least, options);
}

/** The row of each member. */
function rowNumbers({ offsets, members }: Incidence): Uint32Array {
  const rows = new Uint32Array(members.length);
  for (let row = 0; row + 1 < offsets.length; row++) {
    rows.fill(row, offsets[row], offsets[row + 1]);
  }
  return rows;
}

function tooMany(maxTriangles: number): PolyadError {
  return new PolyadError(
    'LIMIT_EXCEEDED',
    `The s-line graph has more than ${maxTriangles} triangles; take a larger s, or raise maxTriangles.`,
    { maxTriangles },
  );
}
