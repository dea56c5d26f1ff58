import { Bitset } from '#numeric/bitset.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  checkRate,
  rankDetection,
  type AnomalyDetection,
} from '../detect-anomalies.ts';
import type { RankingHead } from '../detectors/detector.ts';
import { DETECTORS, detectEdges } from '../detectors/edge-detection.ts';
import { edgeMoments } from '../detectors/edge-moments.ts';
import { saveDetector } from '../stream/checkpoint.ts';
import {
  STREAM_DETECTOR,
  runStream,
  type DetectStreamOptions,
} from '../stream/stream-detection.ts';
import { lastScores, type StreamRun } from '../stream/stream-scores.ts';
import { joinRelations } from './join-relations.ts';
import type { StreamState } from './model-state.ts';
import { newElements, referencesOf } from './new-elements.ts';

/** Scores of the last trained relations that a stream model is calibrated by. */
const REFERENCES = 4000;

/** What a model is trained with, and keeps. */
export interface ModelSettings {
  readonly mode: 'static' | 'stream';
  readonly seed: number;
  /** Milliseconds, as asked for; chosen from the relations if absent. */
  readonly moment?: number | undefined;
  readonly tick?: number | undefined;
}

/** Widths chosen in training, in milliseconds; null without times. */
export interface ModelWidths {
  readonly moment: number | null;
  readonly tick: number | null;
  /** Of the stream detector's ticks; null where the stream's gaps say it. */
  readonly clock: number | null;
}

/**
 * What ordinary relations look like, frozen: relations to count, and in stream
 * mode the detector that has seen them. Scoring changes nothing in it.
 */
export interface AnomalyModel {
  readonly settings: ModelSettings;
  readonly widths: ModelWidths;
  readonly relations: Hypergraph;
  /** Null in static mode, where the relations are all there is to know. */
  readonly stream: StreamState | null;
}

/** Name and version of the method that a model of this mode is scored by. */
export function modelDetector(mode: ModelSettings['mode']): string {
  return mode === 'stream' ? STREAM_DETECTOR : DETECTORS.static;
}

/** What is asked of a model. */
export interface ScoreOptions {
  readonly head?: RankingHead | undefined;
  readonly fdr?: number | undefined;
  readonly signal?: StopSignal | undefined;
}

/**
 * Trains a model on all relations of a hypergraph.
 * @throws PolyadError INVALID_ARGUMENT for none, or bad widths; CANCELLED
 * @remarks Static: O(relations). Stream: as long as scoring the stream.
 */
export function trainModel(
  relations: Hypergraph,
  settings: ModelSettings,
  signal?: StopSignal,
): AnomalyModel {
  if (relations.edgeCount === 0) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'There are no relations to train a model on. Give a data set with some.',
    );
  }
  if (settings.mode === 'stream') {
    return trainStream(relations, settings, { signal });
  }
  const { moment, tick } = settings;
  const times = relations.edgeTimes();
  const chosen = edgeMoments(relations.edgeCount, times, { moment, tick });
  return {
    settings,
    relations,
    widths: { moment: chosen.width, tick: chosen.tickWidth, clock: null },
    stream: null,
  };
}

/**
 * The model after further relations; the old one stays as it is.
 *
 * Equal, bit for bit, to training on both sets joined: always in static mode;
 * in stream mode where no relation is without a time while others have one, and
 * where nodes are of several kinds, as long as the joined set would be given the
 * ticks that the first set was (the ticks of the first training stay).
 * @throws PolyadError INVALID_ARGUMENT in stream mode for relations that begin
 * before the model's last one; CANCELLED
 */
export function continueModel(
  model: AnomalyModel,
  more: Hypergraph,
  signal?: StopSignal,
): AnomalyModel {
  const relations = joinRelations(model.relations, more);
  if (model.stream === null) {
    return trainModel(relations, model.settings, signal);
  }
  checkLater(model.relations, more);
  const { settings } = model;
  return trainStream(relations, settings, { before: model, signal });
}

/**
 * Scores relations by what a model knows of others. Nothing is learnt: the
 * score of one does not depend on what else is scored, but for bursts within a
 * tick and for the list of properties worth comparing.
 * @throws PolyadError INVALID_ARGUMENT for a rate or head; CANCELLED
 * @remarks As long as scoring the model's relations and the new ones; in stream
 * mode the detector itself sees the new ones only.
 */
