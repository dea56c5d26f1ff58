import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { textWidth } from '../frame/text-width.ts';
import type { Look } from '../marks/kinds.ts';
import { markPath } from '../marks/mark-path.ts';
import { bandFont, nodeFont } from './fonts.ts';
import { labelScene, outlineScene, type PictureSize } from './geometry.ts';
import { layoutBands } from './layout.ts';
import { outlinePath, type Point } from './outline.ts';
import type { RingSizes } from './ring-levels.ts';
import type { Scene } from './scene.ts';

export interface SketchNode {
  readonly id: string;
  readonly name: string;
  readonly look: Look;
}

export interface SketchBand {
  readonly id: string;
  readonly members: readonly string[];
}

const MARGIN = { left: 44, right: 44, top: 36, bottom: 36 };

/**
 * A small still picture of bands, for explaining.
 * @param props.places - Places in the unit square; laid out if absent.
 * @param props.strong - Band drawn as the one that stands out.
 */
export function BandSketch(props: {
  label?: string;
  class?: string;
  bands: readonly SketchBand[];
  nodes: readonly SketchNode[];
  rings: RingSizes;
  places?: ReadonlyMap<string, Point>;
  markSize: number;
  hasNames: boolean;
  strong?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSignal<PictureSize | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      size.value = width > 0 && height > 0 ? { width, height } : null;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [size]);
  const said = props.label
    ? ({ role: 'img', 'aria-label': props.label } as const)
    : ({ 'aria-hidden': true } as const);
  return (
    <div ref={box} class={props.class}>
      {size.value && (
        <svg width={size.value.width} height={size.value.height} {...said}>
          <Drawing {...props} size={size.value} />
        </svg>
      )}
    </div>
  );
}

type DrawingProps = Parameters<typeof BandSketch>[0] & { size: PictureSize };

function Drawing(props: DrawingProps) {
  const { bands, nodes, size, rings, strong, markSize } = props;
  const drawn = useMemo(
    () => arrange(props),
    [bands, nodes, size.width, size.height, rings],
  );
  return (
    <>
      {drawn.outlines.bands.map(
        (outline, at) =>
          bands[at]?.id === strong && (
            <path key="halo" class="band-halo" d={outlinePath(outline)} />
          ),
      )}
      {drawn.outlines.order.map((at) => (
        <path
          key={bands[at]?.id}
          class={
            bands[at]?.id === strong ? 'sketch-band strong' : 'sketch-band'
          }
          d={outlinePath(drawn.outlines.bands[at] ?? [])}
        />
      ))}
      {nodes.map(({ id, look }) => {
        const [x, y] = drawn.places.get(id) ?? [0, 0];
        return (
          <path
            key={id}
            class={`node-mark look-${look}`}
            d={markPath(look, markSize)}
            transform={`translate(${String(x)} ${String(y)})`}
          />
        );
      })}
      {drawn.labels?.nodes.map(({ id, x, y, text }) => (
        <text key={id} class="node-label" x={x + 2} y={y + 12}>
          {text}
        </text>
      ))}
      {drawn.labels?.bands.map(({ id, x, y, width, height, text }) => (
        <g
          key={id}
          class="sketch-name"
          transform={`translate(${String(x)} ${String(y)})`}
        >
          <rect width={width} height={height} rx="8.5" />
          <text x={width / 2} y="12.3">
            {text}
          </text>
        </g>
      ))}
    </>
  );
}

function arrange({
  bands,
  nodes,
  size,
  rings,
  places: given,
  hasNames,
  strong,
}: DrawingProps) {
  const scene: Scene = {
    focus: '',
    bands: bands.map(({ id, members }) => ({
      id,
      ids: [id],
      members,
      score: null,
      isOpen: id === strong,
    })),
    nodes: nodes.map((node) => ({
      ...node,
      kind: null,
      degree: 1,
      ids: [node.id],
      isOpen: false,
    })),
  };
  const places = given
    ? new Map(
        [...given].map(([id, [x, y]]) => [
          id,
          [x * size.width, y * size.height] as Point,
        ]),
      )
    : layoutBands({
        bands: scene.bands,
        ...size,
        margin: MARGIN,
        rings,
        pins: [],
        seed: 1,
      });
  const outlines = outlineScene(scene, places, rings);
  const labels = hasNames
    ? labelScene(scene, places, outlines, {
        size,
        taken: [],
        widths: {
          node: (text) => textWidth(text, nodeFont(false, false)),
          band: (text) => textWidth(text, bandFont(false)),
        },
        bandName: (at) => scene.bands[at]?.id ?? '',
        onlyOpenBand: false,
      })
    : null;
  return { places, outlines, labels };
}
