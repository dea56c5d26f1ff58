import { Random } from '#numeric/random.ts';

/** A synthetic incidence list: rows of `edge,node`, grouped by edge. */
export interface SyntheticTable {
  readonly incidences: number;
  /** Hyperedges; each has at least one row. */
  readonly edges: number;
  readonly nodes: number;
}

/**
 * The proportions of HyperNetX issue 108 (3.8 million nodes, 7.1 million edges,
 * 28 million incidences) at another number of incidences.
 */
export function issueProportions(incidences: number): SyntheticTable {
  return {
    incidences,
    edges: Math.round((incidences * 7.1) / 28),
    nodes: Math.round((incidences * 3.8) / 28),
  };
}

/**
 * Its rows as CSV text in chunks of about a megabyte, so that a table of any
 * length streams. Every node occurs; beyond that, low numbers occur most.
 */
export function* csvChunksOf(
  table: SyntheticTable,
  seed = 0,
): Generator<string> {
  let text = 'edge,node\n';
  for (const [edge, node] of incidencesOf(table, seed)) {
    text += `e${edge},n${node}\n`;
    if (text.length < 1 << 20) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** Its rows as pairs of numbers. */
export function* incidencesOf(
  { incidences, edges, nodes }: SyntheticTable,
  seed = 0,
): Generator<readonly [edge: number, node: number]> {
  const random = new Random(seed);
  for (let row = 0; row < incidences; row++) {
    const edge = Math.floor((row * edges) / incidences);
    // A stride over all nodes in every fourth row or so leaves none out.
    const node =
      row % 4 === 0
        ? (row / 4) % nodes
        : Math.floor(random.float() * random.float() * nodes);
    yield [edge, node];
  }
}
