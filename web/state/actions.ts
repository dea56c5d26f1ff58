import { batch } from '@preact/signals';
import { fetchDatasets } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import type { TimeRange } from '#protocol/time-range.ts';
import { formatScore } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { WHOLE } from '../overview/viewport.ts';
import { NO_FILTERS, type Filters } from './filters.ts';
import { valueOf } from './loadable.ts';
import { Ranking } from './ranking.ts';
import {
  choose,
  NOTHING,
  type ChooseMode,
  type Item,
  type Selection,
} from './selection.ts';
import type { Drawing, Store, View } from './store.ts';

/** Asks for the data sets and opens `wanted`, else the one that is open, else the first. */
export async function loadDatasets(
  store: Store,
  wanted?: string,
): Promise<void> {
  const previous = valueOf(store.datasets.peek());
  store.datasets.value = { state: 'loading', previous };
  try {
    const value = await fetchDatasets();
    const has = (id: string | null | undefined) =>
      value.some((dataset) => dataset.id === id);
    const open = [wanted, store.datasetId.peek(), value[0]?.id].find(has);
    batch(() => {
      store.access.value = 'open';
      store.datasets.value = { state: 'ready', value };
      if (open && (open === wanted || open !== store.datasetId.peek())) {
        openDataset(store, open);
      }
    });
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (!problem) return;
    const locked = problem.status === 401 || problem.status === 403;
    store.access.value = locked ? 'locked' : 'open';
    store.datasets.value = { state: 'failed', problem };
  }
}

/** Shows another data set from its strongest relation on; filters and choices start over. */
export function openDataset(store: Store, id: string): void {
  batch(() => {
    store.ranking.peek()?.stop();
    store.datasetId.value = id;
    store.filters.value = NO_FILTERS;
    store.order.value = 'strongest';
    store.selection.value = NOTHING;
    store.hover.value = null;
    store.focus.value = null;
    store.s.value = 1;
    store.groupS.value = null;
    store.matrixView.value = WHOLE;
    store.pins.value = new Map();
    store.hidden.value = NOTHING;
    store.removed.value = NOTHING;
    store.apart.value = new Set();
    store.said.value = new Map();
    store.labelKeeping.value = { state: 'idle' };
    store.labelsSent.value = 0;
    const dataset = store.dataset.value;
    const ranking = dataset ? new Ranking(id, dataset.edges) : null;
    store.ranking.value = ranking;
    void ranking?.loadMore();
  });
}

/** Draws and explains a relation; it becomes the only choice. */
export function openEdge(store: Store, id: string): void {
  batch(() => {
    store.focus.value = id;
    store.wantedRank.value = null;
    store.selection.value = choose(NOTHING, { type: 'edge', id }, 'only');
    store.hover.value = null;
    sayOpened(store);
  });
}

/** Tells a screen reader which relation is open, and why it ranks there if that is known. */
export function sayOpened(store: Store): void {
  const anomaly = store.focused.value;
  store.spoken.value = anomaly
    ? TEXT.spoken.opened(
        anomaly.id,
        formatScore(anomaly.score),
        anomaly.rank,
        anomaly.explanation?.text ?? '',
      )
    : TEXT.spoken.openedUnranked(store.focus.value ?? '');
}

/** Shows the list in the order that labels give it; what is open stays open. */
export function rankAgain(store: Store): void {
  const ranking = store.ranking.value;
  const moved = ranking?.waiting ?? 0;
  ranking?.takeNext();
  store.spoken.value = TEXT.taught.ranked(moved);
}

/** Opens the relation `by` places further down the list; fetches more near its end. */
export function step(store: Store, by: number): void {
  const visible = store.visible.value;
  const focus = store.focus.value;
  const at = visible.findIndex(({ id }) => id === focus);
  const next = Math.max(0, Math.min(visible.length - 1, at + by));
  const target = visible[at < 0 ? 0 : next];
  if (target && target.id !== focus) openEdge(store, target.id);
  if (next > visible.length - 20) void store.ranking.value?.loadMore();
}

export function chooseItem(store: Store, item: Item, mode: ChooseMode): void {
  setSelection(store, choose(store.selection.value, item, mode));
}

/** Chooses several at once; `only` leaves nothing else chosen. */
export function chooseItems(
  store: Store,
  type: Item['type'],
  ids: readonly string[],
  mode: Exclude<ChooseMode, 'toggle'>,
): void {
  const key = type === 'edge' ? 'edges' : 'nodes';
  const base = mode === 'only' ? NOTHING : store.selection.value;
  setSelection(store, { ...base, [key]: new Set([...base[key], ...ids]) });
}

/** Replaces the choice, and says how much is chosen. */
export function setSelection(store: Store, selection: Selection): void {
  store.selection.value = selection;
  const { edges, nodes } = selection;
  store.spoken.value = TEXT.spoken.chosen(edges.size, nodes.size);
}

/** Back to the focus relation alone. */
export function clearChoice(store: Store): void {
  const focus = store.focus.value;
  store.selection.value =
    focus === null
      ? NOTHING
      : choose(NOTHING, { type: 'edge', id: focus }, 'only');
}

/** Draws in another way; asking for bands again overrides a hand-over. */
export function showDrawing(store: Store, drawing: Drawing): void {
  batch(() => {
    const { handOver } = store;
    if (drawing === 'bands' && handOver.value) {
      handOver.value = { ...handOver.value, isRefused: true };
    }
    store.drawing.value = drawing;
  });
}

/**
 * Bands give way to rows for the open relation, unless that was refused.
 * @param percent - False enclosures; null if there are too many members.
 */
export function handOver(store: Store, percent: number | null): void {
  const focus = store.focus.value;
  const s = store.s.value;
  const before = store.handOver.value;
  if (focus === null) return;
  if (before?.focus === focus && before.s === s) return;
  store.handOver.value = { focus, s, percent, isRefused: false };
}

export function setFilters(store: Store, change: Partial<Filters>): void {
  store.filters.value = { ...store.filters.value, ...change };
}

export function setBrush(store: Store, brush: TimeRange | null): void {
  setFilters(store, { brush });
}

export function showView(store: Store, view: View): void {
  store.view.value = view;
}

/** Asks again for whatever failed. */
export function retry(store: Store): void {
  store.attempt.value++;
  if (store.datasets.value.state === 'failed') void loadDatasets(store);
  void store.ranking.value?.loadMore();
}
