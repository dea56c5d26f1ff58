import { useComputed, useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { MOST_SVG_MARKS, type Shape } from '../drawing/shape.ts';
import { SvgShapes } from '../drawing/svg-shapes.tsx';
import { textWidth } from '../frame/text-width.ts';
import { formatCount } from '../marks/format.ts';
import { scoreLevel } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { chooseItem, clearChoice, openEdge } from '../state/actions.ts';
import { chooseMode, type Item } from '../state/selection.ts';
import { useStore } from '../state/store-context.ts';
import type { Store } from '../state/store.ts';
import { fittedName } from './fitted-name.ts';
import { RowsCanvas } from './rows-canvas.tsx';
import { COUNTS, FOOT, HEAD, type RowsPlaces } from './rows-geometry.ts';
import {
  centreOn,
  cursorItem,
  hoverAt,
  itemAt,
  onRowsKey,
  tell,
} from './rows-input.ts';
import {
  BESIDE_NAME,
  layOutRows,
  NAME_FONT,
  type RowsLayout,
} from './rows-layout.ts';
import { liftedShapes } from './rows-lifted.ts';
import type { RowsModel } from './rows-model.ts';
import {
  columnShapes,
  countMarks,
  footShapes,
  groundShapes,
  headShapes,
  nodeMark,
} from './rows-shapes.ts';
import { startOf, type Crossing } from './rows-walk.ts';
import { slotWords } from './slot-words.ts';

const SLOT = '600 11px FAMILY';

/** Nodes as rows, relations as columns in slots of time. */
export function RowsView({ model }: { model: RowsModel }) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const size = useSignal<{ width: number; height: number } | null>(null);
  const cursor = useSignal<Crossing | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) size.value = { width, height };
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [size]);
  useEffect(() => {
    cursor.value = null;
  }, [model, cursor]);
  const layout = size.value ? layOutRows(model, size.value) : null;
  useEffect(() => {
    if (layout && box.current) centreOn(box.current, layout, startOf(model));
  }, [model, size.value]);
  return (
    <div
      ref={box}
      class="rows-view"
      role="group"
      tabIndex={0}
      aria-label={TEXT.rows.aria(
        model.focus,
        model.rows.length,
        model.columns.length,
      )}
      aria-keyshortcuts="ArrowUp ArrowDown ArrowLeft ArrowRight"
      onKeyDown={(event) => {
        if (layout)
          onRowsKey(event, { store, layout, cursor, box: box.current });
      }}
      onFocus={() => {
        if (layout) {
          cursor.value ??= startOf(model);
          tell(store, layout.model, cursor.value);
        }
      }}
      onBlur={() => {
        cursor.value = null;
        store.hover.value = null;
      }}
    >
      {layout && <Sheet layout={layout} cursor={cursor} />}
    </div>
  );
}

/** Head, names, cells, counts and foot; the edges stay when the cells scroll. */
function Sheet(props: { layout: RowsLayout; cursor: Signal<Crossing | null> }) {
  const store = useStore();
  const { layout, cursor } = props;
  const { model, places, names } = layout;
  const { width, height } = places;
  const isMany = countMarks(model) > MOST_SVG_MARKS;
  const lifted = useComputed(
    () => cursorItem(model, cursor.value) ?? store.hover.value,
  ).value;
  const base = [...groundShapes(places), ...columnShapes(model, places)];
  const over = liftedShapes(layout, store.selection.value, lifted);
  const dims = over.some(({ isLift }) => isLift);
  const columns = `${String(names)}px ${String(width)}px ${String(COUNTS)}px`;
  return (
    <div
      class="rows-sheet"
      style={{
        gridTemplateColumns: columns,
        gridTemplateRows: `${String(HEAD)}px ${String(height)}px ${String(FOOT)}px`,
      }}
      onPointerMove={(event) => hoverAt(event, store, layout)}
      onPointerLeave={() => (store.hover.value = null)}
      onClick={(event) => {
        const item = itemAt(event, layout);
        if (item) chooseItem(store, item, chooseMode(event));
        else clearChoice(store);
      }}
      onDblClick={(event) => {
        const item = itemAt(event, layout);
        if (item?.type === 'edge') openEdge(store, item.id);
      }}
    >
      <Corner names={names} />
      <svg
        class="rows-head"
        width={width}
        height={HEAD}
        data-part="head"
        aria-hidden="true"
      >
        <SvgShapes shapes={headOf(store, layout)} />
      </svg>
      <span class="rows-corner of-counts" aria-hidden="true">
        {TEXT.rows.inCount}
      </span>
      <Names layout={layout} lifted={lifted} />
      <div class="rows-cells" data-part="cells">
        {isMany ? (
          <RowsCanvas shapes={base} places={places} isDim={dims} />
        ) : (
          <svg
            class={dims ? 'rows-base dim' : 'rows-base'}
            width={width}
            height={height}
            aria-hidden="true"
          >
            <SvgShapes shapes={base} />
          </svg>
        )}
        <svg class="rows-over" width={width} height={height} aria-hidden="true">
          <SvgShapes shapes={over.flatMap(({ shapes }) => shapes)} />
          {cursor.value && <Cursor places={places} at={cursor.value} />}
        </svg>
      </div>
      <Counts layout={layout} />
      <span class="rows-corner of-foot" aria-hidden="true">
        {TEXT.rows.seenOnce}
      </span>
      <svg class="rows-foot" width={width} height={FOOT} aria-hidden="true">
        <SvgShapes shapes={footShapes(model, places)} />
      </svg>
      <span class="rows-corner of-end" />
    </div>
  );
}

