import { scaleLinear } from 'd3-scale';
import { TEXT } from '../messages.ts';
import type { BarsView } from './holes-panel.tsx';

const SIDE = 216;
const MARGIN = 30;
/** Where holes that never close are drawn. */
const NEVER = 16;

/** The same bars as points: opening across, closing upwards; far from the diagonal lasts long. */
export function Diagram({ view }: { view: BarsView }) {
  const { bars, from, to } = view.model;
  const domain = [from, to === from ? from + 1 : to];
  const x = scaleLinear(domain, [MARGIN, SIDE - 10]);
  const y = scaleLinear(domain, [SIDE - MARGIN, NEVER + 14]);
  return (
    <figure class="diagram">
      <svg
        width={SIDE}
        height={SIDE}
        role="img"
        aria-label={TEXT.holes.diagram(bars.length)}
      >
        <line
          class="diagonal"
          x1={x(from)}
          y1={y(from)}
          x2={x(domain[1] ?? to)}
          y2={y(domain[1] ?? to)}
        />
        <line class="never" x1={MARGIN} x2={SIDE - 10} y1={NEVER} y2={NEVER} />
        <text x={MARGIN} y={NEVER - 4}>
          {TEXT.holes.never}
        </text>
        <text class="axis-name" x={SIDE - 10} y={SIDE - 8}>
          {TEXT.holes.opens}
        </text>
        <text
          class="axis-name"
          transform={`translate(14 ${String(NEVER + 14)}) rotate(-90)`}
        >
          {TEXT.holes.closes}
        </text>
        {bars.map((bar) => (
          <circle
            key={bar.key}
            class={[
              'hole-point',
              `dim-${String(Math.min(1, bar.dim))}`,
              view.isChosen(bar) ? 'chosen' : '',
              view.hovered?.key === bar.key ? 'lifted' : '',
            ].join(' ')}
            cx={x(bar.birth)}
            cy={bar.death === null ? NEVER : y(bar.death)}
            r={4.5}
            onClick={(event) => view.choose(bar, event.shiftKey)}
            onPointerEnter={() => view.hover(bar)}
            onPointerLeave={() => view.hover(null)}
          />
        ))}
      </svg>
    </figure>
  );
}
