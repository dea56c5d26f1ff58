import { get, set } from './memory.as';

// A simplex as one number whose order is that of the filtration: the row with
// which it appears, then its columns ascending, `bits` bits each. Type T is u64
// where that has room, else v128: 96 bits of columns below 32 bits of row.

let bits: u32 = 1;

export function setBits(value: u32): void {
  bits = value;
}

function isWide<T>(): bool {
  return sizeof<T>() == 16;
}

function low(code: v128): u64 {
  return i64x2.extract_lane(code, 0);
}

function high(code: v128): u64 {
  return i64x2.extract_lane(code, 1);
}

function pair(high: u64, low: u64): v128 {
  return i64x2.replace_lane(i64x2.splat(low), 1, high);
}

/** No simplex; above all others. */
export function none<T>(): T {
  if (sizeof<T>() == 16) return i64x2.splat(-1);
  else return <T>0xffffffffffffffff;
}

export function isSame<T>(a: T, b: T): bool {
  if (sizeof<T>() == 16) return !v128.any_true(v128.xor(a, b));
  else return a == b;
}

export function isLess<T>(a: T, b: T): bool {
  if (sizeof<T>() == 16) {
    const x = high(a);
    const y = high(b);
    return x < y || (x == y && low(a) < low(b));
  } else return a < b;
}

export function hashOf<T>(code: T): u32 {
  if (sizeof<T>() == 16) {
    const mixed = low(code) ^ (high(code) * 0xff51afd7ed558ccd);
    return <u32>((mixed * 0x9e3779b97f4a7c15) >> 32);
  } else return <u32>((code * 0x9e3779b97f4a7c15) >> 32);
}

/** Row with which a simplex of `k` columns appears. */
export function birthOf<T>(code: T, k: u32): u32 {
  if (sizeof<T>() == 16) return <u32>(high(code) >> 32);
  const shift = <u64>(k * bits);
  return <u32>(code >> shift);
}

/** A column that `after` others follow. */
export function placed<T>(column: u32, after: u32): T {
  const shift = <u64>(after * bits);
  if (sizeof<T>() == 16) {
    const c = <u64>column;
    if (shift == 0) return pair(0, c);
    if (shift < 64) return pair(c >> (64 - shift), c << shift);
    return pair(c << (shift - 64), 0);
  } else return (<u64>column) << shift;
}

/** The part of a code that says its row. */
export function placedBirth<T>(birth: u32, k: u32): T {
  if (sizeof<T>() == 16) return pair((<u64>birth) << 32, 0);
  const shift = <u64>(k * bits);
  return (<u64>birth) << shift;
}

/** Parts that do not overlap, together. */
export function joined<T>(a: T, b: T): T {
  if (sizeof<T>() == 16) return v128.or(a, b);
  else return a | b;
}

/** Code of the `k` columns at `simplex`, but the one at place `skip` (`k` for none). */
export function codeOf<T>(birth: u32, simplex: usize, k: u32, skip: u32): T {
  const width = skip < k ? k - 1 : k;
  let code = placedBirth<T>(birth, width);
  let after = width;
  for (let t: u32 = 0; t < k; t++) {
    if (t == skip) continue;
    after--;
    code = joined<T>(code, placed<T>(get(simplex, t), after));
  }
  return code;
}

/** Writes the `k` columns of a code to `simplex`. */
export function decode<T>(code: T, k: u32, simplex: usize): void {
  const mask = ((<u64>1) << bits) - 1;
  if (sizeof<T>() == 16) {
    const x = low(code);
    const y = high(code);
    for (let t: u32 = 0; t < k; t++) {
      const shift = <u64>((k - 1 - t) * bits);
      let part: u64 = 0;
      if (shift == 0) part = x;
      else if (shift < 64) part = (x >> shift) | (y << (64 - shift));
      else part = y >> (shift - 64);
      set(simplex, t, <u32>(part & mask));
    }
  } else {
    let rest = code;
    for (let t = k; t > 0; t--) {
      set(simplex, t - 1, <u32>(rest & mask));
      rest >>= bits;
    }
  }
}
