import { useComputed } from '@preact/signals';
import { TEXT } from '../messages.ts';
import {
  buildRows,
  MOST_ROWS,
  ROW_ORDERS,
  type RowOrder,
} from '../rows/rows-model.ts';
import { RowsView } from '../rows/rows-view.tsx';
import { showDrawing } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { TooLarge } from './too-large.tsx';

/** The neighbourhood as rows and columns. */
export function RowsOfPicture() {
  const store = useStore();
  const model = useComputed(() => {
    const neighbourhood = valueOf(store.neighbourhood.value);
    const kinds = Object.entries(store.dataset.value?.kinds ?? {})
      .sort((a, b) => b[1] - a[1])
      .map(([kind]) => kind);
    return neighbourhood
      ? buildRows(neighbourhood, {
          lookOf: store.lookOf.value,
          order: store.rowOrder.value,
          kinds,
          brush: store.filters.value.brush,
        })
      : null;
  });
  if (model.value) return <RowsView model={model.value} />;
  return valueOf(store.neighbourhood.value) ? (
    <TooLarge most={MOST_ROWS} />
  ) : null;
}

/** Above the rows: why they are not bands, what they leave out, and their order. */
export function RowsStrip() {
  const store = useStore();
  const neighbourhood = valueOf(store.neighbourhood.value);
  const isInstead = store.drawing.value === 'bands';
  const percent = store.handOver.value?.percent ?? null;
  const left = neighbourhood ? neighbourhood.total - neighbourhood.shown : 0;
  return (
    <div class="rows-strip">
      {isInstead && (
        <span role="status">
          {percent === null
            ? TEXT.rows.insteadLarge
            : TEXT.rows.instead(percent)}{' '}
          {percent !== null && (
            <button
              type="button"
              class="button"
              onClick={() => showDrawing(store, 'bands')}
            >
              {TEXT.rows.bands}
            </button>
          )}
        </span>
      )}
      {neighbourhood && left > 0 && (
        <span>
          {TEXT.picture.leftOut(neighbourhood.shown, neighbourhood.total)}
        </span>
      )}
      {!isInstead && left <= 0 && (
        <span class="faint wide-only">{TEXT.rows.hint}</span>
      )}
      <span class="fill" />
      <select
        class="select"
        aria-label={TEXT.rows.order}
        value={store.rowOrder.value}
        onChange={(event) =>
          (store.rowOrder.value = event.currentTarget.value as RowOrder)
        }
      >
        {ROW_ORDERS.map((order) => (
          <option key={order} value={order}>
            {TEXT.rows.orders[order]}
          </option>
        ))}
      </select>
    </div>
  );
}
