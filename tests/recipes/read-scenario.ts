import { bytesSource } from '#formats/byte-source.ts';
import { readSource } from '#formats/read-source.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { findRecipe } from '#recipes/registry.ts';
import type { SimulationOptions } from '#recipes/recipe.ts';

/** A row of `events.csv` with its line of `truth.csv`. */
export interface LabelledRow {
  readonly id: string;
  readonly label: string;
  readonly scenario: string;
  /** Seconds since the epoch. */
  readonly seconds: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The whole text of one file of a simulated scenario. */
export function simulatedText(
  recipe: string,
  file: string,
  options: SimulationOptions,
): string {
  const files = findRecipe(recipe).simulate(options);
  return [...files.find(({ name }) => name === file)!.chunks].join('');
}

/** A scenario as the recipe reads it. */
export interface ReadScenario {
  readonly hypergraph: Hypergraph;
  /** What was planted as each hyperedge; '' for ordinary ones. */
  readonly kinds: readonly string[];
  /** Records of the file that were not read. */
  readonly rejected: number;
  /** Lines of `truth.csv` whose id is no hyperedge of the file. */
  readonly unknown: readonly string[];
}

/** Simulates, reads the first file with the recipe's mapping, and joins the truth. */
export async function readScenario(
  name: string,
  options: SimulationOptions,
): Promise<ReadScenario> {
  const { simulate, mapping } = findRecipe(name);
  const [events] = simulate(options);
  const bytes = new TextEncoder().encode([...events!.chunks].join(''));
  const source = bytesSource(events!.name, bytes);
  const { hypergraph, rejected } = await readSource(source, { mapping });
  const kinds = new Array<string>(hypergraph.edgeCount).fill('');
  const unknown: string[] = [];
  const truth = parsePlainCsv(simulatedText(name, 'truth.csv', options));
  for (const [id, label, kind] of truth.rows) {
    const edge = hypergraph.edgeIds.indexOf(id!);
    if (edge === undefined) unknown.push(id!);
    else if (label === '1') kinds[edge] = kind!;
  }
  return { hypergraph, kinds, rejected: rejected.count, unknown };
}

/** Header and cells of CSV text without quotes. */
export function parsePlainCsv(text: string): {
  header: string[];
  rows: string[][];
} {
  const lines = text.trimEnd().split('\n');
  const [header, ...rows] = lines.map((line) => line.split(','));
  return { header: header!, rows };
}

/** The log-ons of a simulated month, each beside its truth. */
export function simulateRows(options: SimulationOptions): LabelledRow[] {
  const events = parsePlainCsv(simulatedText('auth', 'events.csv', options));
  const truth = parsePlainCsv(simulatedText('auth', 'truth.csv', options));
  return events.rows.map((row, i) => {
    const [id, label, scenario] = truth.rows[i]!;
    const cells = Object.fromEntries(
      events.header.map((column, at) => [column, row[at]!]),
    );
    return {
      id: id!,
      label: label!,
      scenario: scenario!,
      seconds: Date.parse(cells['time']!) / 1000,
      cells,
    };
  });
}
