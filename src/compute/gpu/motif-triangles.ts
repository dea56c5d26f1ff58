import type { Incidence } from '#hypergraph/incidence.ts';
import { motifOfCode, motifPatterns } from '../cpu/motif-codes.ts';
import { OPEN_KINDS, TRIPLE_CODES } from '../cpu/motif-triangles.ts';
import type { OverlapPairs } from '../cpu/overlap-pairs.ts';
import { motifTrianglesKernel } from '../kernels/motif-triangles.ts';
import type { PlanRunner } from '../plan.ts';
import { rowsOfIncidences } from '../wedge-chunks.ts';
import { overlapPairsOnGpu } from './overlap-pairs.ts';

const COUNTS = TRIPLE_CODES + OPEN_KINDS;

/** Links of one dispatch: each may have thousands of triples. */
const LINKS_AT_ONCE = 2 ** 20;

/** Closed triples on a GPU; see the twin `cpu/motif-triangles.ts`. */
export async function closedTriplesOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
): Promise<Float64Array> {
  const pairs = await overlapPairsOnGpu(device, rows, columns, { s: 1 });
  return countTriples(device, rows, pairs);
}

/**
 * Counts of the 26 patterns of three connected rows on a GPU; the same as `countEdgeMotifs` of
 * `cpu/edge-motifs.ts`.
 * @param rows - Different and not empty.
 */
export async function countEdgeMotifsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
): Promise<Float64Array> {
  const pairs = await overlapPairsOnGpu(device, rows, columns, { s: 1 });
  const triples = await countTriples(device, rows, pairs);
  const motifs = new Float64Array(motifPatterns.length);
  const add = (code: number, amount: number): void => {
    const motif = motifOfCode[code] ?? 255;
    if (motif < motifs.length) motifs[motif] = (motifs[motif] ?? 0) + amount;
  };
  for (let code = 0; code < TRIPLE_CODES; code++) add(code, triples[code] ?? 0);
  // Every two neighbours of a row, less those that meet each other.
  neighborPairs(rows, pairs).forEach((count, kind) => {
    add(openCode(kind), count - (triples[TRIPLE_CODES + kind] ?? 0));
  });
  return motifs;
}

async function countTriples(
  device: PlanRunner,
  rows: Incidence,
  pairs: OverlapPairs,
): Promise<Float64Array> {
  const links = pairs.neighbors.length;
  const words = await device.run(async (plan) => {
    const linkRows = rowsOfIncidences({
      offsets: pairs.offsets,
      members: pairs.neighbors,
    });
    const buffers = {
      rowOffsets: plan.upload(rows.offsets),
      members: plan.upload(rows.members),
      laterOffsets: plan.upload(pairs.offsets),
      laterRows: plan.upload(pairs.neighbors),
      overlaps: plan.upload(pairs.overlaps),
      linkRows: plan.upload(linkRows),
      counters: plan.allocate(COUNTS * 2),
    };
    plan.clear(buffers.counters);
    for (let firstLink = 0; firstLink < links; firstLink += LINKS_AT_ONCE) {
      const endLink = Math.min(links, firstLink + LINKS_AT_ONCE);
      plan.dispatch(motifTrianglesKernel, 'main', {
        buffers,
        params: { firstLink, endLink },
        groups: Math.ceil((endLink - firstLink) / 256),
      });
    }
    return plan.readOne(buffers.counters);
  });
  return Float64Array.from(
    { length: COUNTS },
    (_, i) => (words[i * 2] ?? 0) + (words[i * 2 + 1] ?? 0) * 2 ** 32,
  );
}

/** Code of an open triple whose centre is the first row. */
function openCode(kind: number): number {
  const ends = [0, 0b010, 0b110][kind >> 1] ?? 0;
  return (kind & 1) | ends | 0b101000;
}

/**
 * Every two neighbours of every row, by the kind they would be if they shared nothing.
 * @remarks Neighbours of a row differ in two things only, so they are counted by these: time
 * O(links + Σ different overlaps² of a row).
 */
function neighborPairs(rows: Incidence, pairs: OverlapPairs): Float64Array {
  const total = rows.offsets.length - 1;
  const sizes = Uint32Array.from(
    { length: total },
    (_, row) => (rows.offsets[row + 1] ?? 0) - (rows.offsets[row] ?? 0),
  );
  const histograms = Array.from(
    { length: total },
    () => new Map<number, number>(),
  );
  const meet = (row: number, other: number, overlap: number): void => {
    const key = 2 * overlap + Number((sizes[other] ?? 0) > overlap);
    const histogram = histograms[row];
    histogram?.set(key, (histogram.get(key) ?? 0) + 1);
  };
  for (let row = 0; row < total; row++) {
    const end = pairs.offsets[row + 1] ?? 0;
    for (let i = pairs.offsets[row] ?? 0; i < end; i++) {
      const other = pairs.neighbors[i] ?? 0;
      meet(row, other, pairs.overlaps[i] ?? 0);
      meet(other, row, pairs.overlaps[i] ?? 0);
    }
  }
  const kinds = new Float64Array(OPEN_KINDS);
  histograms.forEach((histogram, row) => {
    const entries = [...histogram];
    entries.forEach(([left, leftCount], i) => {
      for (const [right, rightCount] of entries.slice(i)) {
        const ways =
          left === right
            ? (leftCount * (leftCount - 1)) / 2
            : leftCount * rightCount;
        const ends = (left & 1) + (right & 1);
        const shared = (left >> 1) + (right >> 1);
        const kind = 2 * ends + Number((sizes[row] ?? 0) > shared);
        kinds[kind] = (kinds[kind] ?? 0) + ways;
      }
    });
  });
  return kinds;
}
