import { TEXT } from '../messages.ts';
import { setFilters } from '../state/actions.ts';
import { ORDERS, type Order } from '../state/filters.ts';
import { useStore } from '../state/store-context.ts';
import { RankedList } from './ranked-list.tsx';

/** The ranked relations, their order and the flagged ones alone. */
export function TriagePanel() {
  const store = useStore();
  const { flagged, guarantee } = store.ranking.value?.facts ?? {};
  return (
    <section class="panel triage" aria-label={TEXT.triage.label}>
      <header>
        <h2>{TEXT.triage.title}</h2>
        {flagged !== undefined && (
          <span class="tag">{TEXT.triage.flagged(flagged)}</span>
        )}
        <span class="fill" />
        <OrderChoice />
      </header>
      <FlaggedChoice />
      <RankedList />
      {guarantee && (
        <footer>
          <p class="caveat">{guarantee.text}</p>
        </footer>
      )}
    </section>
  );
}

function OrderChoice() {
  const store = useStore();
  return (
    <select
      class="select"
      aria-label={TEXT.triage.order}
      value={store.order.value}
      onChange={(event) => {
        store.order.value = event.currentTarget.value as Order;
      }}
    >
      {ORDERS.map((order) => (
        <option key={order} value={order}>
          {TEXT.triage.orders[order]}
        </option>
      ))}
    </select>
  );
}

function FlaggedChoice() {
  const store = useStore();
  const { onlyFlagged } = store.filters.value;
  const choice = (value: boolean, label: string) => (
    <button
      type="button"
      class="chip"
      aria-pressed={onlyFlagged === value}
      onClick={() => setFilters(store, { onlyFlagged: value })}
    >
      {label}
    </button>
  );
  return (
    <div class="triage-filters" role="group" aria-label={TEXT.triage.which}>
      {choice(false, TEXT.triage.all)}
      {choice(true, TEXT.triage.onlyFlagged)}
    </div>
  );
}
