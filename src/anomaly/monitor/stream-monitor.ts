import { OnlineFdr } from '../calibration/online-fdr.ts';
import { RecentScores } from '../calibration/recent-scores.ts';
import { FEWEST_REFERENCES } from '../calibration/reference-scores.ts';
import { DETECTOR_SERIES } from '../drift/detector-series.ts';
import { DriftMonitor, type DriftOptions } from '../drift/drift-monitor.ts';
import { restoreDetector, saveDetector } from '../stream/checkpoint.ts';
import { straightened } from '../stream/straightened.ts';
import {
  StreamDetector,
  type ScoredRelation,
  type StreamDetectorOptions,
} from '../stream/stream-detector.ts';
import { readFacts } from '../stream/stream-facts.ts';
import { SCORE_INDEX, STREAM_SCORES } from '../stream/stream-heads.ts';
import type { AnomalyAlert, MonitorAlert, MonitoredRelation } from './alert.ts';
import { describeDrift, describeFacts } from './describe-alert.ts';
import { memberKey } from './member-key.ts';
import {
  numberBytes,
  numbersOf,
  packParts,
  unpackParts,
} from './packed-parts.ts';

/**
 * What makes a relation an alert: a chance of at most so much (some alerts per
 * relation whatever comes, the default), a false-discovery rate of at most so
 * much (few alerts or none until something is plain), or a score of at least so
 * much.
 */
export type AlertRule =
  | { readonly by: 'chance'; readonly most: number }
  | { readonly by: 'false discoveries'; readonly most: number }
  | { readonly by: 'score'; readonly least: number };

/** About one alert in a thousand ordinary relations. */
const DEFAULT_RULE: AlertRule = { by: 'chance', most: 0.001 };
/** Rate at which discoveries are told where the rule names none. */
const DEFAULT_RATE = 0.05;

/** Heads move a little as they go on learning, also where the stream stays as it is. */
const LEAST_DRIFT = 0.3;

export interface StreamMonitorOptions extends StreamDetectorOptions {
  /** What makes a relation an alert; default the rarest in 1000. */
  readonly rule?: AlertRule | undefined;
  /** Whether relations have no times: each is then a tick of its own. */
  readonly untimed?: boolean | undefined;
  readonly drift?: DriftOptions | undefined;
}

/** Size classes as everywhere: up to 1, 2, 3–4, 5 and more. */
const CLASSES = 4;

/**
 * Scores relations as they come and raises alerts: the stream detector, p-values
 * against the last 2000 scores of the same size class from earlier ticks, online
 * false-discovery rates, and drift of everything the detector says.
 *
 * A relation is judged when its tick closes: with the first relation of a later
 * tick, or at {@link close}. **Late relations** join the open tick.
 * @remarks Memory is constant, some 20 MB and the names of the open tick.
 * Deterministic for a seed; {@link save} and {@link resume} anywhere change no bit.
 */
export class StreamMonitor {
  readonly #detector: StreamDetector;
  readonly #rule: AlertRule;
  readonly #isUntimed: boolean;
  readonly #fdr: OnlineFdr;
  readonly #pooled = new RecentScores();
  readonly #classes = Array.from({ length: CLASSES }, () => new RecentScores());
  readonly #drift: DriftMonitor;
  readonly #observed = new Float64Array(DETECTOR_SERIES.length);
  readonly #onAlert: (alert: MonitorAlert) => void;
  /** Relations of the open tick, and scores of the one that closes. */
  #open: MonitoredRelation[] = [];
  #scores: number[] = [];
  #first = 0;
  #alerts = 0;

