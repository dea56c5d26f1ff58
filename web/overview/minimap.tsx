import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { TEXT } from '../messages.ts';
import { paintMatrix, type MatrixFrame } from './matrix-painter.ts';
import type { MatrixState } from './matrix-state.ts';
import { centreView, gridAt, WHOLE } from './viewport.ts';

const WIDTH = 154;
const HEIGHT = 128;

/** The whole matrix, small, with a frame round what is in view. */
export function Minimap({ state }: { state: MatrixState }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const grid = gridAt(0, state.size.value);
    const chunks = state.chunksFor(WHOLE, grid);
    const context = canvas.current?.getContext('2d');
    if (!context || !canvas.current) return;
    canvas.current.width = WIDTH * devicePixelRatio;
    canvas.current.height = HEIGHT * devicePixelRatio;
    const frame: MatrixFrame = {
      view: WHOLE,
      grid,
      chunks,
      meaning: state.store.tileMeaning.value,
      most: chunks.reduce((most, { chunk }) => Math.max(most, chunk.most), 1),
      highest: state.store.ranking.value?.highest ?? 0,
      layout: null,
      cursor: null,
      width: WIDTH,
      height: HEIGHT,
      theme: String(state.theme.value),
      hasFlags: false,
    };
    paintMatrix(context, frame, devicePixelRatio);
  });
  const view = state.store.matrixView.value;
  const percent = (share: number) => `${String(share * 100)}%`;
  return (
    <button
      type="button"
      class="minimap"
      aria-label={TEXT.overview.minimap}
      onClick={(event) => {
        // a click by keyboard has no place
        if (event.detail === 0) return;
        const { left, top } = event.currentTarget.getBoundingClientRect();
        const x = (event.clientX - left) / WIDTH;
        const y = (event.clientY - top) / HEIGHT;
        state.store.matrixView.value = centreView(view, x, y);
      }}
    >
      <canvas
        ref={canvas}
        style={{ width: `${String(WIDTH)}px`, height: `${String(HEIGHT)}px` }}
      />
      <i
        style={{
          left: percent(view.x),
          top: percent(view.y),
          width: percent(view.width),
          height: percent(view.height),
        }}
      />
    </button>
  );
}