function Corner({ names }: { names: number }) {
  return (
    <span
      class="rows-corner"
      style={{ width: `${String(names)}px` }}
      aria-hidden="true"
    >
      {TEXT.rows.score}
    </span>
  );
}

function Cursor({ places, at }: { places: RowsPlaces; at: Crossing }) {
  const x = places.columnX[at.column] ?? 0;
  const y = places.rowY[at.row] ?? 0;
  return (
    <rect
      class="rows-cursor"
      x={x - 10}
      y={y - 10}
      width={20}
      height={20}
      rx={5}
    />
  );
}

function headOf(store: Store, { model, places }: RowsLayout): Shape[] {
  const highest = store.ranking.value?.highest ?? 0;
  const widthOf = (text: string) => textWidth(text, SLOT);
  const roomOf = (at: number) => (places.slots[at]?.width ?? 0) - 10;
  const slots = slotWords(model.slots, model.step, { roomOf, widthOf });
  const counts = model.slots.map(({ count }, at) => {
    const text = formatCount(count);
    const used = widthOf(slots[at] ?? '') + widthOf(text) + 8;
    return used <= roomOf(at) ? text : null;
  });
  return headShapes(model, places, {
    slots,
    counts,
    levelOf: (score) => scoreLevel(score, highest),
    merged: TEXT.picture.merged,
  });
}

function Names({
  layout,
  lifted,
}: {
  layout: RowsLayout;
  lifted: Item | null;
}) {
  const store = useStore();
  const { model, places, names } = layout;
  const { nodes } = store.selection.value;
  const widthOf = (text: string) => textWidth(text, NAME_FONT);
  return (
    <svg
      class="rows-names"
      width={names}
      height={places.height}
      data-part="names"
      aria-hidden="true"
    >
      {model.rows.map((row, at) => {
        const y = places.rowY[at] ?? 0;
        const isChosen = nodes.has(row.id);
        const isLifted = lifted?.type === 'node' && lifted.id === row.id;
        return (
          <g key={row.id}>
            {(isChosen || isLifted) && (
              <rect
                class={isChosen ? 'row-chosen' : 'row-lifted'}
                x={6}
                y={y - places.rowHeight / 2}
                width={names - 6}
                height={places.rowHeight}
                rx={4}
              />
            )}
            <SvgShapes shapes={[nodeMark(row, { x: 20, y, size: 5.2 })]} />
            <text
              x={33}
              y={y + 4}
              class={row.isOpen || isChosen ? 'strong' : ''}
            >
              {fittedName(row.name, names - BESIDE_NAME, widthOf)}
              <title>{row.name}</title>
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function Counts({ layout }: { layout: RowsLayout }) {
  const { model, places } = layout;
  return (
    <svg
      class="rows-counts"
      width={COUNTS}
      height={places.height}
      aria-hidden="true"
    >
      {model.rows.map(({ id, count }, at) => (
        <text
          key={id}
          x={COUNTS - 12}
          y={(places.rowY[at] ?? 0) + 4}
          text-anchor="end"
        >
          {formatCount(count)}
        </text>
      ))}
    </svg>
  );
}
