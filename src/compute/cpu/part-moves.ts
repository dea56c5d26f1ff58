import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import type { PartLevel } from './part-levels.ts';
import type { PartObjective } from './part-objectives.ts';

/** Gains below this are rounding. */
const LEAST_GAIN = 1e-12;

/** Who shares only larger hyperedges with a vertex that moved is not looked at again at once. */
const LARGEST_RIPPLE = 64;
/** Then all are, until a pass gains less than this. */
const LEAST_PASS = 1e-5;

/** Elementary steps done, so that a search can end by effort and not by the clock. */
export interface WorkMeter {
  work: number;
}

/**
 * A partition of the vertices of a level, and how moving a vertex changes an
 * objective. Each hyperedge knows its parts and how many nodes are in each.
 */
export class PartMoves {
  readonly level: PartLevel;
  /** Part of each vertex, numbers below the number of vertices. */
  readonly parts: Uint32Array;
  readonly #objective: PartObjective;
  readonly #volumes: Float64Array;
  readonly #vertices: Uint32Array;
  readonly #emptyParts: number[] = [];
  readonly #slotParts: Uint32Array;
  readonly #slotCounts: Uint32Array;
  readonly #slotTotals: Uint32Array;
  /** No part of a hyperedge has ever had more. */
  readonly #mostEver: Uint32Array;
  /** Of the vertex looked at: gain of joining each part, beyond being alone. */
  readonly #gains: Float64Array;
  readonly #near: number[] = [];
  readonly #queued: Uint8Array;
  /** Vertex and former part of every move since the last mark. */
  readonly #journal: number[] = [];

  readonly #meter: WorkMeter;
  readonly #ripples: boolean;

  constructor(
    level: PartLevel,
    objective: PartObjective,
    parts: Uint32Array,
    meter: WorkMeter = { work: 0 },
  ) {
    this.#meter = meter;
    this.#ripples = level.sizes.every(
      (_, row) => rowEntries(level, row) <= LARGEST_RIPPLE,
    );
    const { vertexCount, members } = level;
    this.level = level;
    this.parts = parts.slice();
    this.#objective = objective;
    this.#volumes = new Float64Array(vertexCount);
    this.#vertices = new Uint32Array(vertexCount);
    this.#queued = new Uint8Array(vertexCount);
    this.#slotParts = new Uint32Array(members.length);
    this.#slotCounts = new Uint32Array(members.length);
    this.#slotTotals = new Uint32Array(level.sizes.length);
    this.#mostEver = new Uint32Array(level.sizes.length);
    this.#gains = new Float64Array(vertexCount);
    for (let v = 0; v < vertexCount; v++) {
      this.#volumes[parts[v]!]! += level.volumes[v]!;
      this.#vertices[parts[v]!]!++;
    }
    for (let p = vertexCount - 1; p >= 0; p--) {
      if (this.#vertices[p] === 0) this.#emptyParts.push(p);
    }
    for (let q = 0; q < members.length; q++) {
      this.#count(level.rowOf[q]!, parts[members[q]!]!, level.counts[q]!);
    }
  }

