import { useSignal } from '@preact/signals';
import { isInWeekStretch, type WeekStretch } from '#browser.ts';
import type { Overview } from '#protocol/overview.ts';
import { formatCount } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { setFilters } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import { DataGrid } from '../table/data-grid.tsx';
import { countLevel } from './tile-level.ts';
import { stretchBetween, type WeekCell } from './week-stretch.ts';
import { TableToggle } from '../table/table-toggle.tsx';

const LEFT = 30;
const CELL = { width: 8.6, height: 12 };
const WIDTH = LEFT + 24 * CELL.width;
const HEIGHT = 7 * CELL.height;
const START: WeekCell = { day: 0, hour: 9 };

type Week = NonNullable<Overview['week']>;

/** When in the week relations happen: a heat map whose cells are a filter. */
export function WeekPlot({ week }: { week: Week }) {
  const store = useStore();
  const isTable = useSignal(false);
  const { week: chosen } = store.filters.value;
  return (
    <div class="section" role="group" aria-label={TEXT.week.title}>
      <h3 class="section-head">
        {TEXT.week.title}
        <small>{chosen ? TEXT.week.stretch(chosen) : TEXT.context.utc}</small>
        <TableToggle isTable={isTable} name={TEXT.week.asTable} isSmall />
      </h3>
      {isTable.value ? <WeekTable week={week} /> : <HeatMap week={week} />}
      <StretchFields />
    </div>
  );
}

