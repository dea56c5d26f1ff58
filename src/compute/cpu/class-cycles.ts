import { assert } from '#errors/assert.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowMembers, type Incidence } from '#hypergraph/incidence.ts';
import { includesSorted } from './closure-price.ts';

/** Simplices of one dimension whose boundaries are to be reduced, columns ascending. */
export interface CycleTask {
  /** Members of a simplex. */
  readonly width: number;
  /** Those that kill a class, but for apparent pairs; `width` each. */
  readonly killers: Uint32Array;
  /** Those that open a class that stays; `width` each. */
  readonly openers: Uint32Array;
}

/** What {@link reduceBoundaries} finds. */
export interface FoundCycles {
  /** By the simplex that opens a class, joined by commas: a cycle that dies. */
  readonly dying: ReadonlyMap<string, Uint32Array>;
  /** Per opener: a cycle that stays. */
  readonly staying: readonly Uint32Array[];
}

/** A simplex, one object each. */
interface Simplex {
  readonly members: readonly number[];
  /** First row that holds it. */
  readonly birth: number;
}

/**
 * Cycles of classes whose simplices are known: reduces the boundaries of those
 * simplices alone, all others being apparent pairs.
 * @param rows - In the order in which they appear; the first member of a row is its hub.
 * @param columns - The same matrix by column.
 * @returns Simplices of each cycle one after another.
 * @remarks Involution of Čufar and Virk 2023, doi:10.3934/fods.2023005. That the
 * simplex which opens a class is the youngest of its cycle shows independence;
 * it is asserted.
 */
export function reduceBoundaries(
  rows: Incidence,
  columns: Incidence,
  task: CycleTask,
  options: LoopOptions = {},
): FoundCycles {
  const complex = new Complex(rows, columns);
  const { width } = task;
  const openers = complex.simplices(task.openers, width);
  const killers = complex.simplices(task.killers, width);
  const watch = new LoopWatch(killers.length + openers.length, options);
  const reduced = new Map<Simplex, Reduced>();
  const staying = new Map<Simplex, Uint32Array>();
  const dying = new Map<string, Uint32Array>();
  const isOpener = new Set(openers);
  const inOrder = [...killers, ...openers].sort(compare);
  inOrder.forEach((simplex, done) => {
    const { chain, boundary, work } = reduceOne(complex, simplex, reduced);
    watch.step(done, 64 * work);
    const [pivot] = boundary;
    if (isOpener.has(simplex)) {
      assert(pivot === undefined, 'a class that stays has no boundary');
      const isYoungest = chain.every((other) => compare(other, simplex) <= 0);
      assert(isYoungest, 'a class is opened by the youngest of its cycle');
      staying.set(simplex, flatten(chain, width));
    } else {
      assert(pivot !== undefined, 'a simplex that kills has a boundary');
      reduced.set(pivot, { chain, boundary });
      dying.set(pivot.members.join(), flatten(boundary, width - 1));
    }
  });
  watch.finish();
  return { dying, staying: openers.map((opener) => staying.get(opener)!) };
}

interface Reduced {
  readonly chain: readonly Simplex[];
  /** Youngest first. */
  readonly boundary: readonly Simplex[];
}

function reduceOne(
  complex: Complex,
  simplex: Simplex,
  reduced: ReadonlyMap<Simplex, Reduced>,
): Reduced & { readonly work: number } {
  const column = new Column();
  const chain = new Set<Simplex>();
  const add = (added: Simplex): void => {
    toggle(chain, added);
    for (const facet of complex.facets(added)) column.push(facet);
  };
  add(simplex);
  let work = 1;
  for (;;) {
    const pivot = column.pop();
    if (pivot === undefined) return { chain: [...chain], boundary: [], work };
    work++;
    const known = reduced.get(pivot);
    if (known !== undefined) {
      for (const other of known.chain) toggle(chain, other);
      // its first is the pivot, which cancels
      for (const facet of known.boundary.slice(1)) column.push(facet);
      work += known.boundary.length;
      continue;
    }
    // all simplices that kill a component are listed
    const isListed = simplex.members.length === 2;
    const apparent = isListed ? undefined : complex.cofacet(pivot);
    if (apparent === undefined) {
      const boundary = [pivot, ...column.rest()];
      return { chain: [...chain], boundary, work };
    }
    column.push(pivot);
    add(apparent);
  }
}

