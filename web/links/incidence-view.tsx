import { useComputed } from '@preact/signals';
import type { Point } from '../bands/outline.ts';
import type { Scene } from '../bands/scene.ts';
import { StopMarks, type StopMark } from '../drawing/stop-marks.tsx';
import { useSize, type Size } from '../drawing/use-size.ts';
import { formatScore } from '../marks/format.ts';
import { markPath } from '../marks/mark-path.ts';
import { scoreLevel } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { chooseItem, clearChoice, openEdge } from '../state/actions.ts';
import type { Item } from '../state/selection.ts';
import { useStore } from '../state/store-context.ts';
import { layOutLinks } from './links-layout.ts';

/** The same scene as lines from each node to its relations. */
export function IncidenceView({ scene }: { scene: Scene }) {
  const { box, size } = useSize();
  return (
    <div ref={box} class="links-view">
      {size && <Incidences scene={scene} size={size} />}
    </div>
  );
}

function Incidences({ scene, size }: { scene: Scene; size: Size }) {
  const store = useStore();
  const items: readonly Item[] = [
    ...scene.nodes.map(({ id }) => ({ type: 'node' as const, id })),
    ...scene.bands.map(({ id }) => ({ type: 'edge' as const, id })),
  ];
  const links = linksOf(scene);
  const places = useComputed(() =>
    layOutLinks({ vertices: items, links }, size),
  ).value;
  const highest = store.ranking.value?.highest ?? 0;
  const { nodes, edges } = store.selection.value;
  const marks: StopMark[] = [
    ...scene.nodes.map((node, at) => ({
      key: `node ${node.id}`,
      place: places[at] ?? ORIGIN,
      label: TEXT.picture.node(node.name, node.kind, node.degree),
      isChosen: node.ids.some((id) => nodes.has(id)),
      class: `link-vertex node look-${node.look}${node.isOpen ? ' open' : ''}`,
      shape: (
        <>
          <circle class="reach" r={14} />
          <path class="node-mark" d={markPath(node.look, 6)} />
          <text class="node-label" y={20} text-anchor="middle">
            {node.name}
          </text>
        </>
      ),
    })),
    ...scene.bands.map((band, at) => ({
      key: `edge ${band.id}`,
      place: places[scene.nodes.length + at] ?? ORIGIN,
      label: TEXT.links.vertex(
        `${band.id} · ${formatScore(band.score)}`,
        band.members.length,
        band.members.length,
      ),
      isChosen: band.ids.some((id) => edges.has(id)),
      class: `link-vertex level-${String(Math.max(band.isOpen ? 4 : 3, scoreLevel(band.score, highest)))}${band.isOpen ? ' open' : ''}`,
      shape: (
        <>
          <circle class="reach" r={14} />
          <rect
            class="vertex-mark"
            x={-6}
            y={-6}
            width={12}
            height={12}
            rx={2}
          />
          <text class="node-label" y={19} text-anchor="middle">
            {`${band.id} · ${formatScore(band.score)}`}
          </text>
        </>
      ),
    })),
  ];
  const itemOf = (key: string): Item => ({
    type: key.startsWith('node ') ? 'node' : 'edge',
    id: key.slice(5),
  });
  return (
    <svg
      width={size.width}
      height={size.height}
      role="group"
      aria-label={TEXT.edit.bipartite(scene.nodes.length, scene.bands.length)}
      onClick={() => clearChoice(store)}
    >
      <g aria-hidden="true">
        {links.map(({ from, to }) => (
          <line
            key={`${String(from)} ${String(to)}`}
            class="link"
            x1={places[from]?.[0]}
            y1={places[from]?.[1]}
            x2={places[to]?.[0]}
            y2={places[to]?.[1]}
          />
        ))}
      </g>
      <StopMarks
        marks={marks}
        onChoose={(key, mode) => chooseItem(store, itemOf(key), mode)}
        onOpen={(key) => {
          const { type, id } = itemOf(key);
          if (type === 'edge') openEdge(store, id);
        }}
        onHover={(key) =>
          (store.hover.value = key === null ? null : itemOf(key))
        }
      />
    </svg>
  );
}

const ORIGIN: Point = [0, 0];

function linksOf({ nodes, bands }: Scene) {
  const at = new Map(nodes.map(({ id }, place) => [id, place]));
  return bands.flatMap(({ members }, band) =>
    members.map((id) => ({
      from: at.get(id) ?? 0,
      to: nodes.length + band,
      overlap: 1,
    })),
  );
}
