import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { onThemeChange } from '../drawing/resolved-colour.ts';
import { displayName } from '../marks/kinds.ts';
import { formatScore } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import {
  chooseItem,
  openEdge,
  showDrawing,
  showView,
} from '../state/actions.ts';
import { chooseMode } from '../state/selection.ts';
import type { Store } from '../state/store.ts';
import { BlockNames } from './block-names.tsx';
import { paintMatrix } from './matrix-painter.ts';
import type { MatrixState, TilePlace } from './matrix-state.ts';
import { panBy, tileAt, WHOLE, zoomAt } from './viewport.ts';

const STEP = 1.5;
/** A press that moves less than this is a click. */
const DRAG_FROM = 4;

/** The tiles: drawn on a canvas, moved by drag, wheel and keys. */
export function MatrixStage({ state }: { state: MatrixState }) {
  const { store } = state;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) state.pixels.value = { width, height };
    });
    observer.observe(element);
    const stopTheme = onThemeChange(() => state.theme.value++);
    return () => {
      observer.disconnect();
      stopTheme();
    };
  }, [state]);
  useSignalEffect(() => state.askForChunks());
  useFrames(canvas, state);
  useDragging(box, state);
  const { nodes, edges } = state.size.value;
  const view = store.matrixView.value;
  return (
    <div class="matrix-stage">
      <BlockNames state={state} />
      <div
        ref={box}
        class="matrix-tiles"
        role="group"
        tabIndex={0}
        aria-label={TEXT.overview.aria(
          Math.ceil(nodes * view.height),
          Math.ceil(edges * view.width),
        )}
        onKeyDown={(event) => {
          if (onMatrixKey(event, state)) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
        onBlur={() => state.point(null)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <Tip state={state} />
      </div>
    </div>
  );
}

/** Paints at most once a frame, whatever has changed. */
function useFrames(
  canvas: { readonly current: HTMLCanvasElement | null },
  state: MatrixState,
): void {
  const asked = useRef(0);
  useSignalEffect(() => {
    const frame = state.frame();
    cancelAnimationFrame(asked.current);
    asked.current = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext('2d');
      if (!element || !context) return;
      const scale = devicePixelRatio;
      const width = Math.round(frame.width * scale);
      const height = Math.round(frame.height * scale);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      paintMatrix(context, frame, scale);
    });
  });
  useEffect(() => () => cancelAnimationFrame(asked.current), []);
}

/** Drag moves, wheel zooms at the pointer, a click chooses, a double click opens. */
function useDragging(
  box: { readonly current: HTMLDivElement | null },
  state: MatrixState,
): void {
  const { store } = state;
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let last: { x: number; y: number; moved: number } | null = null;
    const shares = (event: MouseEvent) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return {
        x: (event.clientX - left) / width,
        y: (event.clientY - top) / height,
      };
    };
    const placeOf = (event: MouseEvent) =>
      tileAt(store.matrixView.peek(), state.grid.peek(), shares(event));
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      last = { x: event.clientX, y: event.clientY, moved: 0 };
      element.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      if (!last) {
        state.point(placeOf(event));
        return;
      }
      const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
      const moved = last.moved + Math.abs(dx) + Math.abs(dy);
      last = { x: event.clientX, y: event.clientY, moved };
      if (moved < DRAG_FROM) return;
      const { width, height } = state.pixels.peek();
      const view = store.matrixView.peek();
      store.matrixView.value = panBy(view, -dx / width, -dy / height);
    };
    const onUp = (event: PointerEvent) => {
      const isClick = last !== null && last.moved < DRAG_FROM;
      last = null;
      if (isClick) chooseStrongest(state, placeOf(event), event);
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * 0.0016);
      const view = store.matrixView.peek();
      const size = state.size.peek();
      store.matrixView.value = zoomAt(view, factor, shares(event), size);
    };
    const onLeave = () => {
      if (document.activeElement !== element) state.point(null);
    };
    const onDouble = () => openStrongest(state);
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('dblclick', onDouble);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('dblclick', onDouble);
      element.removeEventListener('wheel', onWheel);
    };
  }, [state, store]);
}