function toggle(chain: Set<Simplex>, simplex: Simplex): void {
  if (!chain.delete(simplex)) chain.add(simplex);
}

/** By (birth, members). */
function compare(a: Simplex, b: Simplex): number {
  if (a.birth !== b.birth) return a.birth - b.birth;
  for (let i = 0; i < a.members.length; i++) {
    const difference = a.members[i]! - b.members[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function flatten(simplices: readonly Simplex[], width: number): Uint32Array {
  const flat = new Uint32Array(simplices.length * width);
  simplices.forEach(({ members }, i) => {
    flat.set(members, i * width);
  });
  return flat;
}

/** Simplices of the closure, each once. */
class Complex {
  readonly #rows: Incidence;
  readonly #columns: Incidence;
  readonly #known = new Map<string, Simplex>();

  constructor(rows: Incidence, columns: Incidence) {
    this.#rows = rows;
    this.#columns = columns;
  }

  simplices(flat: Uint32Array, width: number): Simplex[] {
    return Array.from({ length: flat.length / width }, (_, i) =>
      this.#simplex(Array.from(flat.subarray(i * width, (i + 1) * width))),
    );
  }

  facets({ members }: Simplex): Simplex[] {
    if (members.length === 1) return [];
    return members.map((_, skip) =>
      this.#simplex(members.filter((__, place) => place !== skip)),
    );
  }

  /** The simplex that kills this one in the row with which it appears, if that pair is apparent. */
  cofacet({ members, birth }: Simplex): Simplex | undefined {
    const row = rowMembers(this.#rows, birth);
    let place = 0;
    while (place < row.length && row[place] === members[place]) place++;
    const added = row[place];
    if (added === undefined) return undefined;
    const above = [...members.slice(0, place), added, ...members.slice(place)];
    for (let skip = 0; skip < place; skip++) {
      const facet = above.filter((_, other) => other !== skip);
      if (this.#birth(facet) === birth) return undefined;
    }
    return this.#simplex(above);
  }

  #simplex(members: readonly number[]): Simplex {
    const key = members.join();
    let simplex = this.#known.get(key);
    if (simplex === undefined) {
      simplex = { members, birth: this.#birth(members) };
      this.#known.set(key, simplex);
    }
    return simplex;
  }

  #birth(members: readonly number[]): number {
    // columns are numbered by falling degree
    const list = rowMembers(this.#columns, members[members.length - 1]!);
    const row = list.find((candidate) => {
      const own = rowMembers(this.#rows, candidate);
      return members.every((column) => includesSorted(own, column));
    });
    return row!;
  }
}

/** A sum of simplices over GF(2) that gives the youngest first. */
class Column {
  readonly #heap: Simplex[] = [];

  push(simplex: Simplex): void {
    const heap = this.#heap;
    let slot = heap.length;
    heap.push(simplex);
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      if (compare(heap[parent]!, simplex) >= 0) break;
      heap[slot] = heap[parent]!;
      slot = parent;
    }
    heap[slot] = simplex;
  }

  /** The youngest that does not cancel. */
  pop(): Simplex | undefined {
    for (;;) {
      const simplex = this.#take();
      if (simplex === undefined || this.#heap[0] !== simplex) return simplex;
      this.#take();
    }
  }

  /** All that is left, youngest first. */
  rest(): Simplex[] {
    const rest: Simplex[] = [];
    for (let next = this.pop(); next !== undefined; next = this.pop()) {
      rest.push(next);
    }
    return rest;
  }

  #take(): Simplex | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let slot = 0;
    for (;;) {
      let child = 2 * slot + 1;
      if (child >= heap.length) break;
      if (
        child + 1 < heap.length &&
        compare(heap[child + 1]!, heap[child]!) > 0
      ) {
        child++;
      }
      if (compare(heap[child]!, last) <= 0) break;
      heap[slot] = heap[child]!;
      slot = child;
    }
    heap[slot] = last;
    return top;
  }
}
