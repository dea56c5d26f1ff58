import { LabelProgress } from '../labels/label-progress.tsx';
import { TaughtStrip } from '../labels/taught-strip.tsx';
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
      <WhichChoice />
      <LabelProgress />
      <TaughtStrip />
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

function WhichChoice() {
  const store = useStore();
  const { onlyFlagged, onlyUnlabelled } = store.filters.value;
  const choice = (isOn: boolean, label: string, act: () => void) => (
    <button type="button" class="chip" aria-pressed={isOn} onClick={act}>
      {label}
    </button>
  );
  return (
    <div class="triage-filters" role="group" aria-label={TEXT.triage.which}>
      {choice(!onlyFlagged && !onlyUnlabelled, TEXT.triage.all, () =>
        setFilters(store, { onlyFlagged: false, onlyUnlabelled: false }),
      )}
      {choice(onlyFlagged, TEXT.triage.onlyFlagged, () =>
        setFilters(store, { onlyFlagged: !onlyFlagged }),
      )}
      {store.canLabel.value &&
        choice(onlyUnlabelled, TEXT.labels.without, () =>
          setFilters(store, { onlyUnlabelled: !onlyUnlabelled }),
        )}
    </div>
  );
}
