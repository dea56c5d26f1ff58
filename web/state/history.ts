import { batch, computed, effect, signal, type Signal } from '@preact/signals';
import type { Store } from './store.ts';

/** Steps kept. */
const MOST_STEPS = 200;
/** Changes of one thing within this time are one step: typing, nudging, dragging. */
const ONE_STEP = 700;

/** What an undo brings back, by name. */
const REMEMBERED = [
  'view',
  'drawing',
  'filters',
  'order',
  'focus',
  'selection',
  's',
  'rowOrder',
  'pins',
  'said',
  'hidden',
  'removed',
  'apart',
  'look',
  'matrixOrder',
  'tileMeaning',
  'groupS',
  'overviewPart',
  'filtration',
] as const satisfies readonly (keyof Store)[];

export type Remembered = (typeof REMEMBERED)[number];

type Snapshot = Readonly<Record<Remembered, unknown>>;

/** One step of the analysis: what it changed, and how things were before. */
interface Step {
  readonly changed: readonly Remembered[];
  readonly before: Snapshot;
  readonly at: number;
}

/**
 * The steps of an analysis, which can be taken back and made again. It watches
 * the store, so that no action needs to know of it; another data set starts over.
 */
export class History {
  readonly #store: Store;
  readonly #past = signal<readonly Step[]>([]);
  readonly #future = signal<readonly Step[]>([]);
  #current: Snapshot;
  #dataset: string | null;
  #isRestoring = false;

  /** What the next undo and redo change; empty where there is none. */
  readonly undoes = computed(() => this.#past.value.at(-1)?.changed ?? []);
  readonly redoes = computed(() => this.#future.value.at(-1)?.changed ?? []);

  /** @param now - The clock, milliseconds. */
  constructor(store: Store, now: () => number = () => performance.now()) {
    this.#store = store;
    this.#current = snapshotOf(store);
    this.#dataset = store.datasetId.peek();
    effect(() => {
      const next = snapshotOf(store);
      const dataset = store.datasetId.value;
      if (dataset !== this.#dataset) this.#startOver(dataset);
      else if (!this.#isRestoring) this.#record(next, now());
      this.#current = next;
    });
  }

  undo(): void {
    this.#move(this.#past, this.#future);
  }

  redo(): void {
    this.#move(this.#future, this.#past);
  }

  #move(from: Signal<readonly Step[]>, to: Signal<readonly Step[]>): void {
    const step = from.peek().at(-1);
    if (!step) return;
    const { changed } = step;
    const back: Step = { changed, before: this.#current, at: -Infinity };
    this.#isRestoring = true;
    batch(() => {
      from.value = from.peek().slice(0, -1);
      to.value = [...to.peek(), back];
      restore(this.#store, step.before);
    });
    this.#isRestoring = false;
  }

  #record(next: Snapshot, at: number): void {
    const before = this.#current;
    const changed = REMEMBERED.filter((name) => before[name] !== next[name]);
    // the first relation of a list opens by itself
    if (changed.length === 0 || before.focus === null) return;
    const past = this.#past.peek();
    const last = past.at(-1);
    const isSameStep =
      last !== undefined &&
      changed.length === 1 &&
      changed[0] !== 'selection' &&
      last.changed.join() === changed.join() &&
      at - last.at < ONE_STEP;
    this.#future.value = [];
    this.#past.value = isSameStep
      ? [...past.slice(0, -1), { ...last, at }]
      : [...past, { changed, before, at }].slice(-MOST_STEPS);
  }

  #startOver(dataset: string | null): void {
    this.#dataset = dataset;
    this.#past.value = [];
    this.#future.value = [];
  }
}

function snapshotOf(store: Store): Snapshot {
  return Object.fromEntries(
    REMEMBERED.map((name) => [name, store[name].value]),
  ) as unknown as Snapshot;
}

function restore(store: Store, snapshot: Snapshot): void {
  for (const name of REMEMBERED) {
    (store[name] as Signal<unknown>).value = snapshot[name];
  }
}
