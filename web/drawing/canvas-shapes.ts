import { resolvedColour } from './resolved-colour.ts';
import type { Paint, Shape } from './shape.ts';

const paths = new Map<string, Path2D>();

/** The part of a drawing that a canvas shows. */
export interface CanvasWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel. */
  readonly scale: number;
  /** CSS font family. */
  readonly family: string;
}

/**
 * Paints the shapes inside the window, in order.
 * @returns How many were painted.
 */
export function paintShapes(
  context: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  window: CanvasWindow,
): number {
  const { scale, width, height, x, y } = window;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  let painted = 0;
  for (const shape of shapes) {
    if (!isWithin(shape, window)) continue;
    painted++;
    context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    paintOne(context, shape, window.family);
  }
  return painted;
}

const REACH = 12;

function isWithin(shape: Shape, { x, y, width, height }: CanvasWindow) {
  const [left, top, right, bottom] = bounds(shape);
  return (
    right + REACH >= x &&
    left - REACH <= x + width &&
    bottom + REACH >= y &&
    top - REACH <= y + height
  );
}

function bounds(shape: Shape): readonly [number, number, number, number] {
  switch (shape.type) {
    case 'rect':
      return [
        shape.x,
        shape.y,
        shape.x + shape.width,
        shape.y + shape.height,
      ] as const;
    case 'line':
      return [
        Math.min(shape.from[0], shape.to[0]),
        Math.min(shape.from[1], shape.to[1]),
        Math.max(shape.from[0], shape.to[0]),
        Math.max(shape.from[1], shape.to[1]),
      ] as const;
    default:
      return [shape.x, shape.y, shape.x, shape.y] as const;
  }
}

function paintOne(
  context: CanvasRenderingContext2D,
  shape: Shape,
  family: string,
): void {
  context.globalAlpha = shape.paint.opacity ?? 1;
  switch (shape.type) {
    case 'rect': {
      context.beginPath();
      const { x, y, width, height, radius = 0 } = shape;
      context.roundRect(x, y, width, height, radius);
      fillAndStroke(context, shape.paint);
      return;
    }
    case 'line':
      context.beginPath();
      context.moveTo(...shape.from);
      context.lineTo(...shape.to);
      fillAndStroke(context, shape.paint);
      return;
    case 'path':
      context.translate(shape.x, shape.y);
      fillAndStroke(context, shape.paint, pathOf(shape.path));
      return;
    case 'text':
      context.font = `${String(shape.weight ?? 400)} ${String(shape.size ?? 12)}px ${family}`;
      context.textAlign =
        shape.anchor === 'middle' ? 'center' : (shape.anchor ?? 'start');
      context.fillStyle = resolvedColour(shape.paint.fill ?? 'var(--ink)');
      context.fillText(shape.text, shape.x, shape.y);
  }
}

function fillAndStroke(
  context: CanvasRenderingContext2D,
  paint: Paint,
  path?: Path2D,
): void {
  if (paint.fill !== undefined && paint.fill !== 'none') {
    context.fillStyle = resolvedColour(paint.fill);
    if (path) context.fill(path);
    else context.fill();
  }
  if (paint.stroke === undefined) return;
  context.strokeStyle = resolvedColour(paint.stroke);
  context.lineWidth = paint.width ?? 1;
  context.lineCap = paint.round === true ? 'round' : 'butt';
  context.setLineDash(paint.dash?.split(' ').map(Number) ?? []);
  if (path) context.stroke(path);
  else context.stroke();
}

function pathOf(text: string): Path2D {
  let path = paths.get(text);
  if (!path) {
    path = new Path2D(text);
    paths.set(text, path);
  }
  return path;
}
