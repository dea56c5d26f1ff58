import type { DirectedRows, Reach } from '#compute/cpu/directed-rows.ts';
import { reachFrom } from '#compute/cpu/directed-rows.ts';
import { distinctNodes } from '../dynamics/initial-nodes.ts';

/**
 * `b`: along hyperedges whose whole tail is reached, to their head. `f`: against
 * them, from the whole head to the tail. `simple`: from any tail node to the head.
 */
export type Reachability = 'b' | 'f' | 'simple';

/**
 * What can be reached from some nodes: B-connection, F-connection, or simple paths.
 * Hyperedges without a tail (for `f` a head) ask for nothing and always pass on,
 * except on simple paths.
 * @returns Round in which each node and hyperedge was reached, 0 for the nodes
 * given, -1 for never.
 * @throws PolyadError INVALID_ARGUMENT for an index that is no node's.
 * @remarks Cost and source: {@link reachFrom}.
 */
export function computeReachability(
  structure: DirectedRows,
  nodes: readonly number[],
  kind: Reachability = 'b',
): Reach {
  const { tails, heads, tailOf, headOf } = structure;
  const start = distinctNodes(nodes, tailOf.offsets.length - 1);
  return kind === 'f'
    ? reachFrom({ from: heads, to: tails, entered: headOf, start, all: true })
    : reachFrom({
        from: tails,
        to: heads,
        entered: tailOf,
        start,
        all: kind === 'b',
      });
}
