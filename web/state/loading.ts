import { effect } from '@preact/signals';
import {
  fetchAnomaly,
  fetchEdge,
  fetchMatrixLayout,
  fetchNeighbourhood,
  fetchOverlapGroups,
  fetchOverview,
  fetchPersistence,
  fetchTimeline,
} from '../api/client.ts';
import { keepLabels } from '../labels/keep-labels.ts';
import { overviewQuery } from '../overview/overview-query.ts';
import { openEdge, sayOpened } from './actions.ts';
import { keepLoaded } from './loadable.ts';
import type { Store } from './store.ts';

/** As many relations as bands can show before they say nothing. */
const MOST_BANDS = 30;
/** As many as rows and tables list. */
const MOST_COLUMNS = 500;
const BINS = 240;
/** A filter that leaves fewer rows than this makes the list reach further down. */
const FEW_ROWS = 30;
const REACH = 2000;

/** Keeps what the views show in step with what is open. */
export function startLoading(store: Store): void {
  keepLoaded(store.timeline, store.attempt, (signal) => {
    const dataset = store.dataset.value;
    if (!dataset?.time) return null;
    return fetchTimeline(dataset.id, BINS, signal);
  });
  keepLoaded(store.edge, store.attempt, (signal) => {
    const dataset = store.datasetId.value;
    const focus = store.focus.value;
    if (dataset === null || focus === null) return null;
    return fetchEdge(dataset, focus, signal);
  });
  keepLoaded(store.beyond, store.attempt, (signal) => {
    const dataset = store.datasetId.value;
    const focus = store.focus.value;
    const ranking = store.ranking.value;
    if (dataset === null || focus === null || !ranking) return null;
    if (ranking.results.length === 0 || ranking.byId.value.has(focus))
      return null;
    return fetchAnomaly(dataset, focus, signal);
  });
  keepLoaded(store.neighbourhood, store.attempt, (signal) => {
    const dataset = store.datasetId.value;
    const focus = store.focus.value;
    if (dataset === null || focus === null) return null;
    const isBands = store.shownDrawing.value === 'bands';
    const limit = isBands ? MOST_BANDS : MOST_COLUMNS;
    const options = { s: store.s.value, limit };
    return fetchNeighbourhood(dataset, focus, options, signal);
  });
  loadOverview(store);
  keepLabels(store);
  effect(() => openFirst(store));
  effect(() => explainOpen(store));
  effect(() => {
    if (store.labelsSent.value > 0) void store.ranking.peek()?.fetchNext();
  });
  effect(() => reachFurther(store));
}

/** What the overview shows, while it is shown. */
function loadOverview(store: Store): void {
  const shown = () =>
    store.view.value === 'overview' ? store.datasetId.value : null;
  keepLoaded(store.overview, store.attempt, (signal) => {
    const dataset = shown();
    if (dataset === null) return null;
    return fetchOverview(dataset, overviewQuery(store.filters.value), signal);
  });
  keepLoaded(store.overlap, store.attempt, (signal) => {
    const dataset = shown();
    return dataset === null ? null : fetchOverlapGroups(dataset, signal);
  });
  keepLoaded(store.persistence, store.attempt, (signal) => {
    const dataset = shown();
    if (dataset === null || store.overviewPart.value !== 'holes') return null;
    const filtration = store.filtration.value;
    return fetchPersistence(dataset, filtration, signal);
  });
  keepLoaded(store.matrixLayout, store.attempt, (signal) => {
    const dataset = shown();
    const s = store.overviewS.value;
    if (dataset === null || s === null) return null;
    const order = store.matrixOrder.value;
    const edge = store.focus.value;
    return fetchMatrixLayout(dataset, { order, s, edge }, signal);
  });
}

/** The open relation's reasons come before those of the rows round it. */
function explainOpen(store: Store): void {
  const focus = store.focus.value;
  const ranking = store.ranking.value;
  const row = ranking?.byId.value.get(focus ?? '');
  if (!ranking || !row || row.explanation) return;
  void ranking.explain([row.id]).then(() => {
    if (store.focus.peek() === row.id) sayOpened(store);
  });
}

/** A list that has rows has one of them open. */
function openFirst(store: Store): void {
  const ranking = store.ranking.value;
  const first = ranking?.results[0];
  if (!first || store.focus.value !== null) return;
  const rank = store.wantedRank.value ?? 1;
  const wanted = ranking.results[rank - 1];
  if (!wanted && rank <= REACH && !ranking.complete && !ranking.problem) {
    void ranking.loadMore();
    return;
  }
  openEdge(store, (wanted ?? first).id);
}

function reachFurther(store: Store): void {
  const ranking = store.ranking.value;
  if (!ranking || ranking.loading || ranking.problem || ranking.complete)
    return;
  if (store.visible.value.length >= FEW_ROWS) return;
  // Flagged ones come first, so once all are here there are no more further down.
  const { onlyFlagged } = store.filters.value;
  const flagged = ranking.facts?.flagged ?? 0;
  if (onlyFlagged && ranking.results.length >= flagged) return;
  if (ranking.results.length < REACH) void ranking.loadMore();
}