/** Carries out a key on the tiles; false if it means nothing here. */
function onMatrixKey(event: KeyboardEvent, state: MatrixState): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const moves: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const move = moves[event.key];
  if (move) moveCursor(state, ...move);
  else if (event.key === '+') zoom(state, STEP);
  else if (event.key === '-') zoom(state, 1 / STEP);
  else if (event.key === '0') state.store.matrixView.value = WHOLE;
  else if (event.key === 'Enter') openStrongest(state);
  else if (event.key === ' ') {
    const at = state.cursor.value;
    if (at) chooseStrongest(state, at, event);
  } else return false;
  return true;
}

function moveCursor(state: MatrixState, dx: number, dy: number): void {
  const view = state.store.matrixView.peek();
  const grid = state.grid.peek();
  const from = state.cursor.peek() ?? tileAt(view, grid, { x: 0.5, y: 0.5 });
  const column = Math.max(0, Math.min(grid.columns - 1, from.column + dx));
  const row = Math.max(0, Math.min(grid.rows - 1, from.row + dy));
  state.point({ column, row });
  const x = ((column + 0.5) / grid.columns - view.x) / view.width;
  const y = ((row + 0.5) / grid.rows - view.y) / view.height;
  const isOut = x < 0 || x > 1 || y < 0 || y > 1;
  if (isOut) state.store.matrixView.value = panBy(view, dx * 0.3, dy * 0.3);
}

/** Closer or further, round the cursor if it is in view, else round the middle. */
export function zoom(state: MatrixState, factor: number): void {
  const view = state.store.matrixView.peek();
  const grid = state.grid.peek();
  const at = state.cursor.peek();
  const share = (cell: number, cells: number, from: number, span: number) =>
    Math.max(0, Math.min(1, ((cell + 0.5) / cells - from) / span));
  const centre = at
    ? {
        x: share(at.column, grid.columns, view.x, view.width),
        y: share(at.row, grid.rows, view.y, view.height),
      }
    : { x: 0.5, y: 0.5 };
  state.store.matrixView.value = zoomAt(
    view,
    factor,
    centre,
    state.size.peek(),
  );
}

/** The strongest relation under the tile becomes the open and chosen one. */
function chooseStrongest(
  state: MatrixState,
  at: TilePlace,
  event: MouseEvent | KeyboardEvent,
): void {
  state.point(at);
  const mode = chooseMode(event);
  const stop = state.tile.subscribe((tile) => {
    if (!tile?.top) return;
    const { edge } = tile.top;
    queueMicrotask(() => {
      stop();
      if (mode === 'only') openEdge(state.store, edge);
      else chooseItem(state.store, { type: 'edge', id: edge }, mode);
    });
  });
}

/** Shows the strongest relation under the cursor, else the open one, as rows. */
export function openStrongest({ store, tile }: MatrixState): void {
  const edge = tile.peek()?.top?.edge ?? store.focus.peek();
  if (edge === null) return;
  openEdge(store, edge);
  showDrawing(store, 'rows');
  showView(store, 'triage');
}

function Tip({ state }: { state: MatrixState }) {
  const at = state.cursor.value;
  const top = state.tile.value?.top;
  if (!at || !top) return null;
  const { width, height } = state.pixels.value;
  const view = state.store.matrixView.value;
  const grid = state.grid.value;
  const x = (((at.column + 0.5) / grid.columns - view.x) / view.width) * width;
  const y = (((at.row + 0.5) / grid.rows - view.y) / view.height) * height;
  const name = displayName(top.node, top.kind);
  const isRight = x > width - 200;
  return (
    <div
      class="matrix-tip"
      role="status"
      style={{
        [isRight ? 'right' : 'left']:
          `${String(isRight ? width - x + 10 : x + 12)}px`,
        top: `${String(Math.min(y + 10, height - 48))}px`,
      }}
    >
      <b>{TEXT.overview.tip(name, top.edge)}</b>
      <span>{tipFacts(state.store, top)}</span>
    </div>
  );
}

function tipFacts(
  store: Store,
  { edge, score }: { edge: string; score: number },
): string {
  const rank = store.ranking.value?.byId.value.get(edge)?.rank;
  const said = TEXT.overview.tipScore(formatScore(score));
  const size = store.dataset.value?.edges ?? 0;
  return rank === undefined
    ? said
    : `${said}, ${TEXT.why.position(rank, size)}`;
}