function HeatMap({ week }: { week: Week }) {
  const store = useStore();
  const from = useSignal<WeekCell | null>(null);
  const cursor = useSignal<WeekCell | null>(null);
  const most = Math.max(1, ...week.counts);
  const dragged =
    from.value && cursor.value
      ? stretchBetween(from.value, cursor.value)
      : null;
  const stretch = dragged ?? store.filters.value.week;
  const apply = (change: WeekStretch | null) => {
    from.value = null;
    setFilters(store, { week: change });
  };
  const cellAt = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const { left, top, width, height } =
      event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * WIDTH - LEFT;
    const y = ((event.clientY - top) / height) * (HEIGHT + 16);
    return within({
      day: Math.floor(y / CELL.height),
      hour: Math.floor(x / CELL.width),
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const at = cursor.value ?? START;
    const move = MOVES[event.key];
    if (move) {
      from.value = event.shiftKey ? (from.value ?? at) : null;
      cursor.value = within({ day: at.day + move[1], hour: at.hour + move[0] });
    } else if (event.key === ' ' || event.key === 'Enter') {
      apply(stretchBetween(from.value ?? at, at));
    } else if (event.key === 'Escape' && store.filters.value.week) apply(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const at = cursor.value;
  return (
    <>
      <svg
        class="week-plot"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT + 16)}`}
        role="group"
        tabIndex={0}
        aria-label={TEXT.week.aria}
        aria-keyshortcuts="ArrowUp ArrowDown ArrowLeft ArrowRight Space"
        onKeyDown={onKey}
        onFocus={() => (cursor.value ??= START)}
        onBlur={() => {
          cursor.value = null;
          from.value = null;
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.value = cellAt(event);
          cursor.value = from.value;
        }}
        onPointerMove={(event) => (cursor.value = cellAt(event))}
        onPointerUp={(event) => {
          if (from.value) apply(stretchBetween(from.value, cellAt(event)));
        }}
        onPointerLeave={() => {
          if (!from.value) cursor.value = null;
        }}
      >
        <g aria-hidden="true">
          {week.counts.map((count, hour) => (
            <Cell
              key={hour}
              cell={{ day: Math.floor(hour / 24), hour: hour % 24 }}
              level={count === 0 ? -1 : countLevel(count, most)}
              isOut={stretch !== null && !isInWeekStretch(hour, stretch)}
              isFlagged={(week.flagged[hour] ?? 0) > 0}
            />
          ))}
          {at && (
            <rect
              class="week-cursor"
              x={LEFT + at.hour * CELL.width}
              y={at.day * CELL.height}
              width={CELL.width - 1}
              height={CELL.height - 1}
            />
          )}
          {[0, 2, 4, 6].map((day) => (
            <text key={day} x={0} y={day * CELL.height + 9}>
              {TEXT.week.days[day]}
            </text>
          ))}
          {[0, 6, 12, 18].map((hour) => (
            <text key={hour} x={LEFT + hour * CELL.width} y={HEIGHT + 12}>
              {TEXT.week.hour(hour)}
            </text>
          ))}
        </g>
      </svg>
      <p class="week-said faint" aria-live="polite">
        {at
          ? TEXT.week.cell(
              at.day,
              at.hour,
              week.counts[at.day * 24 + at.hour] ?? 0,
            )
          : TEXT.week.hint}
      </p>
    </>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function within({ day, hour }: WeekCell): WeekCell {
  const clamp = (value: number, most: number) =>
    Math.max(0, Math.min(most, value));
  return { day: clamp(day, 6), hour: clamp(hour, 23) };
}

function Cell(props: {
  cell: WeekCell;
  level: number;
  isOut: boolean;
  isFlagged: boolean;
}) {
  const { cell, level, isOut, isFlagged } = props;
  const [x, y] = [LEFT + cell.hour * CELL.width, cell.day * CELL.height];
  return (
    <>
      <rect
        class={level < 0 ? 'week-none' : `tile-${String(level)}`}
        x={x}
        y={y}
        width={CELL.width - 1}
        height={CELL.height - 1}
        opacity={isOut ? 0.3 : 1}
      />
      {isFlagged && (
        <rect
          class="week-flag"
          x={x + 1}
          y={y + 1}
          width={CELL.width - 3}
          height={CELL.height - 3}
        />
      )}
    </>
  );
}

/** The typed twin of the drag. */
function StretchFields() {
  const store = useStore();
  const week = store.filters.value.week ?? WHOLE_WEEK;
  const set = (change: Partial<WeekStretch>) => {
    const next = { ...week, ...change };
    if (next.dayFrom > next.dayTo || next.hourFrom > next.hourTo) return;
    const isAll = Object.entries(WHOLE_WEEK).every(
      ([end, value]) => next[end as keyof WeekStretch] === value,
    );
    setFilters(store, { week: isAll ? null : next });
  };
  const field = (
    end: keyof WeekStretch,
    count: number,
    word: (value: number) => string,
  ) => (
    <select
      class="select"
      aria-label={TEXT.week.ends[end]}
      value={week[end]}
      onChange={(event) => set({ [end]: Number(event.currentTarget.value) })}
    >
      {Array.from({ length: count }, (_, value) => (
        <option key={value} value={value}>
          {word(value)}
        </option>
      ))}
    </select>
  );
  const day = (value: number) => TEXT.week.days[value] ?? '';
  return (
    <div class="week-fields">
      {field('dayFrom', 7, day)}
      <span aria-hidden="true">–</span>
      {field('dayTo', 7, day)}
      <span class="fill" />
      {field('hourFrom', 24, (value) => TEXT.week.from(value))}
      <span aria-hidden="true">–</span>
      {field('hourTo', 24, (value) => TEXT.week.until(value))}
    </div>
  );
}

const WHOLE_WEEK: WeekStretch = {
  dayFrom: 0,
  dayTo: 6,
  hourFrom: 0,
  hourTo: 23,
};

function WeekTable({ week }: { week: Week }) {
  const store = useStore();
  const rows = week.counts
    .map((count, at) => ({
      at,
      count,
      flagged: week.flagged[at] ?? 0,
      cell: { day: Math.floor(at / 24), hour: at % 24 },
    }))
    .filter(({ count }) => count > 0);
  type Row = (typeof rows)[number];
  const choose = ({ cell }: Row) =>
    setFilters(store, { week: stretchBetween(cell, cell) });
  return (
    <div class="week-table">
      <DataGrid<Row>
        label={TEXT.week.title}
        columns={[
          {
            key: 'hour',
            header: TEXT.week.column,
            cell: ({ cell }) => TEXT.week.place(cell.day, cell.hour),
          },
          {
            key: 'count',
            header: TEXT.overview.relations,
            isNumber: true,
            cell: ({ count }) => formatCount(count),
          },
          {
            key: 'flagged',
            header: TEXT.triage.flag,
            isNumber: true,
            cell: ({ flagged }) => formatCount(flagged),
          },
        ]}
        rows={rows}
        keyOf={({ at }) => String(at)}
        isChosen={({ at }) => {
          const stretch = store.filters.value.week;
          return stretch !== null && isInWeekStretch(at, stretch);
        }}
        isLifted={() => false}
        onChoose={choose}
        onOpen={choose}
        onHover={() => undefined}
      />
    </div>
  );
}