  /** @param onAlert - Called for each alert, in order, while a tick closes. */
  constructor(
    options: StreamMonitorOptions,
    onAlert: (alert: MonitorAlert) => void,
  ) {
    this.#onAlert = onAlert;
    const rule = options.rule ?? DEFAULT_RULE;
    this.#rule = rule;
    this.#isUntimed = options.untimed ?? false;
    this.#fdr = new OnlineFdr(
      rule.by === 'false discoveries' ? rule.most : DEFAULT_RATE,
    );
    this.#drift = new DriftMonitor(DETECTOR_SERIES, {
      least: LEAST_DRIFT,
      ...options.drift,
    });
    this.#detector = new StreamDetector(
      { ...options, ...(this.#isUntimed && { tick: 0 }) },
      (scored) => this.#judge(scored),
    );
  }

  /** Relations scored, and alerts raised. */
  get counts(): { readonly scored: number; readonly alerts: number } {
    return { scored: this.#detector.scored, alerts: this.#alerts };
  }

  /** Takes the next relation; one without members is passed over. */
  push(relation: MonitoredRelation): void {
    if (relation.members.length === 0) return;
    this.#detector.push({
      members: relation.members.map(memberKey),
      time: this.#isUntimed
        ? this.#first + this.#open.length
        : (relation.time ?? NaN),
      weights: relation.weights,
    });
    this.#forget();
    this.#open.push(relation);
  }

  /** Closes the open tick. */
  close(): void {
    this.#detector.flush();
    this.#forget();
  }

  /** Everything known, as bytes: what {@link resume} takes. */
  save(): Uint8Array {
    const facts = {
      first: this.#first,
      alerts: this.#alerts,
      open: this.#open,
    };
    const numbers = [
      this.#fdr.facts(),
      this.#pooled.facts(),
      ...this.#classes.map((scores) => scores.facts()),
      ...this.#drift.facts(),
    ];
    return packParts([
      new TextEncoder().encode(JSON.stringify(facts)),
      saveDetector(this.#detector),
      ...numbers.map(numberBytes),
    ]);
  }

  /**
   * Brings a new monitor, made with the same options, to where the saved one was.
   * @throws PolyadError INVALID_DATA if the bytes are no checkpoint of such a monitor.
   */
  resume(bytes: Uint8Array): void {
    const [text, detector, ...rest] = unpackParts(bytes);
    const facts = JSON.parse(new TextDecoder().decode(text)) as {
      first: number;
      alerts: number;
      open: MonitoredRelation[];
    };
    // detector's tables are read in words, so their bytes must be aligned
    restoreDetector(this.#detector, (detector ?? new Uint8Array()).slice());
    const numbers = rest.map(numbersOf);
    const take = (): Float64Array<ArrayBuffer> =>
      numbers.shift() ?? new Float64Array();
    this.#fdr.resume(take());
    this.#pooled.resume(take());
    for (const scores of this.#classes) scores.resume(take());
    this.#drift.resume(numbers);
    this.#first = facts.first;
    this.#alerts = facts.alerts;
    this.#open = facts.open;
  }

  /** A relation of the tick that closes, before the next is scored. */
  #judge({ index, place, scores }: ScoredRelation): void {
    const relation = this.#open[index - this.#first];
    if (!relation) return;
    const score = scores[SCORE_INDEX.combined] ?? 0;
    const straight = straightened(score);
    this.#scores.push(straight);
    const own = this.#classOf(relation);
    const references = (
      own.count < FEWEST_REFERENCES ? this.#pooled : own
    ).read();
    const p = Math.exp(-references.evidence(straight, false));
    const q = this.#fdr.next(p);
    if (this.#isAlert(score, p, q)) {
      const facts = readFacts(this.#detector, place, scores);
      this.#onAlert({
        kind: 'anomaly',
        alert: ++this.#alerts,
        id: relation.id,
        time: isoTime(relation),
        members: relation.members,
        score,
        p,
        q,
        flagged: q <= this.#fdr.rate,
        pBasis: references.reachesTail(straight)
          ? 'model-extrapolated'
          : 'rank',
        heads: headsOf(scores),
        ...describeFacts(facts, relation, p),
      });
    }
    this.#watch(relation, scores);
  }

  #isAlert(score: number, p: number, q: number): boolean {
    const rule = this.#rule;
    if (rule.by === 'score') return score >= rule.least;
    return (rule.by === 'chance' ? p : q) <= rule.most;
  }

  #watch(relation: MonitoredRelation, scores: Float64Array): void {
    const { values } = this.#detector.features;
    DETECTOR_SERIES.forEach(({ at }, i) => {
      const isScore = at < scores.length;
      this.#observed[i] =
        (isScore ? scores[at] : values[at - scores.length]) ?? NaN;
    });
    const alarm = this.#drift.observe(this.#observed);
    if (!alarm) return;
    this.#onAlert({
      kind: 'drift',
      alert: ++this.#alerts,
      id: relation.id,
      time: isoTime(relation),
      text: describeDrift(alarm.changes),
      action: alarm.changes[0]?.action ?? '',
      changes: alarm.changes,
    });
  }

  /** After a tick has closed its scores count, and its names go. */
  #forget(): void {
    if (this.#scores.length === 0) return;
    for (const [i, score] of this.#scores.entries()) {
      const relation = this.#open[i];
      if (relation) this.#classOf(relation).add(score);
      this.#pooled.add(score);
    }
    this.#first += this.#scores.length;
    this.#open = [];
    this.#scores = [];
  }

  #classOf({ members }: MonitoredRelation): RecentScores {
    const size = members.length;
    const which = size <= 2 ? size - 1 : size <= 4 ? 2 : 3;
    return this.#classes[which] ?? this.#pooled;
  }
}

function isoTime({ time }: MonitoredRelation): string | null {
  const date = new Date(time ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function headsOf(scores: Float64Array): AnomalyAlert['heads'] {
  const entries = STREAM_SCORES.flatMap((name, i) => {
    const value = scores[i] ?? NaN;
    if (name === 'combined') return [];
    return [[name, Number.isNaN(value) ? null : value] as const];
  });
  return Object.fromEntries(entries) as AnomalyAlert['heads'];
}
