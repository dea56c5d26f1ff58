import { allocateUint32 } from '#numeric/allocate.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { Hypergraph } from './hypergraph.ts';
import { rowCount, transpose, type Incidence } from './incidence.ts';
import { IncidenceProperties } from './incidence-properties.ts';
import { mergeRows } from './merge-rows.ts';
import type { MergeRules } from './merge-rule.ts';
import { gatherIds } from './restrict.ts';

/** A hypergraph whose equal rows were merged, and which rows became which. */
export interface Collapsed {
  readonly hypergraph: Hypergraph;
  /**
   * Row `c` lists the old indices merged into `c`, ascending; the first of them
   * gives the merged element its id.
   */
  readonly classes: Incidence;
}

/** How to merge properties, by property name; see {@link MergeRules} for the defaults. */
export interface CollapseOptions {
  readonly edgeRules?: MergeRules;
  readonly nodeRules?: MergeRules;
  readonly incidenceRules?: MergeRules;
}

/**
 * Merges hyperedges with the same members into one, which keeps the first id.
 * @remarks Time O(incidences), expected; classes in order of their first edge.
 * Collapsing twice changes nothing.
 */
export function collapseEdges(
  hypergraph: Hypergraph,
  options: CollapseOptions = {},
): Collapsed {
  const classes = equalRows(hypergraph.edges);
  const first = firstOfEach(classes);
  const kept = rowsAt(hypergraph.edges, first);
  // The incidences of a class line up: equal rows have equal members.
  const incidenceClasses = alignedPositions(hypergraph.edges, classes);
  return {
    classes,
    hypergraph: new Hypergraph({
      edges: kept,
      nodes: transpose(kept, hypergraph.nodeCount),
      edgeIds: gatherIds(hypergraph.edgeIds, first),
      nodeIds: hypergraph.nodeIds,
      edgeProperties: mergeRows(
        hypergraph.edgeProperties,
        classes,
        options.edgeRules,
      ),
      nodeProperties: hypergraph.nodeProperties,
      incidenceProperties: IncidenceProperties.ofEdges(
        mergeRows(
          hypergraph.incidencesByEdge(),
          incidenceClasses,
          options.incidenceRules,
        ),
      ),
      networkType: hypergraph.networkType,
      metadata: hypergraph.metadata,
    }),
  };
}

/** Merges nodes that lie in the same hyperedges; otherwise as {@link collapseEdges}. */
export function collapseNodes(
  hypergraph: Hypergraph,
  options: CollapseOptions = {},
): Collapsed {
  const swapped: CollapseOptions = {
    ...(options.nodeRules && { edgeRules: options.nodeRules }),
    ...(options.incidenceRules && { incidenceRules: options.incidenceRules }),
  };
  const collapsed = collapseEdges(hypergraph.dual(), swapped);
  return {
    classes: collapsed.classes,
    hypergraph: collapsed.hypergraph.dual(),
  };
}

/** Merges equal nodes, then equal hyperedges; merging neither makes new equals of the other. */
export function collapseNodesAndEdges(
  hypergraph: Hypergraph,
  options: CollapseOptions = {},
): {
  hypergraph: Hypergraph;
  nodeClasses: Incidence;
  edgeClasses: Incidence;
} {
  const nodes = collapseNodes(hypergraph, options);
  const edges = collapseEdges(nodes.hypergraph, options);
  return {
    hypergraph: edges.hypergraph,
    nodeClasses: nodes.classes,
    edgeClasses: edges.classes,
  };
}

/**
 * Classes of rows with equal members, by first row; each class ascends.
 * @remarks Expected time O(incidences + rows): rows are compared only when hash
 * and length agree.
 */
export function equalRows(incidence: Incidence): Incidence {
  const rows = rowCount(incidence);
  const classOf = new Uint32Array(rows);
  const firsts: number[] = [];
  const slots = new Uint32Array(tableSize(rows));
  const mask = slots.length - 1;
  for (let row = 0; row < rows; row++) {
    let slot = hashRow(incidence, row) & mask;
    let found = slots[slot]! - 1;
    while (found >= 0 && !sameRow(incidence, row, firsts[found]!)) {
      slot = (slot + 1) & mask;
      found = slots[slot]! - 1;
    }
    if (found < 0) {
      found = firsts.length;
      firsts.push(row);
      slots[slot] = found + 1;
    }
    classOf[row] = found;
  }
  return groupRows(classOf, firsts.length);
}

function groupRows(classOf: Uint32Array, classCount: number): Incidence {
  const counts = new Uint32Array(classCount);
  for (const c of classOf) counts[c]!++;
  const offsets = exclusivePrefixSum(counts);
  const next = offsets.slice(0, classCount);
  const members = allocateUint32(classOf.length);
  classOf.forEach((c, row) => (members[next[c]!++] = row));
  return { offsets, members };
}

function tableSize(rows: number): number {
  let size = 16;
  while (size < rows * 2) size *= 2;
  return size;
}

function hashRow({ offsets, members }: Incidence, row: number): number {
  let hash = 0x811c9dc5;
  for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
    hash = Math.imul(hash ^ members[i]!, 0x01000193);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b) >>> 0;
}

function sameRow(
  { offsets, members }: Incidence,
  left: number,
  right: number,
): boolean {
  const length = offsets[left + 1]! - offsets[left]!;
  if (length !== offsets[right + 1]! - offsets[right]!) return false;
  const from = offsets[left]!;
  const other = offsets[right]!;
  for (let i = 0; i < length; i++) {
    if (members[from + i] !== members[other + i]) return false;
  }
  return true;
}

/** First old index of each class. */
function firstOfEach(classes: Incidence): Uint32Array {
  const first = new Uint32Array(rowCount(classes));
  for (let c = 0; c < first.length; c++) {
    first[c] = classes.members[classes.offsets[c]!]!;
  }
  return first;
}

function rowsAt({ offsets, members }: Incidence, rows: Uint32Array): Incidence {
  const lengths = rows.map((row) => offsets[row + 1]! - offsets[row]!);
  const keptOffsets = exclusivePrefixSum(lengths);
  const kept = allocateUint32(keptOffsets[rows.length]!);
  rows.forEach((row, index) => {
    kept.set(
      members.subarray(offsets[row], offsets[row + 1]),
      keptOffsets[index],
    );
  });
  return { offsets: keptOffsets, members: kept };
}

/** For each incidence of the merged rows, the old positions it stands for. */
function alignedPositions(
  { offsets }: Incidence,
  classes: Incidence,
): Incidence {
  const counts: number[] = [];
  const positions: number[] = [];
  for (let c = 0; c < rowCount(classes); c++) {
    const rows = classes.members.subarray(
      classes.offsets[c],
      classes.offsets[c + 1],
    );
    const length = offsets[rows[0]! + 1]! - offsets[rows[0]!]!;
    for (let i = 0; i < length; i++) {
      counts.push(rows.length);
      for (const row of rows) positions.push(offsets[row]! + i);
    }
  }
  return {
    offsets: exclusivePrefixSum(counts),
    members: Uint32Array.from(positions),
  };
}