export function scoreWithModel(
  model: AnomalyModel,
  hypergraph: Hypergraph,
  { head = 'combined', fdr = 0.05, signal }: ScoreOptions = {},
): AnomalyDetection {
  checkRate(fdr);
  const { settings, widths, stream } = model;
  const known = model.relations.edgeCount;
  const joined = joinRelations(model.relations, hypergraph);
  const counted = new Bitset(joined.edgeCount);
  for (let edge = 0; edge < known; edge++) counted.add(edge);
  const options: DetectStreamOptions = {
    seed: settings.seed,
    moment: widths.moment ?? undefined,
    tick: widths.tick ?? undefined,
    counted,
    signal,
  };
  const trained = { edges: known, until: lastTime(model.relations) };
  const all =
    stream === null
      ? staticReferences(joined, known, options)
      : streamReferences(joined, { known, stream, widths, options });
  const detection = newElements(all.detection, {
    hypergraph,
    trained,
    references: all.references,
  });
  const { mode } = settings;
  return rankDetection(detection, { of: 'edges', head, mode, fdr });
}

function staticReferences(
  joined: Hypergraph,
  known: number,
  options: DetectStreamOptions,
) {
  const detection = detectEdges(joined, { ...options, mode: 'static' });
  const edges = Uint32Array.from({ length: known }, (_, edge) => edge);
  return { detection, references: referencesOf(detection, edges) };
}

function streamReferences(
  joined: Hypergraph,
  {
    known,
    stream,
    widths,
    options,
  }: {
    readonly known: number;
    readonly stream: StreamState;
    readonly widths: ModelWidths;
    readonly options: DetectStreamOptions;
  },
) {
  const { detector: state, scores } = stream;
  const run: StreamRun = {
    resume: { state, scores, known },
    tick: widths.clock,
    isFrozen: true,
  };
  const { detection, sequence } = runStream(joined, { ...options, run });
  const trained = sequence.filter((edge) => edge < known);
  const last = trained.subarray(Math.max(0, trained.length - REFERENCES));
  return { detection, references: referencesOf(detection, last) };
}

function trainStream(
  relations: Hypergraph,
  settings: ModelSettings,
  {
    before,
    signal,
  }: {
    readonly before?: AnomalyModel;
    readonly signal: StopSignal | undefined;
  },
): AnomalyModel {
  const { seed, moment, tick } = settings;
  const kept = before?.widths;
  const isKept = kept?.clock !== undefined && kept.clock !== null;
  const known = before?.relations.edgeCount ?? 0;
  const ran = runStream(relations, {
    seed,
    signal,
    // where the clock was chosen by the span of the data, so were the moments
    moment: (isKept ? kept.moment : null) ?? moment,
    tick: (isKept ? kept.tick : null) ?? tick,
    run: {
      isOpen: true,
      isGrowing: true,
      ...(before?.stream && {
        resume: {
          state: before.stream.detector,
          scores: before.stream.scores,
          known,
        },
        tick: before.widths.clock,
      }),
    },
  });
  const { width, tickWidth } = ran.moments;
  return {
    settings,
    relations,
    widths: { moment: width, tick: tickWidth, clock: ran.tick },
    stream: {
      detector: saveDetector(ran.detector),
      scores: lastScores(ran, REFERENCES),
    },
  };
}

function checkLater(known: Hypergraph, more: Hypergraph): void {
  const until = lastTime(known);
  const times = more.edgeTimes();
  if (until === null || times === null) return;
  const from = times.reduce((a, b) => (b < a ? b : a), Infinity);
  if (!(from < until)) return;
  const text = (time: number): string => new Date(time).toISOString();
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The new relations begin at ${text(from)}, before the model's last one at ${text(until)}: a stream cannot go back. Give later ones, or train anew on all of them.`,
    { from, until },
  );
}

function lastTime(hypergraph: Hypergraph): number | null {
  const times = hypergraph.edgeTimes();
  const last = times?.reduce((a, b) => (b > a ? b : a), -Infinity);
  return last === undefined || last === -Infinity ? null : last;
}
