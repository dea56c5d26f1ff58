import { codeOf, joined, placed, placedBirth } from './homology-codes.as';
import { allocate, grow, newRoom, Room } from './homology-memory.as';
import {
  columns,
  isOld,
  listAt,
  listedA,
  listedB,
  listedHolds,
  listLength,
  members,
  offsets,
  pickList,
} from './homology-rows.as';
import { get, set } from './memory.as';

// Cofacets of a simplex in the order of the filtration, without any look-up: rows
// that hold it ascending, in each the members that no earlier row had.

/** Most columns of a simplex, its cofacet's included. */
const MOST: usize = 64;

/** The simplex asked about: u32[MOST], columns ascending. */
export let simplex: usize = 0;
let scratch: usize = 0;
/** T[MOST] each: codes of the columns before and from each place. */
let before: usize = 0;
let from: usize = 0;
/** u32[columns]: the last question in which a column was met. */
let met: usize = 0;
let question: u32 = 0;

/** Room for cofacets: T each. */
let found: usize = 0;
/** How many there are now. */
export let cofacets: u32 = 0;
/** Whether the list was cut short. */
export let hasMore: bool = false;

export function openCoboundary(): void {
  simplex = allocate(MOST << 2);
  scratch = allocate(MOST << 2);
  before = allocate(MOST << 4);
  from = allocate(MOST << 4);
  met = allocate((<usize>columns + 1) << 2);
  memory.fill(met, 0, (<usize>columns + 1) << 2);
  question = 0;
  found = changetype<usize>(newRoom(1 << 12));
}

/** Address of the cofacets found last. */
export function cofacetsAt(): usize {
  return changetype<Room>(found).at;
}

function nextQuestion(): void {
  question++;
  if (question != 0) return;
  memory.fill(met, 0, (<usize>columns + 1) << 2);
  question = 1;
}

/** Finds the first cofacets, up to `most`, of the `k` columns at {@link simplex}. */
export function findCofacets<T>(k: u32, most: u32): void {
  nextQuestion();
  placeColumns<T>(k);
  pickList(simplex, k, k);
  const list = listAt;
  const length = listLength;
  const a = listedA;
  const b = listedB;
  cofacets = 0;
  hasMore = false;
  for (let x: u32 = 0; x < length; x++) {
    const row = get(list, x);
    if (!listedHolds(row, simplex, k, k, a, b)) continue;
    addRow<T>(row, k, most);
    if (hasMore) return;
  }
}

function placeColumns<T>(k: u32): void {
  let code = placedBirth<T>(0, k + 1);
  for (let t: u32 = 0; t < k; t++) {
    const u = get(simplex, t);
    set(met, u, question);
    store<T>(before + <usize>t * sizeof<T>(), code);
    code = joined<T>(code, placed<T>(u, k - t));
  }
  store<T>(before + <usize>k * sizeof<T>(), code);
  code = placedBirth<T>(0, k + 1);
  store<T>(from + <usize>k * sizeof<T>(), code);
  for (let t = k; t > 0; t--) {
    code = joined<T>(code, placed<T>(get(simplex, t - 1), k - t));
    store<T>(from + (<usize>t - 1) * sizeof<T>(), code);
  }
}

/** Adds the cofacets that are new with `row`; stops before the first that is too many. */
function addRow<T>(row: u32, k: u32, most: u32): void {
  const birth = placedBirth<T>(row, k + 1);
  const start = get(offsets, row);
  const end = get(offsets, row + 1);
  const own = changetype<Room>(found);
  grow(own, <usize>(cofacets + end - start) * sizeof<T>());
  let to = own.at + <usize>cofacets * sizeof<T>();
  let place: u32 = 0;
  for (let x = start; x < end; x++) {
    const u = get(members, x);
    if (get(met, u) == question) continue;
    if (cofacets == most) {
      hasMore = true;
      return;
    }
    set(met, u, question);
    while (place < k && get(simplex, place) < u) place++;
    const sides = joined<T>(
      load<T>(before + <usize>place * sizeof<T>()),
      load<T>(from + <usize>place * sizeof<T>()),
    );
    const code = joined<T>(sides, placed<T>(u, k - place));
    store<T>(to, joined<T>(birth, code));
    to += sizeof<T>();
    cofacets++;
  }
}

/**
 * The place of which the simplex without it dies the moment it appears, with
 * this simplex: its youngest facet, if this is that facet's oldest cofacet.
 * @param at - `k` columns that appear with `row`.
 * @returns `k` where there is none.
 */
export function apparentFacet(at: usize, k: u32, row: u32): u32 {
  const start = get(offsets, row);
  const size = get(offsets, row + 1) - start;
  for (let t: u32 = 0; t < k && t < size; t++) {
    if (get(members, start + t) != get(at, t)) return k;
    if (!isOld(at, k, t, row)) return t;
  }
  return k;
}

/**
 * Fills `scratch` with the simplex's oldest cofacet, if that is new with the same
 * row and the simplex its youngest facet.
 * @returns Whether so.
 */
function findApparentCofacet(at: usize, k: u32, row: u32): bool {
  const start = get(offsets, row);
  const size = get(offsets, row + 1) - start;
  let t: u32 = 0;
  while (t < size && t < k && get(members, start + t) == get(at, t)) t++;
  if (t >= size) return false;
  for (let a: u32 = 0; a < t; a++) set(scratch, a, get(at, a));
  set(scratch, t, get(members, start + t));
  for (let a = t; a < k; a++) set(scratch, a + 1, get(at, a));
  for (let a: u32 = 0; a < t; a++) {
    if (!isOld(scratch, k + 1, a, row)) return false;
  }
  return true;
}

/** Whether the simplex dies with a cofacet the moment it appears. */
export function hasApparentCofacet(at: usize, k: u32, row: u32): bool {
  return findApparentCofacet(at, k, row);
}

/** Code of that cofacet; only after {@link hasApparentCofacet}. */
export function apparentCofacet<T>(k: u32, row: u32): T {
  return codeOf<T>(row, scratch, k + 1, k + 1);
}
