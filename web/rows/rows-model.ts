import type { NodeSummary } from '#protocol/elements.ts';
import type { NeighbourEdge, Neighbourhood } from '#protocol/neighbourhood.ts';
import type { TimeRange } from '#protocol/time-range.ts';
import { displayName, type Look, type LookOf } from '../marks/kinds.ts';
import { chooseSlots } from './slots.ts';

export const ROW_ORDERS = ['met', 'weight'] as const;
/** Within a kind: by where in the picture a node is met, or by how often. */
export type RowOrder = (typeof ROW_ORDERS)[number];

/** More rows than this are no picture; relations that need more are left out. */
export const MOST_ROWS = 500;
/** Relations that a slot should hold, or slots would part them for nothing. */
const PER_SLOT = 6;
const MOST_SLOTS = 60;

/** A node. */
export interface RowNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly look: Look;
  /** Member of the open relation. */
  readonly isOpen: boolean;
  /** Relations here that hold it, whatever the time brush says. */
  readonly count: number;
}

/** A relation, or several with equal members in one slot. */
export interface RowColumn {
  /** The relation that stands for the column: the open one, else the highest score. */
  readonly id: string;
  readonly ids: readonly string[];
  readonly score: number | null;
  readonly time: number | null;
  readonly slot: number;
  readonly isOpen: boolean;
  /** Rows it touches, ascending; at least one unless all its members are drips. */
  readonly rows: readonly number[];
  /** Members met in this column only, which have no row. */
  readonly drips: readonly string[];
}

export interface RowSlot {
  /** First moment; null for relations without a time. */
  readonly start: number | null;
  readonly count: number;
}

/** What a picture of rows and columns shows, before it has places. */
export interface RowsModel {
  readonly focus: string;
  readonly rows: readonly RowNode[];
  readonly columns: readonly RowColumn[];
  readonly slots: readonly RowSlot[];
  /** Length of a slot, milliseconds; 0 where there is no time. */
  readonly step: number;
  /** Relations drawn, merged ones counted each. */
  readonly drawn: number;
}

export interface RowsOptions {
  readonly lookOf: LookOf;
  readonly order: RowOrder;
  /** Kinds of node, first ones on top; others follow by name. */
  readonly kinds: readonly string[];
  /** Only relations within it become columns; rows stay where they are. */
  readonly brush: TimeRange | null;
}

/**
 * Turns a neighbourhood into rows and columns. Rows and their order come from
 * all of its relations, so they stay when the time brush moves.
 * @returns Null if the open relation alone has more members than rows are drawn.
 * @remarks O(incidences log incidences).
 */
export function buildRows(
  neighbourhood: Neighbourhood,
  options: RowsOptions,
): RowsModel | null {
  const { edge: focus, nodes } = neighbourhood;
  const edges = withinRows(neighbourhood);
  const opened = new Set(edges.find(({ id }) => id === focus)?.members);
  if (opened.size > MOST_ROWS) return null;
  const sorted = [...edges].sort(byTime);
  const met = whereMet(sorted);
  const rows = nodes
    .filter(({ id }) => opened.has(id) || (met.get(id)?.length ?? 0) > 1)
    .map((node) => rowOf(node, { met, opened, lookOf: options.lookOf }))
    .sort(rowComparison(options, met));
  const rowAt = new Map(rows.map(({ id }, at) => [id, at]));
  const { brush } = options;
  const shown = sorted.filter(
    ({ id, time }) =>
      id === focus ||
      !brush ||
      (time !== null && time >= brush.from && time <= brush.to),
  );
  const scale = chooseSlots(
    shown.map(({ time }) => time),
    Math.min(MOST_SLOTS, Math.max(2, Math.round(shown.length / PER_SLOT))),
  );
  const slots: { start: number | null; count: number }[] = [];
  const columns = new Map<string, RowColumn>();
  for (const edge of shown) {
    const start = scale.slotOf(edge.time);
    if (slots.length === 0 || slots[slots.length - 1]?.start !== start) {
      slots.push({ start, count: 0 });
    }
    const slot = slots.length - 1;
    const current = slots[slot];
    if (current) current.count++;
    addColumn(columns, edge, { slot, rowAt, isOpen: edge.id === focus });
  }
  return {
    focus,
    rows,
    columns: [...columns.values()],
    slots,
    step: scale.step,
    drawn: shown.length,
  };
}

