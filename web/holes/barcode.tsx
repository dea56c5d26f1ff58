import { scaleLinear } from 'd3-scale';
import { StopMarks, type StopMark } from '../drawing/stop-marks.tsx';
import { useSize } from '../drawing/use-size.ts';
import { textWidth } from '../frame/text-width.ts';
import { TEXT } from '../messages.ts';
import { fittedName } from '../rows/fitted-name.ts';
import type { Bar } from './bars-model.ts';
import type { BarsView } from './holes-panel.tsx';
import { plainName } from './plain-name.ts';

const ROW = 26;
const TOP = 26;
const LEFT = 14;
/** Room at the right for bars that never end. */
const RIGHT = 34;

const widthOf = (text: string) => textWidth(text, '400 11px FAMILY');

/** Each hole as a bar from where it opens to where it closes. */
export function Barcode({ view }: { view: BarsView }) {
  const { box, size } = useSize();
  const { bars, from, to } = view.model;
  const width = size?.width ?? 500;
  const height = TOP + bars.length * ROW + 10;
  const x = scaleLinear(
    [from, to === from ? from + 1 : to],
    [LEFT, Math.max(LEFT + 40, width - RIGHT)],
  );
  const byKey = new Map(bars.map((bar) => [bar.key, bar]));
  const marks: StopMark[] = bars.map((bar, at) => ({
    key: bar.key,
    place: [LEFT, TOP + at * ROW + ROW / 2],
    label: saidOf(bar, view),
    isChosen: view.isChosen(bar),
    class: `hole-bar dim-${String(Math.min(1, bar.dim))}`,
    shape: (
      <BarShape
        from={x(bar.birth) - LEFT}
        to={bar.death === null ? null : x(bar.death) - LEFT}
        width={width - LEFT - 8}
      />
    ),
  }));
  return (
    <div
      ref={box}
      class="barcode"
      role="region"
      tabIndex={0}
      aria-label={TEXT.holes.table}
    >
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={TEXT.holes.barcode(bars.length)}
      >
        <g class="bar-axis" aria-hidden="true">
          {ticksOf(x, from, to).map((tick) => (
            <g key={tick}>
              <line x1={x(tick)} x2={x(tick)} y1={TOP - 4} y2={height} />
              <text x={x(tick)} y={14}>
                {view.value(tick)}
              </text>
            </g>
          ))}
        </g>
        <g class="bar-names" aria-hidden="true">
          {bars.map((bar, at) => {
            const left = Math.min(x(bar.birth), width * 0.55);
            const name = bar.nodes.map(plainName).join(' · ');
            return (
              <text key={bar.key} x={left} y={TOP + at * ROW + ROW / 2 - 1}>
                {fittedName(name, width - left - 12, widthOf)}
              </text>
            );
          })}
        </g>
        <StopMarks
          marks={marks}
          onChoose={(key, mode) => act(byKey.get(key), view, mode !== 'only')}
          onOpen={(key) => act(byKey.get(key), view, false)}
          onHover={(key) => view.hover(byKey.get(key ?? '') ?? null)}
        />
      </svg>
    </div>
  );
}

function act(bar: Bar | undefined, view: BarsView, isAdding: boolean): void {
  if (bar) view.choose(bar, isAdding);
}

/** Whole numbers have whole ticks. */
function ticksOf(
  x: { ticks: (count: number) => number[] },
  from: number,
  to: number,
): number[] {
  const isWhole = Number.isInteger(from) && Number.isInteger(to);
  const ticks = x.ticks(5);
  return isWhole ? ticks.filter(Number.isInteger) : ticks;
}

function BarShape(props: { from: number; to: number | null; width: number }) {
  const { from, to, width } = props;
  const end = to ?? width - 10;
  return (
    <>
      <rect
        class="reach"
        x={-6}
        y={-ROW / 2}
        width={width + 6}
        height={ROW}
        rx={4}
      />
      <line
        class="bar-line"
        x1={from}
        x2={Math.max(from + 3, end)}
        y1={6}
        y2={6}
      />
      {to === null ? (
        <path class="bar-end" d={`M${String(end)},1l8,5l-8,5z`} />
      ) : (
        <circle class="bar-end" cx={Math.max(from + 3, end)} cy={6} r={3.5} />
      )}
    </>
  );
}

function saidOf(bar: Bar, { value }: BarsView): string {
  const time =
    bar.death === null
      ? TEXT.holes.stays(value(bar.birth))
      : TEXT.holes.lasts(value(bar.birth), value(bar.death));
  return TEXT.holes.said(
    TEXT.holes.dims[bar.dim === 1 ? 1 : 0],
    time,
    bar.nodes.length,
  );
}
