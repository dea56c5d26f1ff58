import type { Neighbourhood } from '#protocol/neighbourhood.ts';

/** A relation as a vertex of the s-line graph. */
export interface LinkVertex {
  readonly id: string;
  readonly size: number;
  readonly score: number | null;
  /** Relations with exactly these members, itself included. */
  readonly count: number;
  readonly isOpen: boolean;
}

/** Two relations that share at least s members. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly overlap: number;
}

/** The s-line graph of the relations round the open one. */
export interface LinksModel {
  readonly focus: string;
  readonly s: number;
  readonly vertices: readonly LinkVertex[];
  /** Both ends are places in `vertices`; strongest overlap last, so that it is drawn on top. */
  readonly links: readonly Link[];
  /** Groups of vertices that links join, of two or more. */
  readonly groups: number;
  /** Relations that stand for the vertices. */
  readonly drawn: number;
}

/** Beyond this many a picture of links is a tangle. */
export const MOST_VERTICES = 60;

/**
 * Builds the s-line graph of a neighbourhood: the open relation, then the
 * others best first, those with equal members as one.
 * @remarks O(vertices² · members).
 */
export function buildLinks(
  neighbourhood: Neighbourhood,
  s: number,
): LinksModel {
  const { edge: focus, edges } = neighbourhood;
  const vertices: LinkVertex[] = [];
  const sets: ReadonlySet<string>[] = [];
  const places = new Map<string, number>();
  let drawn = 0;
  for (const { id, members, score } of edges) {
    const isOpen = id === focus;
    const key = isOpen ? '' : JSON.stringify([...members].sort());
    const place = places.get(key);
    const same = place === undefined ? undefined : vertices[place];
    if (place !== undefined && same) {
      vertices[place] = { ...same, count: same.count + 1 };
      drawn++;
    } else if (vertices.length < MOST_VERTICES) {
      places.set(key, vertices.length);
      vertices.push({ id, size: members.length, score, count: 1, isOpen });
      sets.push(new Set(members));
      drawn++;
    }
  }
  const links = linksBetween(sets, s);
  return {
    focus,
    s,
    vertices,
    links,
    groups: groupsOf(sets.length, links),
    drawn,
  };
}

function linksBetween(sets: readonly ReadonlySet<string>[], s: number): Link[] {
  const links: Link[] = [];
  sets.forEach((one, from) => {
    for (let to = from + 1; to < sets.length; to++) {
      let overlap = 0;
      for (const member of sets[to] ?? []) if (one.has(member)) overlap++;
      if (overlap >= s) links.push({ from, to, overlap });
    }
  });
  return links.sort((a, b) => a.overlap - b.overlap);
}

function groupsOf(count: number, links: readonly Link[]): number {
  const parent = Array.from({ length: count }, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] ?? top;
    return top;
  };
  const linked = new Set<number>();
  for (const { from, to } of links) {
    parent[root(from)] = root(to);
    linked.add(from).add(to);
  }
  return new Set([...linked].map(root)).size;
}