  /**
   * Moves vertices one by one to the part where they gain most, until none gains
   * (or, with large hyperedges, none gains much); whoever shares a hyperedge of
   * moderate size with one that moved is looked at again.
   * @param parents - If given, vertices join only parts of their own parent; parts
   * must then be numbered by a vertex of the same parent.
   * @returns What was gained.
   */
  improve(
    random: Random,
    watch: LoopWatch,
    {
      parents,
      start,
    }: { parents?: Uint32Array; start?: ArrayLike<number> } = {},
  ): number {
    if (start) return this.#pass(start, random, watch, parents);
    const all = Uint32Array.from(
      { length: this.level.vertexCount },
      (_, v) => v,
    );
    let gained = 0;
    for (;;) {
      const gain = this.#pass(all, random, watch, parents);
      gained += gain;
      if (this.#ripples || gain < LEAST_PASS) return gained;
    }
  }

  #pass(
    start: ArrayLike<number>,
    random: Random,
    watch: LoopWatch,
    parents: Uint32Array | undefined,
  ): number {
    const { columnOffsets, entries, rowOf } = this.level;
    const queue = Array.from(start);
    random.shuffle(queue);
    for (const v of queue) this.#queued[v] = 1;
    let gained = 0;
    for (const v of queue) {
      this.#queued[v] = 0;
      const { part, gain, work } = this.#best(v, parents);
      watch.step(0, work);
      this.#meter.work += work;
      if (gain <= LEAST_GAIN) continue;
      this.move(v, part);
      gained += gain;
      for (let q = columnOffsets[v]!; q < columnOffsets[v + 1]!; q++) {
        const row = rowOf[entries[q]!]!;
        if (rowEntries(this.level, row) > LARGEST_RIPPLE) continue;
        const end = this.level.offsets[row + 1]!;
        for (let i = this.level.offsets[row]!; i < end; i++) {
          const other = this.level.members[i]!;
          if (this.#queued[other] === 1 || this.parts[other] === part) continue;
          this.#queued[other] = 1;
          queue.push(other);
        }
      }
    }
    return gained;
  }

  /**
   * {@link improve} on all vertices, as a loop of its own.
   * @throws PolyadError CANCELLED
   */
  settle(random: Random, options: LoopOptions = {}): number {
    const watch = new LoopWatch(this.level.vertexCount, options);
    const gained = this.improve(random, watch);
    watch.finish();
    return gained;
  }

  /** What moving `v` to `part` gains; O(parts of its hyperedges). */
  gainOf(v: number, part: number): number {
    if (part === this.parts[v]) return 0;
    const { alone, stay } = this.#look(v);
    const joined = this.#gains[part]!;
    this.#forget();
    return alone + joined - stay - this.#taxOf(v, part);
  }

  /** Part without vertices; every vertex alone in a part leaves none, then -1. */
  get emptyPart(): number {
    return this.#emptyParts.at(-1) ?? -1;
  }

  /** Forgets how it came to be so. */
  mark(): void {
    this.#journal.length = 0;
  }

  /** Takes back all moves since the mark. */
  undo(): void {
    for (let i = this.#journal.length - 2; i >= 0; i -= 2) {
      this.#put(this.#journal[i]!, this.#journal[i + 1]!);
    }
    this.mark();
  }

  /** Puts `v` into `part`. */
  move(v: number, part: number): void {
    if (this.parts[v] === part) return;
    this.#journal.push(v, this.parts[v]!);
    this.#put(v, part);
  }

  #put(v: number, part: number): void {
    const { columnOffsets, entries, rowOf, counts, volumes } = this.level;
    const from = this.parts[v]!;
    for (let q = columnOffsets[v]!; q < columnOffsets[v + 1]!; q++) {
      const entry = entries[q]!;
      this.#uncount(rowOf[entry]!, from, counts[entry]!);
      this.#count(rowOf[entry]!, part, counts[entry]!);
    }
    this.#volumes[from]! -= volumes[v]!;
    this.#volumes[part]! += volumes[v]!;
    if (this.#vertices[part]!++ === 0) {
      this.#emptyParts.splice(this.#emptyParts.lastIndexOf(part), 1);
    }
    if (--this.#vertices[from]! === 0) {
      this.#volumes[from] = 0;
      this.#emptyParts.push(from);
    }
    this.parts[v] = part;
  }

