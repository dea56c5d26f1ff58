import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { renumbered } from '#compute/cpu/part-moves.ts';
import {
  computeModularity,
  type ModularityOptions,
} from '../cohesion/modularity.ts';

/** Groups of nodes, however found. */
export interface Communities {
  /** Hypergraph modularity of the labels, of the kind asked for. */
  readonly quality: number;
  readonly count: number;
  /** Community of each node, from 0, numbered by first node. */
  readonly labels: Uint32Array;
}

/** Parts as communities, with their hypergraph modularity; O(incidences). */
export function judgedCommunities(
  hypergraph: Hypergraph,
  parts: Uint32Array,
  { kind, weights, signal }: ModularityOptions & LoopOptions,
): Communities {
  const { parts: labels, count } = renumbered(parts);
  const asked = { kind, weights, signal };
  const quality = computeModularity(hypergraph, labels, asked).modularity;
  return { quality, count, labels };
}
