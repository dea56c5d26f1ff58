import { Random } from '#numeric/random.ts';
import { MadeRelations } from '#compute/cpu/made-relations.ts';
import { OnlineLogistic, RunningScale } from '#compute/cpu/online-logistic.ts';
import { OpenTick } from '#compute/cpu/open-tick.ts';
import {
  FEATURE_COUNT,
  PRESENT,
  RECENT_FEATURE,
  SURPRISE_FEATURE,
  TICK_COUNT_FEATURE,
} from '#compute/cpu/stream-feature-names.ts';
import { StreamFeatures } from '#compute/cpu/stream-features.ts';
import {
  StreamState,
  type StreamStateOptions,
} from '#compute/cpu/stream-state.ts';
import {
  LEARNING,
  LESSONS,
  RECURRING,
  SAYS,
  SCORE_INDEX,
  STREAM_SCORES,
  TRAINED_HEADS,
  type Say,
  type TrainedHead,
} from './stream-heads.ts';
import { TickClock } from './tick-clock.ts';

/** Relations before the first lesson. */
const FIRST_LESSON = 30;
/** Until then a lesson every second relation, later every fourth. */
const FREQUENT_LESSONS = 4000;
/** Least members of a relation that members are removed from or that is united. */
const LEAST_REMOVAL = 4;
const LARGEST_UNION = 24;
/** Relations a lesson waits for one that suits it. */
const LONGEST_WAIT = 4;

/** A relation as it comes. */
export interface StreamEvent {
  /** Ids of its members, each in [0, 2³¹); at least one. */
  readonly members: ArrayLike<number>;
  /** When, in the unit of the tick; NaN joins the open tick. */
  readonly time: number;
  /** Weight of each member, such as flows or bytes; the same in all relations of a stream, or none. */
  readonly weights?: ArrayLike<number> | undefined;
}

export interface StreamDetectorOptions extends StreamStateOptions {
  /** Same seed, same scores; default 0. */
  readonly seed?: number | undefined;
  /**
   * Length of a tick in the unit of the times: relations of a tick are scored
   * together before any is counted. 0 joins equal times only. By default a
   * quarter of the gap that one in twenty stays below, at least 1000, found as
   * the stream goes.
   */
  readonly tick?: number | undefined;
  /** Whether relations carry weights; default false. */
  readonly weighted?: boolean | undefined;
}

/** A tick's facts while it is scored, for those who explain. */
export interface ScoredRelation {
  /** Number of the relation in the stream, from 0. */
  readonly index: number;
  /** Its place in the open tick. */
  readonly place: number;
  /** In the order of STREAM_SCORES; overwritten by the next. */
  readonly scores: Float64Array;
}

/**
 * Scores a stream of relations one tick at a time, in constant memory, each
 * relation by what came before its tick. The features, heads and formulas are in
 * the README of src/anomaly.
 *
 * **Late relations**, of a time before the open tick, are scored and counted
 * with the open tick. A tick fuller than 16,384 relations is closed early.
 * @remarks About 20 MB. Deterministic for a seed; one
 * relation costs O(size²) up to 24 members, O(12 · size) above.
 */
export class StreamDetector {
  readonly state: StreamState;
  readonly features: StreamFeatures;
  readonly open: OpenTick;
  /** Running mean of the volume; null without weights. */
  readonly volumeScale: RunningScale | null;
  readonly scale = new RunningScale(FEATURE_COUNT);
  readonly heads: Readonly<Record<TrainedHead, OnlineLogistic>>;
  readonly clock: TickClock;
  readonly random: Random;
  /** Standardised features of the relation scored last. */
  readonly z = new Float64Array(FEATURE_COUNT);
  /** Relations scored. */
  scored = 0;
  /** Lessons given, and relations the next one has waited for. */
  lesson = 0;
  waited = 0;
  /** Whether scores no longer change what is known. */
  isFrozen = false;

  readonly #made: MadeRelations;
  readonly #trained: readonly OnlineLogistic[];
  readonly #onScore: (relation: ScoredRelation) => void;
  readonly #scores = new Float64Array(STREAM_SCORES.length);
  readonly #madeZ = new Float64Array(FEATURE_COUNT);
  readonly #volume = new Float64Array(1);
  readonly #terms = new Float64Array(SAYS.length);

  /** @param onScore - Called for every relation when its tick closes, in order. */
  constructor(
    options: StreamDetectorOptions,
    onScore: (relation: ScoredRelation) => void,
  ) {
    this.#onScore = onScore;
    this.state = new StreamState(options);
    this.features = new StreamFeatures(this.state);
    this.open = new OpenTick(this.state);
    this.volumeScale = options.weighted === true ? new RunningScale(1) : null;
    this.heads = {
      swap: new OnlineLogistic(LEARNING.swap),
      burst: new OnlineLogistic(LEARNING.burst),
      union: new OnlineLogistic(LEARNING.union),
      removal: new OnlineLogistic(LEARNING.removal),
    };
    this.#trained = TRAINED_HEADS.map((name) => this.heads[name]);
    this.clock = new TickClock(options.tick);
    this.random = new Random(options.seed ?? 0);
    this.#made = new MadeRelations(this.state, this.features, this.random);
    this.#openTick();
  }

