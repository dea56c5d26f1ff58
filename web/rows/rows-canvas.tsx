import { useEffect, useRef } from 'preact/hooks';
import { paintShapes } from '../drawing/canvas-shapes.ts';
import { onThemeChange } from '../drawing/resolved-colour.ts';
import type { Shape } from '../drawing/shape.ts';
import { FOOT, HEAD, type RowsPlaces } from './rows-geometry.ts';

/** The cells on a canvas as large as the window onto them; repainted on scrolling. */
export function RowsCanvas(props: {
  shapes: readonly Shape[];
  places: RowsPlaces;
  isDim: boolean;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const repaint = useRef(() => {});
  useEffect(() => {
    const element = canvas.current;
    const scroller = element?.closest<HTMLElement>('.rows-view');
    if (!element || !scroller) return undefined;
    let asked = 0;
    const paint = () => {
      asked = 0;
      paintWindow(element, scroller, latest.current);
    };
    const ask = () => {
      if (asked === 0) asked = requestAnimationFrame(paint);
    };
    repaint.current = ask;
    scroller.addEventListener('scroll', ask, { passive: true });
    const observer = new ResizeObserver(ask);
    observer.observe(scroller);
    const stopTheme = onThemeChange(ask);
    paint();
    return () => {
      scroller.removeEventListener('scroll', ask);
      observer.disconnect();
      stopTheme();
      cancelAnimationFrame(asked);
    };
  }, []);
  useEffect(() => repaint.current(), [props.shapes]);
  return (
    <canvas
      ref={canvas}
      class={props.isDim ? 'rows-base dim' : 'rows-base'}
      aria-hidden="true"
    />
  );
}

function paintWindow(
  element: HTMLCanvasElement,
  scroller: HTMLElement,
  { shapes, places }: { shapes: readonly Shape[]; places: RowsPlaces },
): void {
  const context = element.getContext('2d');
  if (!context) return;
  const x = scroller.scrollLeft;
  const y = scroller.scrollTop;
  const width = Math.min(places.width - x, scroller.clientWidth);
  const height = Math.min(
    places.height - y,
    scroller.clientHeight - HEAD - FOOT,
  );
  const scale = devicePixelRatio;
  element.width = Math.max(1, Math.round(width * scale));
  element.height = Math.max(1, Math.round(height * scale));
  element.style.width = `${String(width)}px`;
  element.style.height = `${String(height)}px`;
  element.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
  const family = getComputedStyle(document.body).fontFamily;
  paintShapes(context, shapes, { x, y, width, height, scale, family });
}
