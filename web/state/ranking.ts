import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { fetchAnomalies, fetchExplained } from '../api/client.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import type { Anomalies, Anomaly } from '#protocol/anomalies.ts';

const PAGE = 200;
/** Relations explained by one request. */
const EXPLAINED_AT_ONCE = 100;
/** Beyond this many the list is no list any more; narrowing is the way. */
const MOST_ROWS = 5000;

type Facts = Omit<Anomalies, 'results'>;

/**
 * The ranked relations of one data set, strongest first, fetched page by page.
 * Rows come without reasons, which cost far more than ranks; {@link explain} adds
 * them to the rows that somebody looks at.
 */
export class Ranking {
  readonly #dataset: string;
  readonly #total: number;
  readonly #abort = new AbortController();
  readonly #results = signal<readonly Anomaly[]>([]);
  readonly #facts = signal<Facts | null>(null);
  readonly #loading = signal(false);
  readonly #problem = signal<Problem | null>(null);
  readonly #ended = signal(false);
  /** The list in the order that newer labels give it, until somebody takes it. */
  readonly #next = signal<Anomalies | null>(null);
  /** Asked for, so not to be asked for again. */
  readonly #asked = new Set<string>();

  readonly #highest = computed(() =>
    this.#results.value.reduce((most, { score }) => Math.max(most, score), 0),
  );

  readonly byId: ReadonlySignal<ReadonlyMap<string, Anomaly>> = computed(
    () => new Map(this.#results.value.map((anomaly) => [anomaly.id, anomaly])),
  );

  /** @param total - Relations in the data set: the most that can be ranked. */
  constructor(dataset: string, total: number) {
    this.#dataset = dataset;
    this.#total = total;
  }

  get results(): readonly Anomaly[] {
    return this.#results.value;
  }

  get facts(): Facts | null {
    return this.#facts.value;
  }

  get loading(): boolean {
    return this.#loading.value;
  }

  get problem(): Problem | null {
    return this.#problem.value;
  }

  /** Whether every relation that can be listed is here. */
  get complete(): boolean {
    return (
      this.#ended.value ||
      this.#results.value.length >= Math.min(this.#total, MOST_ROWS)
    );
  }

  /** The highest score, which scales bars and colours; labels may move it down the list. */
  get highest(): number {
    return this.#highest.value;
  }

  /** Elements that newer labels would move; null where no newer order waits. */
  get waiting(): number | null {
    return this.#next.value?.teaching?.moved ?? (this.#next.value ? 0 : null);
  }

  /** Fetches the next page; does nothing while one is on its way or none is left. */
  async loadMore(): Promise<void> {
    const offset = this.#results.peek().length;
    if (this.#loading.peek() || this.complete) return;
    this.#loading.value = true;
    this.#problem.value = null;
    try {
      const page = await fetchAnomalies(
        this.#dataset,
        { top: PAGE, offset, explain: false },
        this.#abort.signal,
      );
      const { results, ...facts } = page;
      this.#facts.value = facts;
      this.#results.value = [...this.#results.peek(), ...results];
      this.#ended.value = results.length < PAGE;
    } catch (thrown) {
      this.#problem.value = problemOf(thrown);
    } finally {
      this.#loading.value = false;
    }
  }

  /** Fetches the list as labels order it now; it waits for {@link takeNext}. */
  async fetchNext(): Promise<void> {
    const rows = this.#results.peek().length;
    if (rows === 0) return;
    try {
      const next = await fetchAnomalies(
        this.#dataset,
        { top: rows, offset: 0, explain: false },
        this.#abort.signal,
      );
      const order = this.#results.peek();
      const isSame = next.results.every(({ id }, at) => order[at]?.id === id);
      this.#next.value = isSame ? null : next;
      if (isSame) this.#take(next);
    } catch (thrown) {
      this.#problem.value = problemOf(thrown);
    }
  }

  /** Shows the order that waits. */
  takeNext(): void {
    const next = this.#next.peek();
    if (next) this.#take(next);
    this.#next.value = null;
  }

  #take({ results, ...facts }: Anomalies): void {
    const known = this.byId.peek();
    this.#facts.value = facts;
    this.#results.value = results.map((row) => {
      const explanation = known.get(row.id)?.explanation;
      return explanation ? { ...row, explanation } : row;
    });
    const listed = new Set(results.map(({ id }) => id));
    for (const id of this.#asked) if (!listed.has(id)) this.#asked.delete(id);
  }

  /**
   * Adds reasons to rows of the list that have none.
   * @returns Once the reasons asked for here have come, or could not.
   */
  async explain(ids: readonly string[]): Promise<void> {
    const wanted = ids.filter((id) => {
      const row = this.byId.peek().get(id);
      return row && !row.explanation && !this.#asked.has(id);
    });
    for (const id of wanted) this.#asked.add(id);
    for (let at = 0; at < wanted.length; at += EXPLAINED_AT_ONCE) {
      await this.#explainSome(wanted.slice(at, at + EXPLAINED_AT_ONCE));
    }
  }

  async #explainSome(ids: readonly string[]): Promise<void> {
    try {
      const some = await fetchExplained(this.#dataset, ids, this.#abort.signal);
      const reasons = new Map(some.map(({ id, ...rest }) => [id, rest]));
      this.#results.value = this.#results.peek().map((row) => {
        const { explanation } = reasons.get(row.id) ?? {};
        return explanation ? { ...row, explanation } : row;
      });
    } catch (thrown) {
      for (const id of ids) this.#asked.delete(id);
      this.#problem.value = problemOf(thrown);
    }
  }

  /** Gives up what is on its way. */
  stop(): void {
    this.#abort.abort();
  }
}
