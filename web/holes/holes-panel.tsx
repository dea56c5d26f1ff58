import { useSignal } from '@preact/signals';
import { formatCount, formatMinute, formatScore } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { PartChoice } from '../overview/part-choice.tsx';
import { ProblemInline } from '../problem/problem-card.tsx';
import { chooseItems, retry } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import type { Filtration, Store } from '../state/store.ts';
import { DataGrid } from '../table/data-grid.tsx';
import { Barcode } from './barcode.tsx';
import { buildBars, type Bar, type BarsModel } from './bars-model.ts';
import { Diagram } from './diagram.tsx';
import { plainName } from './plain-name.ts';
import { TableToggle } from '../table/table-toggle.tsx';

const FILTRATIONS: readonly Filtration[] = ['size', 'time', 'weight'];

/** What a picture of bars needs: the bars, and how they are read and chosen. */
export interface BarsView {
  readonly model: BarsModel;
  readonly isChosen: (bar: Bar) => boolean;
  readonly choose: (bar: Bar, isAdding: boolean) => void;
  readonly hover: (bar: Bar | null) => void;
  readonly hovered: Bar | null;
  readonly value: (value: number) => string;
}

/** Holes in the data as a barcode and as a diagram, each linked to a cycle of nodes. */
export function HolesPanel() {
  const store = useStore();
  const isTable = useSignal(false);
  const hovered = useSignal<Bar | null>(null);
  const { value: loadable } = store.persistence;
  const found = valueOf(loadable);
  const view = found && viewOf(store, buildBars(found), hovered);
  const hasTime = Boolean(store.dataset.value?.time);
  return (
    <section class="panel holes" aria-label={TEXT.holes.label}>
      <header>
        <PartChoice />
        <span class="caption clip wide-only">{TEXT.holes.note}</span>
        <span class="fill" />
        <select
          class="select"
          aria-label={TEXT.holes.filtration}
          value={store.filtration.value}
          onChange={(event) =>
            (store.filtration.value = event.currentTarget.value as Filtration)
          }
        >
          {FILTRATIONS.filter((one) => one !== 'time' || hasTime).map((one) => (
            <option key={one} value={one}>
              {TEXT.holes.filtrations[one]}
            </option>
          ))}
        </select>
        <TableToggle isTable={isTable} />
      </header>
      <div class="holes-body" aria-busy={loadable.state === 'loading'}>
        {loadable.state === 'failed' ? (
          <ProblemInline
            problem={loadable.problem}
            onRetry={() => retry(store)}
          />
        ) : !view ? (
          <p class="holes-empty" role="status">
            {TEXT.holes.loading}
          </p>
        ) : view.model.bars.length === 0 ? (
          <p class="holes-empty">{TEXT.holes.none}</p>
        ) : isTable.value ? (
          <BarTable view={view} store={store} />
        ) : (
          <>
            <Barcode view={view} />
            <aside class="holes-aside">
              <Diagram view={view} />
              <CycleOf view={view} />
            </aside>
          </>
        )}
      </div>
      <footer>
        <span class="legend">
          <span>
            <i class="bar-sign dim-1" />
            {TEXT.holes.dims[1]}
          </span>
          <span>
            <i class="bar-sign dim-0" />
            {TEXT.holes.dims[0]}
          </span>
        </span>
        <span class="fill" />
        {view && view.model.left > 0 && (
          <span class="faint">
            {TEXT.table.first(
              view.model.bars.length,
              view.model.bars.length + view.model.left,
            )}
          </span>
        )}
      </footer>
    </section>
  );
}

function viewOf(
  store: Store,
  model: BarsModel,
  hovered: { value: Bar | null },
): BarsView {
  const { nodes } = store.selection.value;
  return {
    model,
    hovered: hovered.value,
    hover: (bar) => (hovered.value = bar),
    isChosen: (bar) =>
      bar.nodes.length > 0 && bar.nodes.every((node) => nodes.has(node)),
    choose: (bar, isAdding) =>
      chooseItems(store, 'node', bar.nodes, isAdding ? 'add' : 'only'),
    value: (value) =>
      store.filtration.value === 'time'
        ? formatMinute(value)
        : Number.isInteger(value)
          ? formatCount(value)
          : formatScore(value),
  };
}

/** The nodes that the chosen or hovered bar's cycle goes through. */
function CycleOf({ view }: { view: BarsView }) {
  const { model, hovered, isChosen, value } = view;
  const bar = hovered ?? model.bars.find(isChosen) ?? null;
  if (!bar) return <p class="faint note">{TEXT.holes.hint}</p>;
  return (
    <div class="cycle">
      <h3 class="section-head">
        {TEXT.holes.dims[bar.dim === 1 ? 1 : 0]}
        <small>
          {bar.death === null
            ? TEXT.holes.stays(value(bar.birth))
            : TEXT.holes.lasts(value(bar.birth), value(bar.death))}
        </small>
      </h3>
      <p>{bar.nodes.map(plainName).join(bar.dim === 1 ? ' → ' : ', ')}</p>
    </div>
  );
}

function BarTable({ view, store }: { view: BarsView; store: Store }) {
  const { model, value } = view;
  return (
    <div class="holes-table">
      <DataGrid<Bar>
        label={TEXT.holes.table}
        columns={[
          {
            key: 'dim',
            header: TEXT.table.kind,
            cell: ({ dim }) => TEXT.holes.dims[dim === 1 ? 1 : 0],
          },
          {
            key: 'birth',
            header: TEXT.holes.from[store.filtration.value],
            isNumber: true,
            cell: ({ birth }) => value(birth),
          },
          {
            key: 'death',
            header: TEXT.holes.until,
            isNumber: true,
            cell: ({ death }) =>
              death === null ? TEXT.holes.never : value(death),
          },
          {
            key: 'nodes',
            header: TEXT.holes.cycle,
            cell: ({ nodes }) => nodes.map(plainName).join(', '),
          },
        ]}
        rows={model.bars}
        keyOf={({ key }) => key}
        isChosen={view.isChosen}
        isLifted={() => false}
        onChoose={(bar, mode) => view.choose(bar, mode !== 'only')}
        onOpen={(bar) => view.choose(bar, false)}
        onHover={view.hover}
      />
    </div>
  );
}
