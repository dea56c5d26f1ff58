import { textWidth } from '../frame/text-width.ts';
import { fittedName } from '../rows/fitted-name.ts';
import { narrow } from '../state/narrow.ts';
import { valueOf } from '../state/loadable.ts';
import type { MatrixState } from './matrix-state.ts';

const FONT = '500 11px FAMILY';
const HIGH = 16;

/** Names of groups beside their rows and above their columns, where there is room. */
export function BlockNames({ state }: { state: MatrixState }) {
  const layout = valueOf(state.store.matrixLayout.value);
  const view = state.store.matrixView.value;
  const { width, height } = state.pixels.value;
  const blocks = layout?.blocks ?? [];
  if (!layout || blocks.length < 2) {
    return (
      <>
        <div class="matrix-names across" />
        <div class="matrix-names down" />
      </>
    );
  }
  const room = narrow.value ? 66 : 84;
  const widthOf = (text: string) => textWidth(text, FONT);
  const span = (
    [from, to]: readonly [number, number],
    count: number,
    along: { start: number; share: number; pixels: number },
  ) => {
    const at = (place: number) =>
      Math.max(
        0,
        Math.min(
          along.pixels,
          ((place / count - along.start) / along.share) * along.pixels,
        ),
      );
    return { from: at(from), to: at(to) };
  };
  return (
    <>
      <svg class="matrix-names across" aria-hidden="true">
        {blocks.map(({ name, columns }) => {
          const along = { start: view.x, share: view.width, pixels: width };
          const { from, to } = span(columns, layout.edges, along);
          if (to - from < 3) return null;
          const isFitting = widthOf(name) <= to - from - 4;
          return (
            <g key={name + String(columns[0])}>
              <line x1={from + 1.5} x2={to - 1.5} y1={25} y2={25} />
              {isFitting && (
                <text x={(from + to) / 2} y={17} text-anchor="middle">
                  {name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <svg class="matrix-names down" aria-hidden="true">
        <svg x="100%" overflow="visible">
          {blocks.map(({ name, rows }) => {
            const along = { start: view.y, share: view.height, pixels: height };
            const { from, to } = span(rows, layout.nodes, along);
            if (to - from < 3) return null;
            return (
              <g key={name + String(rows[0])}>
                <line x1={-5} x2={-5} y1={from + 1.5} y2={to - 1.5} />
                {to - from >= HIGH && (
                  <text x={-12} y={(from + to) / 2 + 4} text-anchor="end">
                    {fittedName(name, room, widthOf)}
                    <title>{name}</title>
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </svg>
    </>
  );
}
