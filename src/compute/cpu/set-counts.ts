const SLOTS = 65_536;

/**
 * How often each exact set of members was seen, in all and in the open tick, by
 * its hash. Sets that share a slot take turns: the later one starts at zero.
 */
export class SetCounts {
  readonly #keys = new Int32Array(SLOTS);
  readonly #counts = new Int32Array(SLOTS);
  readonly #ticks = new Int32Array(SLOTS);
  readonly #tickCounts = new Int32Array(SLOTS);

  tables(): Int32Array[] {
    return [this.#keys, this.#counts, this.#ticks, this.#tickCounts];
  }

  count(hash: number): number {
    const slot = hash & (SLOTS - 1);
    return this.#keys[slot] === hash ? this.#counts[slot]! : 0;
  }

  tickCount(hash: number, tick: number): number {
    const slot = hash & (SLOTS - 1);
    return this.#ticks[slot] === tick ? this.#tickCounts[slot]! : 0;
  }

  countInTick(hash: number, tick: number): void {
    const slot = hash & (SLOTS - 1);
    if (this.#ticks[slot] !== tick) {
      this.#ticks[slot] = tick;
      this.#tickCounts[slot] = 0;
    }
    this.#tickCounts[slot]!++;
  }

  fold(hash: number): void {
    const slot = hash & (SLOTS - 1);
    if (this.#keys[slot] !== hash) {
      this.#keys[slot] = hash;
      this.#counts[slot] = 0;
    }
    this.#counts[slot]!++;
  }
}
