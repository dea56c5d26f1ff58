import type { Look } from './kinds.ts';

/**
 * Outline of a node's mark, centred on 0,0: the shape says the kind, so colour
 * never has to.
 * @param size - Half the mark's height, pixels.
 */
export function markPath(look: Look, size: number): string {
  switch (look) {
    case 'user':
      return disc(size);
    case 'host':
      return polygon(4, Math.PI / 4, size * 1.25);
    case 'process':
      return polygon(3, -Math.PI / 2, size * 1.22, size * 0.2);
    case 'dest':
      return polygon(4, 0, size * 1.2);
    case 'file':
      return page(size);
    case 'place':
      return polygon(6, 0, size * 1.08);
    case 'gene':
      return pill(size);
    case 'other':
      return plus(size);
  }
}

function polygon(corners: number, turn: number, radius: number, down = 0) {
  const points = Array.from({ length: corners }, (_, corner) => {
    const angle = turn + (corner * 2 * Math.PI) / corners;
    const x = radius * Math.cos(angle);
    const y = radius * Math.sin(angle) + down;
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}

function disc(r: number): string {
  return `M${r},0A${r},${r} 0 1 1 ${-r},0A${r},${r} 0 1 1 ${r},0Z`;
}

function page(r: number): string {
  const fold = r * 0.6;
  const half = r * 0.75;
  return `M${-half},${-r}H${half - fold}L${half},${fold - r}V${r}H${-half}Z`;
}

function pill(r: number): string {
  const end = r * 0.62;
  const half = r * 0.5;
  const arc = (x: number, y: number) => `A${end},${end} 0 0 1 ${x},${y}`;
  return `M${-half},${-end}H${half}${arc(half, end)}H${-half}${arc(-half, -end)}Z`;
}

function plus(r: number): string {
  const arm = r * 0.38;
  const rest = r - arm;
  return `M${-arm},${-r}h${2 * arm}v${rest}h${rest}v${2 * arm}h${-rest}v${rest}h${-2 * arm}v${-rest}h${-rest}v${-2 * arm}h${rest}Z`;
}
