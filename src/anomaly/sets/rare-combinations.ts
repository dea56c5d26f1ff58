import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Detection, Explanation } from '../detectors/detector.ts';
import {
  categoricalProperties,
  type EdgeCategories,
} from '../detectors/edge-categories.ts';
import { roundedCount } from '../explanation/wording.ts';
import { detectionOf, type Finding } from './set-detection.ts';

const DETECTOR = 'rare-combinations/1';
/** A pair of values expected less often than this says nothing by being rare. */
const LEAST_EXPECTED = 5;
/** Relations listed of a combination. */
const LISTED = 100;

/** Two values that hardly ever go together, though each is frequent. */
interface Combination {
  readonly first: EdgeCategories;
  readonly second: EdgeCategories;
  readonly edges: readonly number[];
  readonly counts: readonly [number, number];
  readonly expected: number;
}

/**
 * Finds combinations of two properties' values that are there, and far more
 * seldom than their shares would give: c relations against E = n_a n_b / n. The
 * score is half the Poisson deviance, c ln(c / E) − (c − E); p the chance of at
 * most c if the two were independent.
 * @throws PolyadError INVALID_ARGUMENT for fewer than two properties of 2 to 64 values
 * @remarks O(edges · properties²).
 */
export function detectCombinations(hypergraph: Hypergraph): Detection {
  const properties = categoricalProperties(hypergraph.edgeProperties);
  if (properties.length < 2) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `Combinations need two properties of 2 to 64 values; the relations have ${properties.map(({ name }) => name).join(', ') || 'none'}. Keep columns with --keep.`,
    );
  }
  const found = properties.flatMap((first, i) =>
    properties.slice(i + 1).flatMap((second) => rareOf(first, second)),
  );
  const findings = found.map((combination): Finding => {
    const { edges, expected } = combination;
    const name = nameOf(combination);
    return {
      id: name,
      score: deviance(edges.length, expected),
      p: poissonAtMost(edges.length, expected),
      members: edges
        .slice(0, LISTED)
        .map((edge) => hypergraph.edgeIds.textAt(edge)),
      explain: () => explain(combination, name),
    };
  });
  return detectionOf(findings, {
    detector: DETECTOR,
    trained: { edges: hypergraph.edgeCount, until: null },
    guarantee: {
      controlled: false,
      text: 'Chances are those of independent values: what depends on each other, as most properties do, is rarer or more frequent for that reason alone.',
    },
  });
}

function rareOf(first: EdgeCategories, second: EdgeCategories): Combination[] {
  const width = second.categoryCount;
  const cells: number[][] = [];
  const rows = new Uint32Array(first.categoryCount);
  const columns = new Uint32Array(width);
  let total = 0;
  first.categories.forEach((a, edge) => {
    const b = second.categories[edge] ?? -1;
    if (a < 0 || b < 0) return;
    (cells[a * width + b] ??= []).push(edge);
    rows[a] = (rows[a] ?? 0) + 1;
    columns[b] = (columns[b] ?? 0) + 1;
    total++;
  });
  const found: Combination[] = [];
  cells.forEach((edges, cell) => {
    const counts = [
      rows[Math.floor(cell / width)] ?? 0,
      columns[cell % width] ?? 0,
    ] as const;
    const expected = (counts[0] * counts[1]) / total;
    if (expected < LEAST_EXPECTED || edges.length >= expected) return;
    found.push({ first, second, edges, counts, expected });
  });
  return found;
}

function nameOf({ first, second, edges: [edge = 0] }: Combination): string {
  return `${first.describe(edge)} with ${second.describe(edge)}`;
}

function deviance(count: number, expected: number): number {
  return count * Math.log(count / expected) - (count - expected);
}

/** P(X ≤ count) of a Poisson variable, summed from its largest term down. */
function poissonAtMost(count: number, mean: number): number {
  let logTerm = -mean;
  for (let k = 1; k <= count; k++) logTerm += Math.log(mean / k);
  let sum = 0;
  let term = 1;
  for (let k = count; k >= 0 && term > 1e-17; k--) {
    sum += term;
    term *= k / mean;
  }
  return Math.min(1, Math.exp(logTerm + Math.log(sum)));
}

function explain(combination: Combination, name: string): Explanation {
  const { edges, expected, counts } = combination;
  const count = edges.length;
  return {
    text: `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${roundedCount(count)} seen, ${roundedCount(expected)} expected (${roundedCount(counts[0])} and ${roundedCount(counts[1])} relations have them).`,
    parts: [
      {
        name: 'fewer than expected',
        value: count,
        contribution: deviance(count, expected),
      },
    ],
    members: [],
    pairs: [],
    nearest: null,
  };
}
