/** Groups of nodes, however found. */
export interface Communities {
  /** Hypergraph modularity of the labels, of the kind asked for. */
  readonly quality: number;
  readonly count: number;
  /** Community of each node, from 0, numbered by first node. */
  readonly labels: Uint32Array;
}
