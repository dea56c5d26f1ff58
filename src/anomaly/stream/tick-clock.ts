/** Gaps between relations from which the tick is chosen. */
const GAPS = 512;
/** The gap that one in twenty stays below: the median of the busiest tenth. */
const BUSIEST = 0.05;
const SHARE_OF_GAP = 0.25;
/** A second, in milliseconds. */
const SHORTEST = 1000;

/**
 * Says when a tick ends. A tick of width w holds times of equal ⌊time / w⌋;
 * width 0 holds equal times. Without a width it is a quarter of the gap between
 * relations that one gap in twenty stays below, at least 1000, over the last 512
 * gaps: never anything that needs the whole stream.
 */
export class TickClock {
  readonly gaps = new Float64Array(GAPS);
  /** Width, latest time, number of gaps. */
  width: number;
  latest = -Infinity;
  gapCount = 0;
  readonly #isFixed: boolean;

  constructor(width: number | undefined) {
    this.#isFixed = width !== undefined;
    this.width = width ?? SHORTEST;
  }

  facts(): number[] {
    return [this.width, this.latest, this.gapCount];
  }

  setFacts(facts: readonly number[]): void {
    this.width = facts[0] ?? SHORTEST;
    this.latest = facts[1] ?? -Infinity;
    this.gapCount = facts[2] ?? 0;
  }

  /** Whether a relation of this time ends the open tick. */
  advances(time: number, isOpen: boolean): boolean {
    if (!isOpen || !(time > this.latest)) return false;
    if (this.width === 0) return true;
    return Math.floor(time / this.width) > Math.floor(this.latest / this.width);
  }

  /** Takes note of a relation's time. */
  enter(time: number): void {
    if (!(time > this.latest)) return;
    if (this.latest > -Infinity) {
      this.gaps[this.gapCount++ % GAPS] = time - this.latest;
    }
    this.latest = time;
  }

  /** Chooses the width anew now and then, between ticks. */
  close(): void {
    if (this.#isFixed || this.gapCount < GAPS) return;
    const sorted = this.gaps.slice().sort();
    const gap = sorted[Math.floor(GAPS * BUSIEST)] ?? 0;
    this.width = Math.max(SHORTEST, SHARE_OF_GAP * gap);
    this.gapCount = 0;
  }
}
