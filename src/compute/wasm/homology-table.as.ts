import { hashOf, isSame, none } from './homology-codes.as';
import { allocate, release } from './homology-memory.as';
import { get, NONE, set } from './memory.as';

/** Numbers by code: open addressing, at most half full. */
@unmanaged
export class Table {
  codes: usize;
  values: usize;
  capacity: u32;
  count: u32;
}

function codeShift<T>(): usize {
  return sizeof<T>() == 16 ? 4 : 3;
}

export function newTable<T>(capacity: u32): Table {
  const table = changetype<Table>(allocate(offsetof<Table>()));
  empty<T>(table, capacity);
  return table;
}

function empty<T>(table: Table, capacity: u32): void {
  const bytes = (<usize>capacity) << codeShift<T>();
  table.codes = allocate(bytes);
  table.values = allocate((<usize>capacity) << 2);
  memory.fill(table.codes, 0xff, bytes);
  table.capacity = capacity;
  table.count = 0;
}

export function freeTable<T>(table: Table): void {
  release(table.codes, (<usize>table.capacity) << codeShift<T>());
  release(table.values, (<usize>table.capacity) << 2);
  release(changetype<usize>(table), offsetof<Table>());
}

export function codeAt<T>(table: Table, slot: u32): T {
  return load<T>(table.codes + ((<usize>slot) << codeShift<T>()));
}

function slotOf<T>(table: Table, code: T): u32 {
  const mask = table.capacity - 1;
  let slot = hashOf<T>(code) & mask;
  while (true) {
    const there = codeAt<T>(table, slot);
    if (isSame<T>(there, code) || isSame<T>(there, none<T>())) return slot;
    slot = (slot + 1) & mask;
  }
}

/** The number of `code`, or NONE. */
export function find<T>(table: Table, code: T): u32 {
  const slot = slotOf<T>(table, code);
  return isSame<T>(codeAt<T>(table, slot), code)
    ? get(table.values, slot)
    : NONE;
}

/** Enters a code that is not there. */
export function enter<T>(table: Table, code: T, value: u32): void {
  if (table.count * 2 >= table.capacity) widen<T>(table);
  const slot = slotOf<T>(table, code);
  store<T>(table.codes + ((<usize>slot) << codeShift<T>()), code);
  set(table.values, slot, value);
  table.count++;
}

function widen<T>(table: Table): void {
  const codes = table.codes;
  const values = table.values;
  const capacity = table.capacity;
  empty<T>(table, capacity * 2);
  for (let slot: u32 = 0; slot < capacity; slot++) {
    const code = load<T>(codes + ((<usize>slot) << codeShift<T>()));
    if (isSame<T>(code, none<T>())) continue;
    const to = slotOf<T>(table, code);
    store<T>(table.codes + ((<usize>to) << codeShift<T>()), code);
    set(table.values, to, get(values, slot));
    table.count++;
  }
  release(codes, (<usize>capacity) << codeShift<T>());
  release(values, (<usize>capacity) << 2);
}
