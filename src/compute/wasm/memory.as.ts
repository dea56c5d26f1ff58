// Arrays in linear memory, addressed by the byte where they start. The host
// chooses every address and guarantees the lengths each kernel states.

/** Entry `index` of a u32 array. */
export function get(array: usize, index: u32): u32 {
  return load<u32>(array + ((<usize>index) << 2));
}

export function set(array: usize, index: u32, value: u32): void {
  store<u32>(array + ((<usize>index) << 2), value);
}

export function increment(array: usize, index: u32): void {
  const at = array + ((<usize>index) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Turns counts at [2 … n + 1] into row starts at [1 … n], ready to be advanced to [0 … n]. */
export function startsFromCounts(starts: usize, rows: u32): void {
  for (let row: u32 = 1; row <= rows; row++) {
    set(starts, row + 1, get(starts, row + 1) + get(starts, row));
  }
}

/** Bit 31 of an entry: the last of its run. */
export const LAST: u32 = 0x80000000;
/** The index below that bit. */
export const INDEX: u32 = 0x7fffffff;
export const NONE: u32 = 0xffffffff;
