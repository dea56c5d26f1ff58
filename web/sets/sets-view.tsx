import { useComputed, useSignal } from '@preact/signals';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import { StopMarks, type StopMark } from '../drawing/stop-marks.tsx';
import { useSize } from '../drawing/use-size.ts';
import { textWidth } from '../frame/text-width.ts';
import { formatCount } from '../marks/format.ts';
import { displayName } from '../marks/kinds.ts';
import { markPath } from '../marks/mark-path.ts';
import { TEXT } from '../messages.ts';
import { fittedName } from '../rows/fitted-name.ts';
import { chooseItems } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { DataGrid } from '../table/data-grid.tsx';
import {
  buildSets,
  type Intersection,
  type NamedSet,
  type SetsModel,
} from './sets-model.ts';
import { TableToggle } from '../table/table-toggle.tsx';

const ROW = 24;
const COLUMN = 24;
const BARS = 120;
const TOP = 52;
const NAMES = 190;
const SIZES = 64;
const NAME_FONT = '400 12px FAMILY';

type Side = 'members' | 'relations';

/**
 * Which members of the open relation occur together, or which relations share
 * members: exact intersections as an UpSet picture, and the same as a table.
 */
export function SetsView() {
  const store = useStore();
  const side = useSignal<Side>('members');
  const isTable = useSignal(false);
  const model = useComputed(() => {
    const neighbourhood = valueOf(store.neighbourhood.value);
    if (!neighbourhood) return null;
    return buildSets(
      side.value === 'members'
        ? membersAsSets(neighbourhood)
        : relationsAsSets(neighbourhood),
    );
  }).value;
  if (!model) return null;
  const type = side.value === 'members' ? 'edge' : 'node';
  const choose = ({ items }: Intersection, isAdding: boolean) =>
    chooseItems(store, type, items, isAdding ? 'add' : 'only');
  const isChosen = ({ items }: Intersection) => {
    const { edges, nodes } = store.selection.value;
    const chosen = type === 'edge' ? edges : nodes;
    return items.length > 0 && items.every((item) => chosen.has(item));
  };
  return (
    <div class="sets-view">
      <div class="sets-head">
        <span class="choices" role="group" aria-label={TEXT.sets.side}>
          {(['members', 'relations'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={side.value === one}
              onClick={() => (side.value = one)}
            >
              {TEXT.sets.sides[one]}
            </button>
          ))}
        </span>
        <span class="faint clip fill" role="status">
          {TEXT.sets.left(model.setsLeft, model.intersectionsLeft)}
        </span>
        <TableToggle isTable={isTable} name={TEXT.sets.asTable} />
      </div>
      {isTable.value ? (
        <DataGrid
          label={TEXT.sets.table}
          columns={[
            {
              key: 'sets',
              header: TEXT.sets.exactly[side.value],
              cell: ({ sets }) => namesOf(model, sets).join(', '),
            },
            {
              key: 'count',
              header: TEXT.sets.counts[side.value],
              isNumber: true,
              cell: ({ items }) => formatCount(items.length),
            },
          ]}
          rows={model.intersections}
          keyOf={({ sets }) => sets.join()}
          isChosen={isChosen}
          isLifted={() => false}
          onChoose={(row, mode) => choose(row, mode !== 'only')}
          onOpen={(row) => choose(row, false)}
          onHover={() => undefined}
        />
      ) : (
        <UpSet model={model} side={side.value} {...{ choose, isChosen }} />
      )}
    </div>
  );
}

function namesOf({ sets }: SetsModel, places: readonly number[]): string[] {
  return places.map((place) => sets[place]?.name ?? '');
}

