import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { OverviewBin } from '#protocol/overview.ts';
import { TEXT } from '../messages.ts';
import type { Range } from '../state/filters.ts';
import { binsOfRange, rangeOfBins } from './range-of-bins.ts';

const WIDTH = 238;
const HEIGHT = 56;

/** A histogram whose bars are chosen by a drag, with the same range in two fields. */
export function RangePlot(props: {
  title: string;
  note: string;
  bins: readonly OverviewBin[];
  isWhole: boolean;
  range: Range | null;
  onRange: (range: Range | null) => void;
}) {
  const { title, bins, isWhole, range, onRange } = props;
  const svg = useRef<SVGSVGElement>(null);
  const dragged = useSignal<readonly [number, number] | null>(null);
  const [first, last] = dragged.value ?? binsOfRange(bins, range, isWhole);
  const wide = WIDTH / Math.max(1, bins.length);
  const binAt = (event: PointerEvent) => {
    const { left, width } = event.currentTarget
      ? (event.currentTarget as SVGSVGElement).getBoundingClientRect()
      : { left: 0, width: WIDTH };
    const share = (event.clientX - left) / width;
    return Math.max(
      0,
      Math.min(bins.length - 1, Math.floor(share * bins.length)),
    );
  };
  const kept = bins.reduce((sum, bin) => sum + bin.kept, 0);
  const all = bins.reduce((sum, bin) => sum + bin.count, 0);
  const [low, high] = [Math.min(first, last), Math.max(first, last)];
  return (
    <div class="section" role="group" aria-label={title}>
      <h3 class="section-head">
        {title} <small>{props.note}</small>
      </h3>
      <svg
        ref={svg}
        class="range-plot"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT + 2)}`}
        role="img"
        aria-label={TEXT.overview.histogram(title, kept, all)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.value = [binAt(event), binAt(event)];
        }}
        onPointerMove={(event) => {
          if (dragged.value) dragged.value = [dragged.value[0], binAt(event)];
        }}
        onPointerUp={(event) => {
          if (!dragged.value) return;
          const [from] = dragged.value;
          dragged.value = null;
          onRange(rangeOfBins(bins, from, binAt(event), isWhole));
        }}
      >
        {last >= first || dragged.value ? (
          <rect
            class="range-ground"
            x={low * wide}
            y={0}
            width={(high - low + 1) * wide}
            height={HEIGHT}
          />
        ) : null}
        <Bars bins={bins} wide={wide} />
        <line
          class="base"
          x1={0}
          x2={WIDTH}
          y1={HEIGHT + 0.5}
          y2={HEIGHT + 0.5}
        />
        {[low, high + 1].map((edge, at) => (
          <rect
            key={at}
            class="range-handle"
            x={Math.max(0.75, Math.min(WIDTH - 5.75, edge * wide - 2.5))}
            y={HEIGHT / 2 - 9}
            width={5}
            height={18}
            rx={2.5}
          />
        ))}
      </svg>
      <RangeFields {...props} />
    </div>
  );
}

function Bars({ bins, wide }: { bins: readonly OverviewBin[]; wide: number }) {
  // roots, or a few common values would hide all others
  const most = Math.sqrt(Math.max(1, ...bins.map(({ count }) => count)));
  const height = (count: number) =>
    count === 0 ? 0 : Math.max(1.5, (Math.sqrt(count) / most) * (HEIGHT - 4));
  return (
    <>
      {bins.map(({ count, kept }, at) => (
        <g key={at}>
          <rect
            class="bar-all"
            x={at * wide + 0.75}
            y={HEIGHT - height(count)}
            width={Math.max(1, wide - 1.5)}
            height={height(count)}
          />
          <rect
            class="bar-kept"
            x={at * wide + 0.75}
            y={HEIGHT - height(kept)}
            width={Math.max(1, wide - 1.5)}
            height={height(kept)}
          />
        </g>
      ))}
    </>
  );
}

/** The typed twin of the drag; its ends double as the axis. */
function RangeFields(props: {
  title: string;
  bins: readonly OverviewBin[];
  isWhole: boolean;
  range: Range | null;
  onRange: (range: Range | null) => void;
}) {
  const { title, bins, isWhole, range, onRange } = props;
  const least = bins[0]?.from ?? 0;
  const top = bins.at(-1)?.to ?? 0;
  const most = isWhole ? top - 1 : top;
  const show = (value: number) =>
    isWhole ? String(value) : String(Math.round(value * 100) / 100);
  const apply = (from: number, to: number) => {
    if (Number.isNaN(from) || Number.isNaN(to) || from > to) return;
    const isAll = from <= least && to >= most;
    onRange(isAll ? null : { from, to });
  };
  const field = (
    label: string,
    value: number,
    change: (value: number) => void,
  ) => (
    <input
      class="field"
      type="number"
      step={isWhole ? 1 : 'any'}
      aria-label={label}
      title={label}
      value={show(value)}
      onChange={(event) => change(event.currentTarget.valueAsNumber)}
    />
  );
  const [from, to] = [range?.from ?? least, range?.to ?? most];
  return (
    <div class="range-fields">
      {field(TEXT.overview.from(title), from, (value) => apply(value, to))}
      {field(TEXT.overview.to(title), to, (value) => apply(from, value))}
    </div>
  );
}
