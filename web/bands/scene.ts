import type { NodeSummary } from '#protocol/elements.ts';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import { displayName, type Look, type LookOf } from '../marks/kinds.ts';

/** A band: one relation, or several that have exactly the same members. */
export interface Band {
  /** The relation that stands for the band: the open one, else the highest score. */
  readonly id: string;
  readonly ids: readonly string[];
  readonly members: readonly string[];
  readonly score: number | null;
  /** Whether this is the relation that is open. */
  readonly isOpen: boolean;
}

export interface SceneNode {
  readonly id: string;
  /** The nodes that the mark stands for, itself first. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly kind: string | null;
  readonly look: Look;
  readonly degree: number;
  /** Member of the open relation. */
  readonly isOpen: boolean;
}

/** What a picture of bands shows, before it has places. */
export interface Scene {
  readonly focus: string;
  readonly bands: readonly Band[];
  readonly nodes: readonly SceneNode[];
}

/** More than this no picture can carry; what falls out is counted by the caller. */
export const MOST_NODES = 200;
/** As many bands as can be told apart, in a wide and in a narrow picture. */
export const MOST_BANDS = { wide: 16, narrow: 8 };
/** Neighbours looked at, best first, so that a picture is the same however many are known. */
const MOST_NEIGHBOURS = 30;

/**
 * Turns a neighbourhood into bands. Relations with equal members become one
 * band, except the open one, which always has its own.
 * @param mostBands - Neighbours come best first; those beyond are left out, as
 *   are those beyond 200 nodes.
 * @param mergesEdges - Relations with equal members share a band.
 * @returns Null if the open relation alone has more nodes than that.
 */
export function buildScene(
  neighbourhood: Neighbourhood,
  lookOf: LookOf,
  mostBands: number,
  mergesEdges = true,
): Scene | null {
  const { edge: focus, nodes } = neighbourhood;
  const edges = neighbourhood.edges.slice(0, MOST_NEIGHBOURS);
  const opened = edges.find(({ id }) => id === focus);
  if ((opened?.members.length ?? 0) > MOST_NODES) return null;
  const byMembers = new Map<string, Band>();
  const used = new Set<string>();
  for (const { id, members, score } of edges) {
    const isOpen = id === focus;
    const added = members.filter((node) => !used.has(node));
    const key = isOpen
      ? ''
      : mergesEdges
        ? JSON.stringify([...members].sort())
        : `alone ${id}`;
    const same = byMembers.get(key);
    const isFull =
      byMembers.size === mostBands || used.size + added.length > MOST_NODES;
    if (isFull && !isOpen && !same) continue;
    for (const node of members) used.add(node);
    byMembers.set(
      key,
      same
        ? withRelation(same, id, score)
        : { id, ids: [id], members, score, isOpen },
    );
  }
  const open = new Set(byMembers.get('')?.members);
  return {
    focus,
    bands: [...byMembers.values()],
    nodes: nodes
      .filter(({ id }) => used.has(id))
      .map((node) => sceneNode(node, lookOf, open)),
  };
}

function withRelation(band: Band, id: string, score: number | null): Band {
  const ids = [...band.ids, id];
  const isHigher = score !== null && score > (band.score ?? -Infinity);
  return isHigher ? { ...band, ids, id, score } : { ...band, ids };
}

function sceneNode(
  { id, kind, degree }: NodeSummary,
  lookOf: LookOf,
  open: ReadonlySet<string>,
): SceneNode {
  const name = displayName(id, kind);
  const isOpen = open.has(id);
  return { id, ids: [id], name, kind, degree, look: lookOf(kind), isOpen };
}
