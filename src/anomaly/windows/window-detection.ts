import type { LoopOptions } from '#numeric/cancellation.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Change, Detection, Explanation } from '../detectors/detector.ts';
import { DAY } from '../detectors/edge-moments.ts';
import { roundedCount, sentence, spanWords } from '../explanation/wording.ts';
import { detectionOf, type Finding } from '../sets/set-detection.ts';
import { changePoints } from './change-points.ts';
import { windowFeatures, type WindowFeatures } from './window-features.ts';
import { scoreWindows, type WindowScores } from './window-scores.ts';

const DETECTOR = 'windows/1';
const HOUR = DAY / 24;
const WIDTHS = [DAY, HOUR, 60_000, 1000, 1];
/** The window is the widest unit that the data spans this often. */
const FEWEST_WINDOWS = 30;
/** More windows than this take too long, and nobody reads them. */
const MOST_WINDOWS = 20_000;
/** Features named in a sentence. */
const NAMED = 3;
/** Share of a score that is worth a word. */
const NOTABLE = 0.1;

/**
 * Scores windows of time by how far rate, sizes, novelty, components, Euler
 * curve and cycles are from what came before ({@link scoreWindows}), and finds
 * where they changed for good ({@link changePoints}). Seasons are a week of days
 * or a day of hours.
 * @throws PolyadError INVALID_ARGUMENT without times or for a width that gives
 * too many windows; CANCELLED
 */
export function detectWindows(
  hypergraph: Hypergraph,
  {
    width: asked,
    seed = 0,
    signal,
  }: {
    readonly width?: number | undefined;
    readonly seed?: number | undefined;
  } & LoopOptions = {},
): Detection {
  const span = spanOf(hypergraph);
  const width = checkWidth(asked ?? widthFor(span), span);
  const measured = windowFeatures(hypergraph, width, { signal });
  const columns = measured.features.map(({ values }) => values);
  const scores = scoreWindows(columns, periodOf(width));
  const findings = Array.from(measured.from, (from, window): Finding => {
    const id = new Date(from).toISOString();
    return {
      id,
      // its root has the tail that calibration expects
      score: scores.score[window] ?? 0,
      members: [],
      time: from,
      explain: () => explainWindow(measured, scores, window),
    };
  });
  const order = Uint32Array.from(findings, (_, window) => window);
  const changes = changePoints(columns, seed).map(
    ({ window, p, contributions }): Change => ({
      time: measured.from[window] ?? 0,
      p,
      text: describeChange(measured, window, contributions),
    }),
  );
  return {
    ...detectionOf(findings, {
      detector: DETECTOR,
      trained: { edges: hypergraph.edgeCount, until: span.to },
    }),
    straighten: (_, score) => Math.sqrt(Math.max(0, score)),
    stream: { order, moments: order },
    changes,
  };
}

function spanOf(hypergraph: Hypergraph): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (const time of hypergraph.edgeTimes() ?? []) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  if (from <= to) return { from, to };
  throw new PolyadError(
    'INVALID_ARGUMENT',
    'Windows need relations with times. Name the column with --time, or score edges.',
    { of: 'windows' },
  );
}

function widthFor({ from, to }: { from: number; to: number }): number {
  return WIDTHS.find((width) => (to - from) / width >= FEWEST_WINDOWS) ?? 1;
}

function checkWidth(
  width: number,
  { from, to }: { from: number; to: number },
): number {
  const windows = (to - from) / width;
  if (width > 0 && windows <= MOST_WINDOWS) return width;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `Windows of ${width} ms: ${width > 0 ? `that would be ${Math.round(windows)} of them, more than ${MOST_WINDOWS}` : 'a width must be above 0'}. Give another with --width, such as 1h.`,
    { width },
  );
}

/** A week of days, a day of hours. */
function periodOf(width: number): number {
  return width === DAY ? 7 : width === HOUR ? 24 : 0;
}

function explainWindow(
  { features, from, to }: WindowFeatures,
  { score, contributions, expected }: WindowScores,
  window: number,
): Explanation {
  const parts = features
    .map(({ name, values, plain }, k) => ({
      name,
      value: plain(values[window] ?? 0),
      usual: plain(expected[window]?.[k] ?? 0),
      contribution: contributions[window]?.[k] ?? 0,
    }))
    .sort((a, b) => b.contribution - a.contribution);
  const told = parts
    .slice(0, NAMED)
    .filter((part) => part.contribution > NOTABLE * (score[window] ?? 0));
  const width = spanWords((to[window] ?? 0) - (from[window] ?? 0));
  const clauses = told.map(
    ({ name, value, usual }) =>
      `${name} ${signed(value)}, ${signed(usual)} expected`,
  );
  return {
    text:
      clauses.length > 0
        ? sentence([`${width} with ${clauses[0] ?? ''}`, ...clauses.slice(1)])
        : 'Nothing unusual was found.',
    parts: parts.map(({ name, value, contribution }) => ({
      name,
      value,
      contribution,
    })),
    members: [],
    pairs: [],
    nearest: null,
  };
}

function describeChange(
  { features }: WindowFeatures,
  window: number,
  contributions: Float64Array,
): string {
  const named = features
    .map((feature, k) => ({ ...feature, by: contributions[k] ?? 0 }))
    .sort((a, b) => b.by - a.by)
    .slice(0, NAMED);
  const clauses = named.map(({ name, values, plain }) => {
    const before = plain(
      mean(values.subarray(Math.max(0, window - 8), window)),
    );
    const after = plain(mean(values.subarray(window, window + 8)));
    return `${name} from ${signed(before)} to ${signed(after)}`;
  });
  return sentence(clauses);
}

function mean(values: Float64Array): number {
  return (
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  );
}

function signed(value: number): string {
  const rounded = Math.abs(value) < 0.005 ? 0 : value;
  return rounded < 0 ? `−${roundedCount(-rounded)}` : roundedCount(rounded);
}