  #best(
    v: number,
    parents: Uint32Array | undefined,
  ): { part: number; gain: number; work: number } {
    const own = this.parts[v]!;
    const { alone, stay, work } = this.#look(v);
    let part = own;
    let best = 0;
    if (this.#vertices[own]! > 1 && parents === undefined) {
      const gain = alone - stay - this.#taxOf(v, this.emptyPart);
      if (gain > best) [part, best] = [this.emptyPart, gain];
    }
    for (const other of this.#near) {
      if (other === own) continue;
      if (parents !== undefined && parents[other] !== parents[v]) continue;
      const gain = alone + this.#gains[other]! - stay - this.#taxOf(v, other);
      if (gain > best) [part, best] = [other, gain];
    }
    this.#forget();
    return { part, gain: best, work };
  }

  /** Fills in the gains of joining parts; `stay` and `alone` are what `v` adds where it is and by itself. */
  #look(v: number): { alone: number; stay: number; work: number } {
    const { columnOffsets, entries, rowOf, counts, offsets } = this.level;
    const { sizes, weights } = this.level;
    const own = this.parts[v]!;
    let alone = 0;
    let stay = 0;
    let work = 8;
    for (let q = columnOffsets[v]!; q < columnOffsets[v + 1]!; q++) {
      const row = rowOf[entries[q]!]!;
      const mine = counts[entries[q]!]!;
      const table = this.#objective.tables[sizes[row]!]!;
      const weight = weights[row]!;
      // Tables never fall: if so many are worth nothing, no part here counts.
      const most = Math.min(sizes[row]!, this.#mostEver[row]! + mine);
      if (table[most] === 0) continue;
      const single = table[mine]!;
      alone += weight * single;
      const end = offsets[row]! + this.#slotTotals[row]!;
      work += this.#slotTotals[row]!;
      for (let i = offsets[row]!; i < end; i++) {
        const part = this.#slotParts[i]!;
        const count = this.#slotCounts[i]!;
        if (part === own) {
          stay += weight * (table[count]! - table[count - mine]!);
          continue;
        }
        const gain = table[count + mine]! - table[count]! - single;
        if (gain === 0) continue;
        if (this.#gains[part] === 0) this.#near.push(part);
        this.#gains[part]! += weight * gain;
      }
    }
    return { alone, stay, work };
  }

  #forget(): void {
    for (const part of this.#near) this.#gains[part] = 0;
    this.#near.length = 0;
  }

  /** How the tax grows if `v` leaves its part for `part`. */
  #taxOf(v: number, part: number): number {
    const { tax } = this.#objective;
    const volume = this.level.volumes[v]!;
    const here = this.#volumes[this.parts[v]!]!;
    const there = this.#volumes[part]!;
    return (
      tax(there + volume) -
      tax(there) +
      tax(Math.max(0, here - volume)) -
      tax(here)
    );
  }

  #count(row: number, part: number, count: number): void {
    const start = this.level.offsets[row]!;
    const end = start + this.#slotTotals[row]!;
    for (let i = start; i < end; i++) {
      if (this.#slotParts[i] !== part) continue;
      const now = (this.#slotCounts[i]! += count);
      if (now > this.#mostEver[row]!) this.#mostEver[row] = now;
      return;
    }
    this.#slotParts[end] = part;
    this.#slotCounts[end] = count;
    this.#slotTotals[row]!++;
    if (count > this.#mostEver[row]!) this.#mostEver[row] = count;
  }

  #uncount(row: number, part: number, count: number): void {
    const start = this.level.offsets[row]!;
    const last = start + this.#slotTotals[row]! - 1;
    let i = start;
    while (this.#slotParts[i] !== part) i++;
    this.#slotCounts[i]! -= count;
    if (this.#slotCounts[i]! > 0) return;
    this.#slotParts[i] = this.#slotParts[last]!;
    this.#slotCounts[i] = this.#slotCounts[last]!;
    this.#slotTotals[row]!--;
  }
}

function rowEntries({ offsets }: PartLevel, row: number): number {
  return offsets[row + 1]! - offsets[row]!;
}

/** The same parts, numbered from 0 in order of their first vertex. */
export function renumbered(parts: Uint32Array): {
  parts: Uint32Array;
  count: number;
} {
  const numbers = new Map<number, number>();
  const result = parts.map((part) => {
    const known = numbers.get(part);
    if (known !== undefined) return known;
    numbers.set(part, numbers.size);
    return numbers.size - 1;
  });
  return { parts: result, count: numbers.size };
}
