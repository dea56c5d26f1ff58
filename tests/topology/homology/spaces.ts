import { hypergraphOf } from '../../support/plain-hypergraph.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** A triangulated space by its facets. */
export interface Space {
  readonly name: string;
  readonly facets: readonly (readonly number[])[];
  /** Over GF(2), dimensions 0 and up. */
  readonly betti: readonly number[];
  readonly euler: number;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Boundary of the simplex on `dim + 2` nodes. */
function sphere(dim: number): Space {
  const all = range(dim + 2);
  return {
    name: `boundary of a simplex, S${dim}`,
    facets: all.map((left) => all.filter((node) => node !== left)),
    betti: all.slice(0, dim + 1).map((d) => (d === 0 || d === dim ? 1 : 0)),
    euler: dim % 2 === 0 ? 2 : 0,
  };
}

/** Every choice of one of the nodes 2i and 2i + 1 for i < `pairs`. */
function crossPolytope(pairs: number): Space {
  const facets = range(2 ** pairs).map((choice) =>
    range(pairs).map((i) => 2 * i + ((choice >> i) & 1)),
  );
  return {
    ...sphere(pairs - 1),
    name: `cross-polytope, S${pairs - 1}`,
    facets,
  };
}

/**
 * A grid whose sides are joined; `flip` joins left and right upside down.
 */
function grid(size: number, flip: boolean): number[][] {
  const at = (x: number, y: number): number => {
    const turned = flip && x >= size ? size - y : y;
    return (x % size) * size + ((turned + size) % size);
  };
  return range(size).flatMap((x) =>
    range(size).flatMap((y) => [
      [at(x, y), at(x + 1, y), at(x + 1, y + 1)],
      [at(x, y), at(x, y + 1), at(x + 1, y + 1)],
    ]),
  );
}

export const spaces: readonly Space[] = [
  sphere(1),
  sphere(2),
  sphere(3),
  sphere(4),
  crossPolytope(3),
  crossPolytope(5),
  {
    name: 'torus of seven nodes (Möbius 1861)',
    facets: range(7).flatMap((i) => [
      [i, (i + 1) % 7, (i + 3) % 7],
      [i, (i + 2) % 7, (i + 3) % 7],
    ]),
    betti: [1, 2, 1],
    euler: 0,
  },
  {
    name: 'torus, 12 × 12',
    facets: grid(12, false),
    betti: [1, 2, 1],
    euler: 0,
  },
  {
    name: 'Klein bottle, 6 × 6',
    facets: grid(6, true),
    betti: [1, 2, 1],
    euler: 0,
  },
  {
    name: 'projective plane of six nodes',
    facets: [
      [0, 1, 2],
      [0, 2, 3],
      [0, 3, 4],
      [0, 4, 5],
      [0, 1, 5],
      [1, 2, 4],
      [2, 4, 5],
      [2, 3, 5],
      [1, 3, 5],
      [1, 3, 4],
    ],
    betti: [1, 1, 1],
    euler: 1,
  },
  {
    name: 'simplex of 31 nodes',
    facets: [range(31)],
    betti: [1, 0, 0],
    euler: 1,
  },
];

export function spaceHypergraph({ facets }: Space): Hypergraph {
  return hypergraphOf(Math.max(...facets.flat()) + 1, facets);
}