function UpSet(props: {
  model: SetsModel;
  side: Side;
  choose: (row: Intersection, isAdding: boolean) => void;
  isChosen: (row: Intersection) => boolean;
}) {
  const store = useStore();
  const { model, side } = props;
  const { box, size } = useSize();
  const { sets, intersections } = model;
  const names = Math.min(NAMES, (size?.width ?? 700) * 0.34);
  const left = names + SIZES + 12;
  const most = Math.max(1, ...intersections.map(({ items }) => items.length));
  const largest = Math.max(1, ...sets.map(({ items }) => items.length));
  const height = TOP + BARS + sets.length * ROW + 16;
  const width = left + intersections.length * COLUMN + 20;
  const rowY = (place: number) => TOP + BARS + 14 + place * ROW;
  const marks: StopMark[] = intersections.map((row, at) => ({
    key: row.sets.join(),
    place: [left + at * COLUMN + COLUMN / 2, TOP + BARS],
    label: TEXT.sets.column(
      TEXT.listed(namesOf(model, row.sets)),
      row.items.length,
      side,
    ),
    isChosen: props.isChosen(row),
    class: 'set-column',
    shape: (
      <Column
        row={row}
        count={sets.length}
        tall={(Math.sqrt(row.items.length) / Math.sqrt(most)) * (BARS - 16)}
      />
    ),
  }));
  const byKey = new Map(intersections.map((row) => [row.sets.join(), row]));
  return (
    <div ref={box} class="sets-box">
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={TEXT.sets.aria(side, sets.length, intersections.length)}
      >
        {sets.map((set, place) => (
          <g key={set.id} transform={`translate(0 ${String(rowY(place))})`}>
            {place % 2 === 0 && (
              <rect
                class="set-stripe"
                y={-ROW / 2}
                width={width}
                height={ROW}
              />
            )}
            {side === 'members' && (
              <path
                class={`node-mark look-${store.lookOf.value(set.kind)}`}
                d={markPath(store.lookOf.value(set.kind), 5)}
                transform="translate(16 0)"
              />
            )}
            <text class="set-name" x={side === 'members' ? 28 : 10} y={4}>
              {fittedName(set.name, names - 34, (text) =>
                textWidth(text, NAME_FONT),
              )}
              <title>{set.name}</title>
            </text>
            <rect
              class="set-size"
              x={names + SIZES - (SIZES * set.items.length) / largest}
              y={-4}
              width={(SIZES * set.items.length) / largest}
              height={8}
              rx={1.5}
            />
          </g>
        ))}
        <text class="sets-caption" x={names + SIZES} y={TOP + BARS - 6}>
          {TEXT.sets.size}
        </text>
        <StopMarks
          marks={marks}
          onChoose={(key, mode) => {
            const row = byKey.get(key);
            if (row) props.choose(row, mode !== 'only');
          }}
          onOpen={(key) => {
            const row = byKey.get(key);
            if (row) props.choose(row, false);
          }}
          onHover={() => undefined}
        />
      </svg>
    </div>
  );
}

/** A bar with its figure, and below it the dots of its sets. */
function Column(props: { row: Intersection; count: number; tall: number }) {
  const { row, count, tall } = props;
  const dotY = (place: number) => 14 + place * ROW;
  const first = dotY(row.sets[0] ?? 0);
  const last = dotY(row.sets.at(-1) ?? 0);
  return (
    <>
      <rect
        class="reach"
        x={-COLUMN / 2}
        y={-BARS}
        width={COLUMN}
        height={BARS + count * ROW + 8}
        rx={4}
      />
      <rect
        class="set-bar"
        x={-7}
        y={-Math.max(2, tall)}
        width={14}
        height={Math.max(2, tall)}
        rx={1.5}
      />
      <text class="set-figure" y={-Math.max(2, tall) - 4}>
        {formatCount(row.items.length)}
      </text>
      {Array.from({ length: count }, (_, place) => (
        <circle key={place} class="set-dot" cy={dotY(place)} r={4} />
      ))}
      <line class="set-line" y1={first} y2={last} />
      {row.sets.map((place) => (
        <circle key={place} class="set-dot in" cy={dotY(place)} r={5} />
      ))}
    </>
  );
}

/** Members of the open relation; what they hold are the relations they are in. */
function membersAsSets({ edge, edges, nodes }: Neighbourhood): NamedSet[] {
  const open = edges.find(({ id }) => id === edge);
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const degrees = new Map(nodes.map(({ id, degree }) => [id, degree]));
  const listed = [...(open?.members ?? [])].sort(
    (a, b) => (degrees.get(b) ?? 0) - (degrees.get(a) ?? 0),
  );
  return listed.map((id) => {
    const kind = kinds.get(id) ?? null;
    return {
      id,
      kind,
      name: displayName(id, kind),
      items: edges.flatMap(({ id: held, members }) =>
        members.includes(id) ? [held] : [],
      ),
    };
  });
}

/** The open relation and those that share most with it; what they hold are members. */
function relationsAsSets({ edges }: Neighbourhood): NamedSet[] {
  const seen = new Set<string>();
  return edges.flatMap(({ id, members }) => {
    const key = JSON.stringify([...members].sort());
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ id, kind: null, name: id, items: members }];
  });
}
