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
