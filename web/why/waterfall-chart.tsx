import { scaleLinear } from 'd3-scale';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ScorePart } from '#protocol/anomalies.ts';
import { textWidth } from '../frame/text-width.ts';
import { formatScore, formatSigned } from '../marks/format.ts';
import { scoreLevel } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { buildWaterfall, type Step, type Waterfall } from './waterfall.ts';

const ROW = 18;
const BAR = 11;
const FIGURES = 48;
const SHORTEST_PLOT = 110;

/** The parts of a score as a waterfall; refuses if they do not add up. */
export function WaterfallChart(props: {
  parts: readonly ScorePart[];
  score: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(376);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [width]);
  const waterfall = buildWaterfall(props.parts, props.score, TEXT.why.rest);
  return (
    <div ref={box}>
      {'gap' in waterfall ? (
        <p class="refused" role="alert">
          {TEXT.why.partsWrong(waterfall.gap.toPrecision(3))}
        </p>
      ) : (
        <Bars waterfall={waterfall} width={width.value} />
      )}
    </div>
  );
}

function Bars({ waterfall, width }: { waterfall: Waterfall; width: number }) {
  const store = useStore();
  const { steps, total, low, high } = waterfall;
  const widest = Math.max(
    ...steps.map(({ name }) => textWidth(name, '400 12px FAMILY')),
  );
  const left = Math.min(widest + 10, width - FIGURES - SHORTEST_PLOT);
  const x = scaleLinear(
    [low, high === low ? low + 1 : high],
    [left, width - FIGURES],
  );
  const bottom = steps.length * ROW;
  const said = [
    ...steps.map(
      ({ name, contribution }) => `${name} ${formatSigned(contribution)}`,
    ),
    `${TEXT.why.total} ${formatScore(total)}`,
  ].join(', ');
  const level = Math.max(
    4,
    scoreLevel(total, store.ranking.value?.highest ?? 0),
  );
  return (
    <svg
      class={`waterfall level-${String(level)}`}
      width={width}
      height={bottom + ROW + 4}
      role="img"
      aria-label={`${TEXT.why.partsAria(formatScore(total))}: ${said}`}
    >
      <Hatch />
      <line class="axis" x1={x(0)} x2={x(0)} y1="0" y2={bottom + ROW + 2} />
      {steps.map((step, index) => (
        <Bar
          key={index}
          step={step}
          y={index * ROW}
          x={x}
          left={left}
          width={width}
        />
      ))}
      <text class="name sum" x="0" y={bottom + 14}>
        {TEXT.why.total}
      </text>
      <rect
        class="total"
        x={Math.min(x(0), x(total))}
        y={bottom + 4}
        width={Math.abs(x(total) - x(0))}
        height={BAR + 1}
        rx="1.5"
      />
      <text class="figure sum" x={width} y={bottom + 14}>
        {formatScore(total)}
      </text>
    </svg>
  );
}

function Bar(props: {
  step: Step;
  y: number;
  x: (value: number) => number;
  left: number;
  width: number;
}) {
  const { step, y, x, left, width } = props;
  const from = x(Math.min(step.from, step.to));
  const to = x(Math.max(step.from, step.to));
  const raises = step.contribution >= 0;
  return (
    <g>
      <text class="name" x="0" y={y + 13}>
        <title>{step.name}</title>
        {fitted(step.name, left - 8)}
      </text>
      <rect
        class={raises ? 'raises' : 'lowers'}
        fill={raises ? undefined : 'url(#lowering)'}
        x={from}
        y={y + 4}
        width={Math.max(1, to - from)}
        height={BAR}
        rx="1.5"
      />
      <line
        class="joint"
        x1={x(step.to)}
        x2={x(step.to)}
        y1={y + 4}
        y2={y + ROW + 14}
      />
      <text class="figure" x={width} y={y + 13}>
        {formatSigned(step.contribution)}
      </text>
    </g>
  );
}

/** Stripes for lowering parts, so that the sign is no matter of colour. */
function Hatch() {
  return (
    <defs>
      <pattern
        id="lowering"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="hatch-ground" width="5" height="5" />
        <rect class="hatch-line" width="2.4" height="5" />
      </pattern>
    </defs>
  );
}

/** A name short enough for its column; the whole one is in its title and in the chart's label. */
function fitted(name: string, room: number): string {
  if (textWidth(name, '400 12px FAMILY') <= room) return name;
  let length = name.length;
  while (
    length > 1 &&
    textWidth(`${name.slice(0, length)}…`, '400 12px FAMILY') > room
  ) {
    length--;
  }
  return `${name.slice(0, length).trimEnd()}…`;
}
