import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Anomaly } from '#protocol/anomalies.ts';
import { TEXT } from '../messages.ts';
import { openEdge, setFilters, step } from '../state/actions.ts';
import { isFiltered, NO_FILTERS } from '../state/filters.ts';
import { useStore } from '../state/store-context.ts';
import { optionId, RankedRow, ROW_HEIGHT } from './ranked-row.tsx';

const SPARE_ROWS = 6;
/** A list that has not moved for this long is being read. */
const RESTED_MS = 80;

/**
 * The list itself. Only rows near the window are in the document; the focus
 * relation's row is scrolled into it, so that the active option always exists.
 */
export function RankedList() {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const scrolled = useSignal(0);
  const height = useSignal(600);
  const width = useSignal(326);
  const rows = store.visible.value;
  const ranking = store.ranking.value;
  const focus = store.focus.value;

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      height.value = element.clientHeight;
      width.value = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [height, width]);

  useSignalEffect(() => {
    const at = store.visible.value.findIndex(
      ({ id }) => id === store.focus.value,
    );
    const element = box.current;
    if (at >= 0 && element) scrollToRow(element, at);
  });

  const first = Math.max(
    0,
    Math.floor(scrolled.value / ROW_HEIGHT) - SPARE_ROWS,
  );
  const count = Math.ceil(height.value / ROW_HEIGHT) + 2 * SPARE_ROWS;
  const shown = rows.slice(first, first + count);
  useReasons(shown);
  const active = shown.find(({ id }) => id === focus);
  const page = Math.max(1, Math.floor(height.value / ROW_HEIGHT) - 1);
  return (
    <div
      ref={box}
      class="ranked"
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget;
        scrolled.value = scrollTop;
        const left = rows.length * ROW_HEIGHT - scrollTop - height.value;
        if (left < 10 * ROW_HEIGHT) void ranking?.loadMore();
      }}
    >
      <div
        id="ranked"
        class="ranked-rows"
        role="listbox"
        tabIndex={0}
        aria-label={TEXT.triage.list}
        aria-activedescendant={active ? optionId(active) : undefined}
        style={{ height: `${String(rows.length * ROW_HEIGHT)}px` }}
        onKeyDown={(event) => {
          const by = stepOf(event.key, page, rows.length);
          if (by === 0) return;
          event.preventDefault();
          step(store, by);
        }}
      >
        {shown.map((anomaly, index) => (
          <RankedRow
            key={anomaly.id}
            anomaly={anomaly}
            index={first + index}
            count={rows.length}
            width={width.value}
            isOpen={anomaly.id === focus}
            highest={ranking?.highest ?? 0}
            lookOf={store.lookOf.value}
            label={store.labels.value.get(anomaly.id)?.label ?? null}
            onOpen={() => openEdge(store, anomaly.id)}
          />
        ))}
      </div>
      <ListEnd />
    </div>
  );
}

/** Asks for the reasons of rows in the window, once scrolling rests. */
function useReasons(rows: readonly Anomaly[]): void {
  const store = useStore();
  const wanted = rows.filter(({ explanation }) => !explanation);
  const key = wanted.map(({ id }) => id).join('\n');
  useEffect(() => {
    if (key === '') return undefined;
    const timer = setTimeout(() => {
      void store.ranking.value?.explain(key.split('\n'));
    }, RESTED_MS);
    return () => clearTimeout(timer);
  }, [key, store]);
}

function scrollToRow(element: HTMLElement, at: number): void {
  const top = at * ROW_HEIGHT;
  const bottom = top + ROW_HEIGHT;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + element.clientHeight) {
    element.scrollTop = bottom - element.clientHeight;
  }
}

function stepOf(key: string, page: number, all: number): number {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -all,
    End: all,
  };
  return steps[key] ?? 0;
}

/** What comes after the last row: more, nothing more, or why there is nothing. */
function ListEnd() {
  const store = useStore();
  const ranking = store.ranking.value;
  if (!ranking || (ranking.loading && ranking.results.length === 0)) {
    return (
      <>
        <p class="spoken" role="status">
          {TEXT.triage.loading}
        </p>
        {Array.from({ length: 9 }, (_, index) => (
          <div key={index} class="ghost" style={{ opacity: 1 - index * 0.1 }}>
            <i />
            <i style={{ width: `${String(70 - ((index * 17) % 30))}%` }} />
            <i style={{ width: `${String(45 - ((index * 11) % 20))}%` }} />
          </div>
        ))}
      </>
    );
  }
  const searched = ranking.results.length;
  if (searched === 0)
    return <p class="ranked-end">{TEXT.triage.nothingScored}</p>;
  return (
    <div class="ranked-end">
      {store.visible.value.length === 0 && <span>{TEXT.triage.nothing}</span>}
      <span role="status">
        {ranking.loading
          ? TEXT.triage.loadingMore
          : TEXT.triage.ended(searched, store.dataset.value?.edges ?? 0)}
      </span>
      {ranking.problem && <span role="alert">{ranking.problem.message}</span>}
      {/* It stays while more is on its way, or the keyboard focus would fall off it. */}
      {!ranking.complete && (
        <button
          type="button"
          class="button"
          aria-disabled={ranking.loading}
          onClick={() => void ranking.loadMore()}
        >
          {TEXT.triage.loadMore}
        </button>
      )}
      {store.visible.value.length === 0 && isFiltered(store.filters.value) && (
        <button
          type="button"
          class="button"
          onClick={() => setFilters(store, NO_FILTERS)}
        >
          {TEXT.triage.clearFilters}
        </button>
      )}
    </div>
  );
}
