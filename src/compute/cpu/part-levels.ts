import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/**
 * Hyperedges over groups of nodes (vertices). A hyperedge keeps the size it had
 * over nodes and counts how many of them each vertex stands for.
 */
export interface PartLevel {
  readonly vertexCount: number;
  /** Row = hyperedge that holds two or more vertices. */
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
  /** Nodes of the hyperedge in each of `members`. */
  readonly counts: Uint32Array;
  readonly sizes: Uint32Array;
  readonly weights: Float64Array;
  /** Row = vertex; entries are positions in `members`. */
  readonly columnOffsets: Uint32Array;
  readonly entries: Uint32Array;
  /** Hyperedge of each of `members`. */
  readonly rowOf: Uint32Array;
  /** Weight of all hyperedges of each vertex, with multiplicity. */
  readonly volumes: Float64Array;
}

/** Nodes as vertices; hyperedges without weight are left out. O(incidences). */
export function nodeLevel(
  edges: Incidence,
  nodeCount: number,
  weights: Float64Array,
): PartLevel {
  const volumes = new Float64Array(nodeCount);
  const rows: number[] = [];
  for (let row = 0; row < rowCount(edges); row++) {
    if (weights[row] === 0) continue;
    for (let q = edges.offsets[row]!; q < edges.offsets[row + 1]!; q++) {
      volumes[edges.members[q]!]! += weights[row]!;
    }
    if (rowLength(edges, row) > 1) rows.push(row);
  }
  const members = new Uint32Array(edges.members.length);
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => {
    const start = edges.offsets[row]!;
    const end = edges.offsets[row + 1]!;
    members.set(edges.members.subarray(start, end), offsets[i]);
    offsets[i + 1] = offsets[i]! + end - start;
  });
  const total = offsets[rows.length]!;
  return withColumns({
    vertexCount: nodeCount,
    offsets,
    members: members.subarray(0, total),
    counts: new Uint32Array(total).fill(1),
    sizes: Uint32Array.from(rows, (row) => rowLength(edges, row)),
    weights: Float64Array.from(rows, (row) => weights[row]!),
    volumes,
  });
}

/**
 * Vertices of one group as one vertex; hyperedges within a group go. O(entries).
 * @param groups - Group of each vertex, from 0, none empty.
 */
export function groupedLevel(
  level: PartLevel,
  groups: Uint32Array,
  groupCount: number,
): PartLevel {
  const volumes = new Float64Array(groupCount);
  groups.forEach((group, v) => (volumes[group]! += level.volumes[v]!));
  const members = new Uint32Array(level.members.length);
  const counts = new Uint32Array(level.members.length);
  const place = new Int32Array(groupCount).fill(-1);
  const offsets = [0];
  const rows: number[] = [];
  let at = 0;
  for (let row = 0; row < level.sizes.length; row++) {
    const start = at;
    for (let q = level.offsets[row]!; q < level.offsets[row + 1]!; q++) {
      const group = groups[level.members[q]!]!;
      if (place[group]! < start) {
        place[group] = at;
        members[at] = group;
        counts[at++] = 0;
      }
      counts[place[group]!]! += level.counts[q]!;
    }
    // Places left behind must lie below the start of the next row.
    for (let i = start; i < at; i++) place[members[i]!] = -1;
    if (at - start < 2) at = start;
    else {
      rows.push(row);
      offsets.push(at);
    }
  }
  return withColumns({
    vertexCount: groupCount,
    offsets: Uint32Array.from(offsets),
    members: members.slice(0, at),
    counts: counts.slice(0, at),
    sizes: Uint32Array.from(rows, (row) => level.sizes[row]!),
    weights: Float64Array.from(rows, (row) => level.weights[row]!),
    volumes,
  });
}

function withColumns(
  level: Omit<PartLevel, 'columnOffsets' | 'entries' | 'rowOf'>,
): PartLevel {
  const { vertexCount, offsets, members } = level;
  const degrees = new Uint32Array(vertexCount);
  for (const member of members) degrees[member]!++;
  const columnOffsets = exclusivePrefixSum(degrees);
  const next = columnOffsets.slice(0, vertexCount);
  const entries = new Uint32Array(members.length);
  const rowOf = new Uint32Array(members.length);
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let q = offsets[row]!; q < offsets[row + 1]!; q++) {
      entries[next[members[q]!]!++] = q;
      rowOf[q] = row;
    }
  }
  return { ...level, columnOffsets, entries, rowOf };
}