  /** Takes the next relation; scores those before it if it begins a tick. */
  push({ members, time, weights }: StreamEvent): void {
    const { open } = this;
    if (this.clock.advances(time, open.count > 0)) this.flush();
    if (!open.hasRoom(members.length)) this.flush();
    this.clock.enter(time);
    open.add(members, weights);
  }

  /** Closes the open tick: scores its relations, then counts them. */
  flush(): void {
    const { open, state } = this;
    if (open.count === 0) return;
    for (let i = 0; i < open.count; i++) {
      this.#score(i);
      this.#onScore({ index: this.scored++, place: i, scores: this.#scores });
      if (!this.isFrozen) this.#learn(i);
    }
    if (!this.isFrozen) this.#fold();
    open.clear();
    if (!this.isFrozen) state.ticks++;
    this.clock.close();
    this.#openTick();
  }

  /**
   * How much goes on: ln of the members' mean number of relations in the tick,
   * and half of ln(1 + mean weight). Not against each member's habit: where a
   * fifth of all is attack, attack is the attacker's habit.
   */
  readVolume(i: number): number {
    const { open, features } = this;
    const begin = open.begin(i);
    const size = open.size(i);
    let weight = 0;
    for (let at = begin; at < begin + size; at++) {
      weight += open.weights[at] ?? 0;
    }
    const busy = features.values[TICK_COUNT_FEATURE] ?? 0;
    return busy + Math.log1p(weight / size) / 2;
  }

  #openTick(): void {
    this.state.tick++;
  }

  #score(i: number): void {
    const { open, features, z, volumeScale } = this;
    const begin = open.begin(i);
    const size = open.size(i);
    const scores = this.#scores;
    const x = features.read(
      open.slots,
      begin,
      size,
      open.pairs,
      open.firstPair(i),
      PRESENT,
      open.hashes[i] ?? 0,
    );
    this.scale.standardise(x, z);
    for (let k = 0; k < TRAINED_HEADS.length; k++) {
      scores[k + 1] = this.#trained[k]?.logit(z) ?? NaN;
    }
    let recurring = 0;
    for (const { feature, weight } of RECURRING) {
      recurring += weight * (z[feature] ?? 0);
    }
    scores[SCORE_INDEX.recurring] = recurring;
    scores[SCORE_INDEX.surprise] = x[SURPRISE_FEATURE] ?? 0;
    scores[SCORE_INDEX.recent] = x[RECENT_FEATURE] ?? 0;
    const volume = volumeScale ? this.readVolume(i) : NaN;
    this.#volume[0] = volume;
    scores[SCORE_INDEX.volume] = volume;
    scores[SCORE_INDEX.combined] = this.#combine();
  }

  /** ln Σ exp(offset + slope · score): whichever head is surest has most of the say. */
  #combine(): number {
    const terms = this.#terms;
    const scores = this.#scores;
    let most = -Infinity;
    let at = 0;
    for (const say of SAYS) {
      const score = scores[SCORE_INDEX[say.head]] ?? NaN;
      const term = Number.isNaN(score) ? -Infinity : this.weigh(say, score);
      terms[at++] = term;
      if (term > most) most = term;
    }
    let sum = 0;
    for (const term of terms) sum += Math.exp(term - most);
    return most + Math.log(sum);
  }

  /** A head's term: volume speaks by how far it is above its mean, others as they are. */
  weigh({ head, offset, slope, fading = 0 }: Say, score: number): number {
    const mean = head === 'volume' ? (this.volumeScale?.means[0] ?? 0) : 0;
    const faded = (fading * this.state.edges) / 1000;
    return offset - faded + slope * (score - mean);
  }

  /** Standardisation moves on; every few relations one lesson is given. */
  #learn(i: number): void {
    const { scale, state, open } = this;
    scale.add(this.features.values);
    this.volumeScale?.add(this.#volume);
    if (state.edges < FIRST_LESSON) return;
    const seen = scale.count;
    if (seen % 4 !== 0 && !(seen < FREQUENT_LESSONS && seen % 2 === 0)) return;
    const [kind, name] = LESSONS[this.lesson % LESSONS.length] ?? [
      'burst',
      'burst',
    ];
    const size = open.size(i);
    const suits =
      kind === 'removal'
        ? size >= LEAST_REMOVAL
        : kind !== 'union' || size < LARGEST_UNION;
    if (!suits && this.waited++ < LONGEST_WAIT) return;
    this.waited = 0;
    this.lesson++;
    if (!suits) return;
    const isBusy = open.count > 1;
    const made = this.#made.make(kind, open.slots, open.begin(i), {
      size,
      isBusy,
    });
    scale.standardise(made, this.#madeZ);
    this.heads[name].learn(this.z, this.#madeZ, this.random);
  }

  #fold(): void {
    const { open, state } = this;
    for (let i = 0; i < open.count; i++) {
      state.fold(
        open.slots,
        open.begin(i),
        open.size(i),
        open.pairs,
        open.firstPair(i),
        open.hashes[i] ?? 0,
      );
    }
  }
}
