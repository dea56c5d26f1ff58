import { rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** The rows listed, in that order; columns keep their numbers. */
export function selectRows(rows: Incidence, kept: Uint32Array): Incidence {
  const offsets = new Uint32Array(kept.length + 1);
  for (let i = 0; i < kept.length; i++) {
    offsets[i + 1] = offsets[i]! + rowLength(rows, kept[i]!);
  }
  const members = new Uint32Array(offsets[kept.length]!);
  for (let i = 0; i < kept.length; i++) {
    const start = rows.offsets[kept[i]!]!;
    const end = rows.offsets[kept[i]! + 1]!;
    members.set(rows.members.subarray(start, end), offsets[i]);
  }
  return { offsets, members };
}
