import { PolyadError } from '#errors/polyad-error.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { RowBits } from '../cpu/bitmap-overlap.ts';
import { BITMAP_SIDE, bitmapOverlapKernel } from '../kernels/bitmap-overlap.ts';
import type { Plan, PlanRunner } from '../plan.ts';

/** Rows as bit sets; memory rows · columns / 8 bytes. */
export function rowBits(
  { offsets, members }: Incidence,
  columnTotal: number,
): RowBits {
  const rows = offsets.length - 1;
  const words = Math.ceil(columnTotal / 32);
  const bits = new Uint32Array(rows * words);
  for (let row = 0; row < rows; row++) {
    for (const column of members.subarray(offsets[row], offsets[row + 1])) {
      const at = row * words + (column >>> 5);
      bits[at] = (bits[at] ?? 0) | (1 << (column & 31));
    }
  }
  return { bits, rows, words };
}

/** Overlaps of every two rows, `rows²` words; at most 65,535 rows. */
export async function overlapMatrixOf(
  plan: Plan,
  { bits, rows, words }: RowBits,
): Promise<Uint32Array> {
  if (rows > 0xffff) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `A matrix of overlaps of ${rows} rows does not fit. Use wedges.`,
      { rows },
    );
  }
  const blocks = Math.ceil(rows / BITMAP_SIDE);
  const uploaded = plan.upload(bits);
  const overlaps = plan.allocate(rows * rows);
  plan.dispatch(bitmapOverlapKernel, 'main', {
    buffers: { bits: uploaded, overlaps },
    params: { rows, words, blocks },
    groups: blocks * blocks,
  });
  plan.drop(uploaded, overlaps);
  return plan.readOne(overlaps);
}

/** Overlaps of every two rows on a GPU; see the twin `cpu/bitmap-overlap.ts`. */
export function overlapMatrixOnGpu(
  device: PlanRunner,
  input: RowBits,
): Promise<Uint32Array> {
  return device.run((plan) => overlapMatrixOf(plan, input));
}
