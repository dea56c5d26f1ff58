import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { authRecipe } from '#recipes/auth/recipe.ts';
import type { SimulationOptions } from '#recipes/recipe.ts';

/** A simulated month of log-ons with its truth, row by row. */
export interface LabelledHypergraph {
  readonly hypergraph: Hypergraph;
  /** 1 for a planted edge. */
  readonly labels: Uint8Array;
  /** Scenario of a planted edge, else empty. */
  readonly scenarios: readonly string[];
}

/** The `auth` recipe's records under its own mapping. */
export function authHypergraph(options: SimulationOptions): LabelledHypergraph {
  const files = new Map(
    authRecipe
      .simulate(options)
      .map(({ name, chunks }) => [name, [...chunks].join('')]),
  );
  const events = readRows(files.get('events.csv') ?? '');
  const truth = readRows(files.get('truth.csv') ?? '');
  const { node = [], keep = [] } = authRecipe.mapping;
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (const row of events) {
    const edge = builder.addNextEdge();
    builder.setEdge(edge, 'time', Date.parse(row['time'] ?? ''));
    for (const kind of node) {
      const member = builder.addNode(`${kind}:${row[kind] ?? ''}`);
      builder.setNode(member, 'kind', kind);
      builder.addIncidence(edge, member);
    }
    for (const name of keep) {
      builder.setEdge(
        edge,
        name,
        row[name] === '' ? null : (row[name] ?? null),
      );
    }
  }
  return {
    hypergraph: builder.build(),
    labels: Uint8Array.from(truth, (row) => Number(row['label'])),
    scenarios: truth.map((row) => row['scenario'] ?? ''),
  };
}

/** Rows of a CSV text without quoted cells. */
function readRows(text: string): Record<string, string>[] {
  if (text.includes('"')) throw new Error('a quoted cell needs a real reader');
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}