/** The relations, best first, as far as the rows reach. */
function withinRows({ edges, edge: focus }: Neighbourhood): NeighbourEdge[] {
  const met = new Map<string, number>();
  let rows = 0;
  const kept: NeighbourEdge[] = [];
  for (const edge of edges) {
    // only the second meeting makes a row
    const added =
      edge.id === focus
        ? edge.members.length
        : edge.members.filter((node) => met.get(node) === 1).length;
    if (rows + added > MOST_ROWS && edge.id !== focus) continue;
    rows += added;
    const first = edge.id === focus ? 2 : 1;
    for (const node of edge.members) {
      met.set(node, (met.get(node) ?? 0) + first);
    }
    kept.push(edge);
  }
  return kept;
}

function byTime(a: NeighbourEdge, b: NeighbourEdge): number {
  const [left, right] = [a.time ?? Infinity, b.time ?? Infinity];
  if (left !== right) return left < right ? -1 : 1;
  return (b.score ?? 0) - (a.score ?? 0) || (a.id < b.id ? -1 : 1);
}

/** For each node the places, in order of time, of the relations that hold it. */
function whereMet(edges: readonly NeighbourEdge[]): Map<string, number[]> {
  const met = new Map<string, number[]>();
  edges.forEach(({ members }, at) => {
    for (const node of members) {
      const places = met.get(node);
      if (places) places.push(at);
      else met.set(node, [at]);
    }
  });
  return met;
}

function rowOf(
  { id, kind }: NodeSummary,
  from: {
    met: ReadonlyMap<string, readonly number[]>;
    opened: ReadonlySet<string>;
    lookOf: LookOf;
  },
): RowNode {
  return {
    id,
    name: displayName(id, kind),
    kind,
    look: from.lookOf(kind),
    isOpen: from.opened.has(id),
    count: from.met.get(id)?.length ?? 0,
  };
}

/** By kind; then members of the open relation; then by weight or barycentre. */
function rowComparison(
  { kinds, order }: RowsOptions,
  met: ReadonlyMap<string, readonly number[]>,
): (a: RowNode, b: RowNode) => number {
  const rank = new Map(kinds.map((kind, at) => [kind, at]));
  const kindOf = ({ kind }: RowNode) => rank.get(kind ?? '') ?? kinds.length;
  const centre = ({ id }: RowNode) => mean(met.get(id) ?? []);
  return (a, b) =>
    kindOf(a) - kindOf(b) ||
    (order === 'weight'
      ? Number(b.isOpen) - Number(a.isOpen) || b.count - a.count
      : centre(a) - centre(b)) ||
    b.count - a.count ||
    (a.id < b.id ? -1 : 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length || 0;
}

function addColumn(
  columns: Map<string, RowColumn>,
  { id, members, score, time }: NeighbourEdge,
  place: { slot: number; rowAt: ReadonlyMap<string, number>; isOpen: boolean },
): void {
  const { slot, rowAt, isOpen } = place;
  const key = isOpen ? '' : JSON.stringify([slot, [...members].sort()]);
  const same = columns.get(key);
  if (same) {
    const ids = [...same.ids, id];
    const isHigher = score !== null && score > (same.score ?? -Infinity);
    columns.set(key, { ...same, ids, ...(isHigher && { id, score }) });
    return;
  }
  const rows = members.flatMap((node) => rowAt.get(node) ?? []);
  columns.set(key, {
    id,
    ids: [id],
    score,
    time,
    slot,
    isOpen,
    rows: rows.sort((a, b) => a - b),
    drips: members.filter((node) => !rowAt.has(node)),
  });
}
