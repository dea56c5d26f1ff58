import { useComputed } from '@preact/signals';
import { bandFont } from '../bands/fonts.ts';
import { LabelField, type PlacedLabel } from '../bands/labels.ts';
import type { Point } from '../bands/outline.ts';
import { StopMarks, type StopMark } from '../drawing/stop-marks.tsx';
import { useSize, type Size } from '../drawing/use-size.ts';
import { textWidth } from '../frame/text-width.ts';
import { formatScore } from '../marks/format.ts';
import { scoreLevel } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { chooseItem, clearChoice, openEdge } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { layOutLinks } from './links-layout.ts';
import { buildLinks, type LinksModel, type LinkVertex } from './links-model.ts';

/** Half a vertex's side, pixels. */
const HALF = 7;
const LONGEST_NAME = 18;

/** The relations round the open one as a graph: linked where they share s members. */
export function LinksView() {
  const store = useStore();
  const { box, size } = useSize();
  const model = useComputed(() => {
    const neighbourhood = valueOf(store.neighbourhood.value);
    return neighbourhood ? buildLinks(neighbourhood, store.s.value) : null;
  });
  const { value: links } = model;
  const total = valueOf(store.neighbourhood.value)?.total ?? 0;
  return (
    <div ref={box} class="links-view">
      {links && size && <Graph model={links} size={size} />}
      {links && (
        <div class="stage-note">
          <span class="left-out" role="status">
            {TEXT.links.note(links.drawn, total, links.groups, links.s)}
          </span>
        </div>
      )}
    </div>
  );
}

function Graph({ model, size }: { model: LinksModel; size: Size }) {
  const store = useStore();
  const places = useComputed(() => layOutLinks(model, size)).value;
  const highest = store.ranking.value?.highest ?? 0;
  const { edges } = store.selection.value;
  const hovered = store.hover.value;
  const near = nearTo(model, hovered?.type === 'edge' ? hovered.id : null);
  const labels = useComputed(() => labelLinks(model, places, size)).value;
  const marks: StopMark[] = model.vertices.map((vertex, at) => ({
    key: vertex.id,
    place: places[at] ?? [0, 0],
    label: TEXT.links.vertex(nameOf(vertex), vertex.size, degreeOf(model, at)),
    isChosen: edges.has(vertex.id),
    class: [
      'link-vertex',
      `level-${String(Math.max(vertex.isOpen ? 4 : 3, scoreLevel(vertex.score, highest)))}`,
      vertex.isOpen ? 'open' : '',
      near && !near.has(at) ? 'back' : '',
    ].join(' '),
    shape: (
      <Vertex
        vertex={vertex}
        place={places[at]}
        label={labels.get(vertex.id)}
      />
    ),
  }));
  return (
    <svg
      width={size.width}
      height={size.height}
      role="group"
      aria-label={TEXT.links.aria(model.focus, model.s, model.links.length)}
      onClick={() => clearChoice(store)}
    >
      <g aria-hidden="true">
        {model.links.map(({ from, to, overlap }) => (
          <line
            key={`${String(from)} ${String(to)}`}
            class={
              near && !(near.has(from) && near.has(to)) ? 'link back' : 'link'
            }
            x1={places[from]?.[0]}
            y1={places[from]?.[1]}
            x2={places[to]?.[0]}
            y2={places[to]?.[1]}
            stroke-width={Math.min(6, 0.6 + 0.9 * (overlap - model.s + 1))}
            stroke-opacity={0.75 / (1 + model.links.length / 160)}
          />
        ))}
      </g>
      <StopMarks
        marks={marks}
        onChoose={(id, mode) => chooseItem(store, { type: 'edge', id }, mode)}
        onOpen={(id) => openEdge(store, id)}
        onHover={(id) =>
          (store.hover.value = id === null ? null : { type: 'edge', id })
        }
      />
    </svg>
  );
}

function Vertex(props: {
  vertex: LinkVertex;
  place: Point | undefined;
  label: PlacedLabel | undefined;
}) {
  const { vertex, place = [0, 0], label } = props;
  const half = halfOf(vertex);
  return (
    <>
      <circle class="reach" r={15} />
      <rect
        class="vertex-mark"
        x={-half}
        y={-half}
        width={2 * half}
        height={2 * half}
        rx={3}
      />
      {label ? (
        <text
          class="node-label"
          x={label.x + 2 - place[0]}
          y={label.y + 11.5 - place[1]}
        >
          {label.text}
        </text>
      ) : (
        <text class="node-label hidden" y={half + 13} text-anchor="middle">
          {nameOf(vertex)}
        </text>
      )}
    </>
  );
}

function halfOf({ count }: LinkVertex): number {
  return HALF + Math.min(4, Math.log2(count));
}

/** Names that find room; the others show on hover and focus. */
function labelLinks(
  { vertices }: LinksModel,
  places: readonly Point[],
  size: Size,
): ReadonlyMap<string, PlacedLabel> {
  const marks = places.map(([x, y]) => ({
    x: x - 11,
    y: y - 11,
    width: 22,
    height: 22,
  }));
  const { width, height } = size;
  const note = { x: width / 2 - 190, y: height - 44, width: 380, height: 44 };
  const field = new LabelField(size, [], [...marks, note]);
  const font = bandFont(false);
  const placed = vertices.flatMap((vertex, at) => {
    const [x, y] = places[at] ?? [0, 0];
    const { id, isOpen: chosen } = vertex;
    const text = nameOf(vertex);
    const label = { id, x, y, text, chosen };
    return field.placeNode(label, textWidth(text, font)) ?? [];
  });
  return new Map(placed.map((label) => [label.id, label]));
}

function nameOf({ id, count, score }: LinkVertex): string {
  const many = count > 1 ? ` ${TEXT.picture.merged(count)}` : '';
  const figure = formatScore(score);
  return id.length <= LONGEST_NAME
    ? `${id}${many} · ${figure}`
    : `${figure}${many}`;
}

function degreeOf({ links }: LinksModel, at: number): number {
  return links.filter(({ from, to }) => from === at || to === at).length;
}

/** Places of a vertex and those linked to it; null if it is not drawn. */
function nearTo(
  { vertices, links }: LinksModel,
  id: string | null,
): ReadonlySet<number> | null {
  const at = id === null ? -1 : vertices.findIndex((one) => one.id === id);
  if (at < 0) return null;
  const ends = links.flatMap(({ from, to }) =>
    from === at ? [to] : to === at ? [from] : [],
  );
  return new Set([at, ...ends]);
}
