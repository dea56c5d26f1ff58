import type { ComponentChildren } from 'preact';
import { displayName } from '../marks/kinds.ts';
import { formatDays, formatMinutes } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { bringBack } from '../picture/edit-actions.ts';
import { clearChoice, setBrush, setFilters } from '../state/actions.ts';
import { isFiltered, type Range } from '../state/filters.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { BringSteps } from '../bring/bring-steps.tsx';
import { Icon } from './icon.tsx';

/** What every view is looking at, and the one place to clear any of it. */
export function ContextLine({ onTime }: { onTime: () => void }) {
  const store = useStore();
  const dataset = store.dataset.value;
  if (store.view.value === 'bring') {
    const { step } = store.bring.value;
    return (
      <section class="context" aria-label={TEXT.context.label}>
        <BringSteps />
        <span class="fill" />
        {(step === 'choose' || step === 'mapping') && (
          <span class="faint wide-only">{TEXT.bring.promise}</span>
        )}
      </section>
    );
  }
  if (!dataset) {
    return (
      <section class="context" aria-label={TEXT.context.label}>
        <span class="faint">{TEXT.context.noData}</span>
      </section>
    );
  }
  return (
    <section class="context" aria-label={TEXT.context.label}>
      <TimeChip onTime={onTime} />
      <ChoiceChip />
      <AwayChips />
      <FilterChips />
      <span class="fill" />
      <Counts />
    </section>
  );
}

function TimeChip({ onTime }: { onTime: () => void }) {
  const store = useStore();
  const time = store.dataset.value?.time;
  const { brush } = store.filters.value;
  if (!time) return <span class="chip faint">{TEXT.context.noTime}</span>;
  const words = brush
    ? formatMinutes(brush.from, brush.to)
    : formatDays(time.from, time.to);
  return (
    <Chip
      on={brush !== null}
      onClear={brush ? () => setBrush(store, null) : undefined}
      clearName={TEXT.context.clearTime}
    >
      <button
        type="button"
        class="chip-text"
        title={TEXT.context.fields}
        onClick={onTime}
      >
        <b>{words}</b> {TEXT.context.utc}
      </button>
    </Chip>
  );
}

function ChoiceChip() {
  const store = useStore();
  const { edges, nodes } = store.selection.value;
  if (edges.size + nodes.size === 0) return null;
  const isFocusAlone =
    nodes.size === 0 && edges.size === 1 && edges.has(store.focus.value ?? '');
  return (
    <Chip
      on
      onClear={isFocusAlone ? undefined : () => clearChoice(store)}
      clearName={TEXT.context.clearChoice}
    >
      {TEXT.context.chosen(edges.size, nodes.size)}
    </Chip>
  );
}

/** What was taken out of the picture, and the way back. */
function AwayChips() {
  const store = useStore();
  return (
    <>
      {(['hidden', 'removed'] as const).map((how) => {
        const { edges, nodes } = store[how].value;
        const count = edges.size + nodes.size;
        return count === 0 ? null : (
          <Chip
            key={how}
            onClear={() => bringBack(store, how)}
            clearName={TEXT.edit.back[how]}
          >
            {TEXT.edit.chip(how, count)}
          </Chip>
        );
      })}
    </>
  );
}

function FilterChips() {
  const store = useStore();
  const { onlyFlagged, onlyUnlabelled, search, node, week } =
    store.filters.value;
  const { sizes, degrees, scores } = store.filters.value;
  const words = search.trim();
  const name = node === null ? '' : displayName(node, kindOf(node));
  return (
    <>
      {onlyFlagged && (
        <Chip
          onClear={() => setFilters(store, { onlyFlagged: false })}
          clearName={TEXT.context.clear(TEXT.context.flagged)}
        >
          {TEXT.context.flagged}
        </Chip>
      )}
      {onlyUnlabelled && (
        <Chip
          onClear={() => setFilters(store, { onlyUnlabelled: false })}
          clearName={TEXT.context.clear(TEXT.labels.without)}
        >
          {TEXT.context.unlabelled}
        </Chip>
      )}
      {words !== '' && (
        <Chip
          onClear={() => setFilters(store, { search: '' })}
          clearName={TEXT.context.clear(TEXT.context.contains(words))}
        >
          <span class="clip">{TEXT.context.contains(words)}</span>
        </Chip>
      )}
      {node !== null && (
        <Chip
          onClear={() => setFilters(store, { node: null })}
          clearName={TEXT.context.clear(TEXT.context.withNode(name))}
        >
          <span class="clip">{TEXT.context.withNode(name)}</span>
        </Chip>
      )}
      {week && (
        <Chip
          onClear={() => setFilters(store, { week: null })}
          clearName={TEXT.context.clear(TEXT.week.stretch(week))}
        >
          <b>{TEXT.week.stretch(week)}</b>
        </Chip>
      )}
      <RangeChip
        what={TEXT.context.members}
        range={sizes}
        onClear={() => setFilters(store, { sizes: null })}
      />
      <RangeChip
        what={TEXT.context.degrees}
        range={degrees}
        onClear={() => setFilters(store, { degrees: null })}
      />
      <RangeChip
        what={TEXT.context.scores}
        range={scores}
        onClear={() => setFilters(store, { scores: null })}
      />
    </>
  );
}

function RangeChip(props: {
  what: string;
  range: Range | null;
  onClear: () => void;
}) {
  const { what, range } = props;
  if (!range) return null;
  const words = TEXT.context.range(range.from, range.to);
  return (
    <Chip
      onClear={props.onClear}
      clearName={TEXT.context.clear(`${what} ${words}`)}
    >
      {what} <b>{words}</b>
    </Chip>
  );
}

/** Ids of several columns begin with their kind and a colon. */
function kindOf(node: string): string | null {
  return /^([^:]+):/.exec(node)?.[1] ?? null;
}

function Counts() {
  const store = useStore();
  const dataset = store.dataset.value;
  if (!dataset) return null;
  const overview = valueOf(store.overview.value);
  if (store.view.value === 'overview' && overview) {
    const { edges, nodes } = overview;
    return (
      <span class="faint wide-only" role="status">
        {TEXT.context.shown(edges.kept, edges.count)} ·{' '}
        {TEXT.context.shownNodes(nodes.kept, nodes.count)}
      </span>
    );
  }
  const shown = isFiltered(store.filters.value)
    ? store.visible.value.length
    : dataset.edges;
  return (
    <span class="faint wide-only" role="status">
      {TEXT.context.shown(shown, dataset.edges)} · {TEXT.nodes(dataset.nodes)}
    </span>
  );
}

function Chip(props: {
  on?: boolean;
  onClear?: (() => void) | undefined;
  clearName: string;
  children: ComponentChildren;
}) {
  return (
    <span class={props.on ? 'chip on' : 'chip'}>
      {props.children}
      {props.onClear && (
        <button
          type="button"
          class="clear"
          aria-label={props.clearName}
          title={props.clearName}
          onClick={props.onClear}
        >
          <Icon name="cross" size={11} />
        </button>
      )}
    </span>
  );
}
