import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Beyond these many kinds the rest are taken as one. */
const MOST_KINDS = 255;

/** Kinds of nodes as small numbers. */
export interface NodeKinds {
  /** Kind of each node, below `names.length`. */
  readonly kinds: Uint8Array;
  /** Name of each kind; empty for nodes without one. */
  readonly names: readonly string[];
}

/**
 * Reads the node property `kind`. Without it all nodes are of one kind.
 * @remarks O(nodes).
 */
export function nodeKinds(hypergraph: Hypergraph): NodeKinds {
  const kinds = new Uint8Array(hypergraph.nodeCount);
  const column = hypergraph.nodeProperties.column('kind');
  if (!column) return { kinds, names: [''] };
  const codes = new Map<string, number>();
  for (let node = 0; node < kinds.length; node++) {
    const value = column.get(node);
    const name = typeof value === 'string' ? value : '';
    let code = codes.get(name);
    if (code === undefined) {
      code = Math.min(codes.size, MOST_KINDS);
      codes.set(name, code);
    }
    kinds[node] = code;
  }
  const names = [...codes.keys()].slice(0, MOST_KINDS + 1);
  return { kinds, names: names.length > 0 ? names : [''] };
}
