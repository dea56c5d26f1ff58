import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowMembers } from '#hypergraph/incidence.ts';
import type { DirectedRows } from './directed-rows.ts';

/** Number of nodes of a motif. */
export type DirectedMotifSize = 3 | 4;

/** Hyperedges on a few nodes by their nodes, members as bits over those. */
interface Small {
  readonly nodes: readonly number[];
  /** Pairs of tail and head bits, as `tail * 16 + head`. */
  readonly sides: Set<number>;
}

/**
 * Sets of `size` nodes that hang together by the directed hyperedges that lie wholly inside
 * the set, counted by the pattern of these. Equal hyperedges count once; those of fewer
 * than two nodes, or without a tail or a head, not at all.
 * @returns Count by pattern: tails and heads of numbered nodes, `12>3 3>1`.
 * @throws PolyadError CANCELLED
 * @remarks Sets grow from hyperedge to hyperedge, each kept once: time and memory O(connected
 * sets up to `size`).
 */
export function countDirectedMotifs(
  structure: DirectedRows,
  size: DirectedMotifSize,
  options: LoopOptions = {},
): Map<string, number> {
  const small = smallHyperedges(structure, size);
  const holders = new Map<number, Small[]>();
  for (const one of small.values()) {
    for (const node of one.nodes) {
      const list = holders.get(node);
      if (list) list.push(one);
      else holders.set(node, [one]);
    }
  }
  const sets = [...small.values()].map(({ nodes }) => nodes);
  const seen = new Set(small.keys());
  const watch = new LoopWatch(sets.length, options);
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  // grows while it is walked
  let done = 0;
  for (const nodes of sets) {
    if (nodes.length === size) {
      const name = patternOf(nodes, small, names);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const node of nodes) {
      for (const { nodes: added } of holders.get(node)!) {
        const both = [...new Set([...nodes, ...added])].sort((a, b) => a - b);
        const key = both.join();
        if (both.length > size || seen.has(key)) continue;
        seen.add(key);
        sets.push(both);
      }
      watch.step(done, 16 * holders.get(node)!.length);
    }
    done++;
  }
  watch.finish();
  return counts;
}

function smallHyperedges(
  { tails, heads }: DirectedRows,
  size: number,
): Map<string, Small> {
  const small = new Map<string, Small>();
  for (let edge = 0; edge < rowCount(tails); edge++) {
    const [tail, head] = [rowMembers(tails, edge), rowMembers(heads, edge)];
    if (tail.length > size || head.length > size) continue;
    if (tail.length === 0 || head.length === 0) continue;
    const nodes = [...new Set([...tail, ...head])].sort((a, b) => a - b);
    if (nodes.length < 2 || nodes.length > size) continue;
    const key = nodes.join();
    const one = small.get(key) ?? { nodes, sides: new Set<number>() };
    const bits = (members: Uint32Array): number =>
      members.reduce((sum, node) => sum | (1 << nodes.indexOf(node)), 0);
    one.sides.add(bits(tail) * 16 + bits(head));
    small.set(key, one);
  }
  return small;
}

/** Name of the hyperedges inside a set, whatever the order of its nodes. */
function patternOf(
  nodes: readonly number[],
  small: ReadonlyMap<string, Small>,
  names: Map<string, string>,
): string {
  const inside: [number, number][] = [];
  for (let mask = 3; mask < 2 ** nodes.length; mask++) {
    const places = nodes.map((_, i) => i).filter((i) => (mask >>> i) & 1);
    const found = small.get(places.map((i) => nodes[i]!).join());
    if (!found) continue;
    const spread = (bits: number): number =>
      places.reduce((sum, place, i) => sum | (((bits >>> i) & 1) << place), 0);
    for (const side of found.sides) {
      inside.push([spread(side >>> 4), spread(side & 15)]);
    }
  }
  const raw = textOf(inside, [0, 1, 2, 3]);
  const known = names.get(raw);
  if (known !== undefined) return known;
  const texts = orders(nodes.length).map((order) => textOf(inside, order));
  const name = texts.reduce((least, text) => (text < least ? text : least));
  names.set(raw, name);
  return name;
}

function textOf(
  hyperedges: readonly (readonly [number, number])[],
  order: readonly number[],
): string {
  const digits = (bits: number): string =>
    order
      .map((to, from) => ((bits >>> from) & 1 ? String(to + 1) : ''))
      .sort()
      .join('');
  return hyperedges
    .map(([tail, head]) => `${digits(tail)}>${digits(head)}`)
    .sort()
    .join(' ');
}

function orders(size: number): number[][] {
  if (size === 0) return [[]];
  return orders(size - 1).flatMap((order) =>
    Array.from({ length: size }, (_, at) => [
      ...order.slice(0, at),
      size - 1,
      ...order.slice(at),
    ]),
  );
}
