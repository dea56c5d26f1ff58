import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { summarize, type Summary } from '#topology/summary.ts';

/** What `polyad info` says; see {@link Summary} for every definition. */
export function describeHypergraph(hypergraph: Hypergraph): Summary {
  return summarize(hypergraph);
}
