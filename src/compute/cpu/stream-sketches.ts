import { mixBits } from './mix-bits.ts';

/** Numbers a node's sketch holds. */
export const SKETCH_WIDTH = 16;
const MEMORY = 0.98;

/**
 * A sketch of the partners of each node: a fading sum of their random signs.
 * Nodes of one circle have sketches that point the same way (random projection;
 * Achlioptas 2003, doi:10.1016/S0022-0000(03)00025-4).
 */
export class StreamSketches {
  readonly values: Float32Array;
  readonly #sum = new Float64Array(SKETCH_WIDTH);

  constructor(slots: number) {
    this.values = new Float32Array(SKETCH_WIDTH * slots);
  }

  forget(slot: number): void {
    this.values.fill(0, SKETCH_WIDTH * slot, SKETCH_WIDTH * (slot + 1));
  }

  /**
   * Moves each member towards the sum of its partners' signs.
   * @param numbers - Number of each slot's node, from which its signs come.
   * @param blank - The slot that learns nothing.
   */
  fold(
    slots: Int32Array,
    begin: number,
    size: number,
    numbers: Int32Array,
    blank: number,
  ): void {
    const sum = this.#sum;
    for (let k = 0; k < SKETCH_WIDTH; k++) sum[k] = 0;
    for (let i = begin; i < begin + size; i++) {
      const signs = signsOf(numbers[slots[i]!]!);
      for (let k = 0; k < SKETCH_WIDTH; k++) {
        sum[k]! += (signs >> k) & 1 ? 0.25 : -0.25;
      }
    }
    for (let i = begin; i < begin + size; i++) {
      const slot = slots[i]!;
      if (slot === blank) continue;
      const signs = signsOf(numbers[slot]!);
      const at = SKETCH_WIDTH * slot;
      for (let k = 0; k < SKETCH_WIDTH; k++) {
        const own = (signs >> k) & 1 ? 0.25 : -0.25;
        this.values[at + k] =
          this.values[at + k]! * MEMORY + (sum[k]! - own) / (size - 1);
      }
    }
  }
}

function signsOf(number: number): number {
  return mixBits(number * 7 + 13);
}
