import type { Paint, Shape } from './shape.ts';

/** Shapes as SVG elements, in order. */
export function SvgShapes({ shapes }: { shapes: readonly Shape[] }) {
  return <>{shapes.map((shape, at) => drawn(shape, at))}</>;
}

function drawn(shape: Shape, key: number) {
  const paint = attributes(shape.paint);
  switch (shape.type) {
    case 'rect': {
      const { x, y, width, height, radius = 0 } = shape;
      return (
        <rect key={key} {...{ x, y, width, height }} rx={radius} {...paint} />
      );
    }
    case 'line': {
      const [x1, y1] = shape.from;
      const [x2, y2] = shape.to;
      return <line key={key} {...{ x1, y1, x2, y2 }} {...paint} />;
    }
    case 'path':
      return (
        <path
          key={key}
          d={shape.path}
          transform={`translate(${String(shape.x)} ${String(shape.y)})`}
          {...paint}
        />
      );
    case 'text':
      return (
        <text
          key={key}
          x={shape.x}
          y={shape.y}
          text-anchor={shape.anchor ?? 'start'}
          font-size={shape.size ?? 12}
          font-weight={shape.weight ?? 400}
          {...paint}
        >
          {shape.text}
        </text>
      );
  }
}

function attributes(paint: Paint) {
  return {
    fill: paint.fill ?? 'none',
    ...(paint.stroke !== undefined && {
      stroke: paint.stroke,
      'stroke-width': paint.width ?? 1,
    }),
    ...(paint.dash !== undefined && { 'stroke-dasharray': paint.dash }),
    ...(paint.opacity !== undefined && { opacity: paint.opacity }),
    ...(paint.round === true && { 'stroke-linecap': 'round' as const }),
  };
}
