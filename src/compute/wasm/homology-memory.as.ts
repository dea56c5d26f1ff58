import { takeBlock } from './threads.as';

// Arrays that grow while a homology kernel runs: blocks of powers of two past
// those of the host, kept for reuse when outgrown. All go when the host releases
// its blocks.

/** u32[32]: first free block of each power of two, linked through their first word. */
let free: usize = 0;

/** Forgets all blocks; the host has released them. */
export function startBlocks(): void {
  free = takeBlock(128);
  memory.fill(free, 0, 128);
}

/** A block of at least `bytes` bytes. Traps where there is no room; the host turns that into its error. */
export function allocate(bytes: usize): usize {
  const order = orderOf(bytes);
  const list = free + (order << 2);
  const block = load<u32>(list);
  if (block != 0) {
    store<u32>(list, load<u32>(block));
    return block;
  }
  const fresh = takeBlock((<usize>1) << order);
  if (fresh == 0) unreachable();
  return fresh;
}

/** Gives back a block of {@link allocate}; `bytes` as then. */
export function release(block: usize, bytes: usize): void {
  const list = free + (orderOf(bytes) << 2);
  store<u32>(block, load<u32>(list));
  store<u32>(list, <u32>block);
}

function orderOf(bytes: usize): usize {
  if (bytes > 0x80000000) unreachable();
  return bytes <= 16 ? 4 : 32 - <usize>clz<u32>(<u32>bytes - 1);
}

/** An array of values of one kind; the number of values is its user's. */
@unmanaged
export class Room {
  at: usize;
  bytes: usize;
}

export function newRoom(bytes: usize): Room {
  const room = changetype<Room>(allocate(offsetof<Room>()));
  room.at = allocate(bytes);
  room.bytes = (<usize>1) << orderOf(bytes);
  return room;
}

/** Makes it at least `bytes` long and keeps what it holds. */
export function grow(room: Room, bytes: usize): void {
  if (bytes <= room.bytes) return;
  const at = allocate(bytes);
  memory.copy(at, room.at, room.bytes);
  release(room.at, room.bytes);
  room.at = at;
  room.bytes = (<usize>1) << orderOf(bytes);
}
