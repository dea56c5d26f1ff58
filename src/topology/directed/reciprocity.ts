import type { LoopOptions } from '#numeric/cancellation.ts';
import {
  answeredEdges,
  type DirectedRows,
} from '#compute/cpu/directed-rows.ts';

/** Shares of hyperedges that are answered. */
export interface Reciprocity {
  /** Tail + head; null for all sizes together. */
  readonly size: number | null;
  readonly edges: number;
  /** By a hyperedge from their head to their tail. */
  readonly exact: number;
  /** From each head node to each tail node, by some hyperedge. */
  readonly strong: number;
  /** From some head node to some tail node. */
  readonly weak: number;
}

/**
 * Reciprocity of directed hyperedges, of all and by size. Equal hyperedges count
 * each; those without a tail or head are left out.
 * @throws PolyadError CANCELLED
 * @remarks Cost: {@link answeredEdges}. The three kinds are those of Hypergraphx.
 */
export function computeReciprocity(
  structure: DirectedRows,
  options: LoopOptions = {},
): Reciprocity[] {
  const answered = answeredEdges(structure, options);
  const bySize = new Map<number | null, number[]>([[null, []]]);
  const { tails, heads } = structure;
  for (let edge = 0; edge + 1 < tails.offsets.length; edge++) {
    const [tail, head] = [tails, heads].map(
      ({ offsets }) => (offsets[edge + 1] ?? 0) - (offsets[edge] ?? 0),
    );
    if (!tail || !head) continue;
    for (const key of [null, tail + head]) {
      const list = bySize.get(key) ?? [];
      list.push(edge);
      bySize.set(key, list);
    }
  }
  const rows = [...bySize].sort(([a], [b]) => (a ?? 0) - (b ?? 0));
  return rows.map(([size, edges]) => {
    const share = (flags: Uint8Array): number =>
      edges.length === 0
        ? 0
        : edges.reduce((sum, edge) => sum + (flags[edge] ?? 0), 0) /
          edges.length;
    return {
      size,
      edges: edges.length,
      exact: share(answered.exact),
      strong: share(answered.strong),
      weak: share(answered.weak),
    };
  });
}
