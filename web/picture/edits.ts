import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import type { Scene } from '../bands/scene.ts';
import type { Selection } from '../state/selection.ts';

/** What a picture colours or sizes its nodes by. */
export const NODE_STATISTICS = ['none', 'degree', 'here'] as const;
export type NodeStatistic = (typeof NODE_STATISTICS)[number];

/** What a picture colours its bands by. */
export const BAND_STATISTICS = ['score', 'size', 'time'] as const;
export type BandStatistic = (typeof BAND_STATISTICS)[number];

/** How a picture of bands looks. */
export interface PictureLook {
  /** Nodes in the same bands are one mark with their number. */
  readonly mergesNodes: boolean;
  /** Relations with the same members are one band with their number. */
  readonly mergesEdges: boolean;
  readonly nodeColour: NodeStatistic;
  readonly nodeSize: NodeStatistic;
  readonly bandColour: BandStatistic;
  /** Pixels. */
  readonly textSize: number;
  /** Lines from nodes to relations instead of bands. */
  readonly isBipartite: boolean;
  /** The dual beside it: relations as nodes, nodes as bands. */
  readonly hasDual: boolean;
}

export const PLAIN_LOOK: PictureLook = {
  mergesNodes: false,
  mergesEdges: true,
  nodeColour: 'none',
  nodeSize: 'none',
  bandColour: 'score',
  textSize: 12,
  isBipartite: false,
  hasDual: false,
};

/**
 * A neighbourhood without what was removed; the open relation stays, whatever
 * was removed of it.
 */
export function withoutRemoved(
  neighbourhood: Neighbourhood,
  { edges, nodes }: Selection,
): Neighbourhood {
  if (edges.size + nodes.size === 0) return neighbourhood;
  return {
    ...neighbourhood,
    nodes: neighbourhood.nodes.filter(({ id }) => !nodes.has(id)),
    edges: neighbourhood.edges.flatMap((edge) => {
      const members = edge.members.filter((id) => !nodes.has(id));
      const isOpen = edge.id === neighbourhood.edge;
      const isGone = edges.has(edge.id) || members.length === 0;
      return isGone && !isOpen ? [] : [{ ...edge, members }];
    }),
  };
}

/** A scene without what is hidden; what is left keeps its place. */
export function withoutHidden(
  scene: Scene,
  { edges, nodes }: Selection,
): Scene {
  if (edges.size + nodes.size === 0) return scene;
  const isHidden = (ids: readonly string[]) => ids.every((id) => nodes.has(id));
  const shown = scene.nodes.filter(({ ids }) => !isHidden(ids));
  const left = new Set(shown.map(({ id }) => id));
  return {
    ...scene,
    nodes: shown,
    bands: scene.bands.flatMap((band) => {
      if (band.ids.every((id) => edges.has(id))) return [];
      const members = band.members.filter((id) => left.has(id));
      return members.length === 0 ? [] : [{ ...band, members }];
    }),
  };
}

/**
 * A scene in which nodes that lie in the very same bands are one mark.
 * @param apart - Nodes that were taken apart again.
 */
export function mergeAlike(scene: Scene, apart: ReadonlySet<string>): Scene {
  const bandsOf = new Map<string, number[]>();
  scene.bands.forEach(({ members }, at) => {
    for (const node of members) {
      bandsOf.set(node, [...(bandsOf.get(node) ?? []), at]);
    }
  });
  const stands = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for (const { id } of scene.nodes) {
    const key = apart.has(id) ? `alone ${id}` : (bandsOf.get(id) ?? []).join();
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
    stands.set(id, group?.[0] ?? id);
  }
  const idsOf = new Map(
    [...groups.values()].map((ids) => [ids[0] ?? '', ids] as const),
  );
  return {
    ...scene,
    bands: scene.bands.map((band) => ({
      ...band,
      members: band.members.filter((id) => stands.get(id) === id),
    })),
    nodes: scene.nodes
      .filter(({ id }) => idsOf.has(id))
      .map((node) => ({ ...node, ids: idsOf.get(node.id) ?? [node.id] })),
  };
}

/** The dual of a neighbourhood: its nodes as relations of its relations. */
export function dualOf(
  { edges, nodes }: Neighbourhood,
  most: number,
): Neighbourhood {
  const shown = edges.slice(0, most);
  const rows = nodes
    .map(({ id }) => ({
      id,
      members: shown.flatMap(({ id: edge, members }) =>
        members.includes(id) ? [edge] : [],
      ),
      overlap: 0,
      score: null,
      time: null,
    }))
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.members.length - a.members.length);
  return {
    s: 1,
    edge: '',
    total: rows.length,
    shown: rows.length,
    edges: rows,
    nodes: shown.map(({ id, members }) => ({
      id,
      kind: null,
      degree: members.length,
    })),
    component: { size: rows.length },
  };
}

/** A selection seen from the dual. */
export function turned({ edges, nodes }: Selection): Selection {
  return { edges: nodes, nodes: edges };
}
