import { PolyadError } from '#errors/polyad-error.ts';

type TypedArray = Uint8Array | Uint32Array | Int32Array | Float64Array;

/**
 * Append-only typed array. Amortised O(1) per value; grows by one half, so at
 * most a third of the memory is slack.
 */
abstract class Growable<A extends TypedArray> {
  #length = 0;
  protected array: A;

  constructor(array: A) {
    this.array = array;
  }

  protected abstract allocate(length: number): A;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.array.length) this.reserve(this.#length + 1);
    this.array[this.#length++] = value;
  }

  at(index: number): number {
    return this.array[index]!;
  }

  set(index: number, value: number): void {
    this.array[index] = value;
  }

  /** Appends `count` copies of `value`. */
  fill(value: number, count: number): void {
    this.reserve(this.#length + count);
    this.array.fill(value, this.#length, this.#length + count);
    this.#length += count;
  }

  /** Appends all of `values`. */
  append(values: A): void {
    this.reserve(this.#length + values.length);
    this.array.set(values, this.#length);
    this.#length += values.length;
  }

  /** Makes room for `length` values in all. */
  reserve(length: number): void {
    if (length <= this.array.length) return;
    const wanted = Math.max(length, Math.ceil(this.array.length * 1.5), 16);
    const grown = allocateOrRefuse(() => this.allocate(wanted), wanted);
    grown.set(this.array.subarray(0, this.#length));
    this.array = grown;
  }

  /** The array itself, slack included; later growth may leave it behind. */
  get raw(): A {
    return this.array;
  }

  /** The values so far, as a view that later growth may leave behind. */
  view(): A {
    return this.array.subarray(0, this.#length) as A;
  }
}

function allocateOrRefuse<T>(allocate: () => T, length: number): T {
  try {
    return allocate();
  } catch (cause) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `An array of ${length} values does not fit in memory. Split the input, or keep fewer columns.`,
      { length },
      { cause },
    );
  }
}

export class GrowableUint8 extends Growable<Uint8Array> {
  constructor(capacity = 0) {
    super(new Uint8Array(capacity));
  }
  protected override allocate(length: number): Uint8Array {
    return new Uint8Array(length);
  }
}

export class GrowableUint32 extends Growable<Uint32Array> {
  constructor(capacity = 0) {
    super(new Uint32Array(capacity));
  }
  protected override allocate(length: number): Uint32Array {
    return new Uint32Array(length);
  }
}

export class GrowableFloat64 extends Growable<Float64Array> {
  constructor(capacity = 0) {
    super(new Float64Array(capacity));
  }
  protected override allocate(length: number): Float64Array {
    return new Float64Array(length);
  }
}
