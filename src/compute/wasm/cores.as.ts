import { get, set } from './memory.as';

/** Live degree of a removed node: never equal to a level again, and above all real ones. */
const REMOVED: u32 = 0x7fffffff;
/** Degrees from here on belong to removed nodes. */
const REMOVED_FROM: u32 = 0x40000000;

/** Arrays of a core decomposition; the host fills it in this order. */
@unmanaged
export class CoreArrays {
  edges: u32;
  nodes: u32;
  edgeOffsets: usize;
  edgeMembers: usize;
  nodeOffsets: usize;
  nodeMembers: usize;
  /** u32[nodes] each. */
  degrees: usize;
  remaining: usize;
  /** One longer: a store may touch the entry after the last. */
  wave: usize;
  /** u32[edges + 1]. */
  hit: usize;
  /** u32[edges] or u64[edges] for pairs, u8[edges] for whole edges, u32[edges] for the rest. */
  edgeState: usize;
  /** Out, u32[nodes]. */
  cores: usize;
  /** u32[edges]: an edge lives while it has so many live members; not for pairs and whole edges. */
  least: usize;
  /** Members of the longest edge. */
  longestEdge: u32;
}

// What is left between two calls: waves are taken in parts, so that the host can stop.
let remainingLength: u32 = 0;
let waveLength: u32 = 0;
/** Level of the wave in hand. */
let level: u32 = 0;

/** Nodes that have no core number yet. */
function nodesLeft(): u32 {
  return remainingLength + waveLength;
}

/** Fills the wave with all nodes at or below the next level, which is at least the last one. */
function nextWave(arrays: CoreArrays): void {
  const degrees = arrays.degrees;
  const remaining = arrays.remaining;
  let least: u32 = 0xffffffff;
  let kept: u32 = 0;
  for (let i: u32 = 0; i < remainingLength; i++) {
    const node = get(remaining, i);
    const degree = get(degrees, node);
    least = min(least, degree);
    set(remaining, kept, node);
    kept += u32(degree < REMOVED_FROM);
  }
  const next = max(level, least);
  let wave: u32 = 0;
  let rest: u32 = 0;
  for (let i: u32 = 0; i < kept; i++) {
    const node = get(remaining, i);
    const low = u32(get(degrees, node) <= next);
    set(arrays.wave, wave, node);
    wave += low;
    set(remaining, rest, node);
    rest += 1 - low;
  }
  remainingLength = rest;
  waveLength = wave;
  level = next;
}

function begin(arrays: CoreArrays): void {
  for (let node: u32 = 0; node < arrays.nodes; node++) {
    const degree =
      get(arrays.nodeOffsets, node + 1) - get(arrays.nodeOffsets, node);
    set(arrays.degrees, node, degree);
    set(arrays.remaining, node, node);
  }
  remainingLength = arrays.nodes;
  waveLength = 0;
  level = 0;
}

/** Rows are asked for so many at once before they are walked, so that they arrive together. */
const ROWS_AT_ONCE: u32 = 32;

/** Read of each row asked for, so that no read is left out. */
let touched: u32 = 0;

/** Asks for the rows listed from `from` on. @returns The end of those. */
function touchRows(
  list: usize,
  from: u32,
  to: u32,
  offsets: usize,
  members: usize,
): u32 {
  const until = min(to, from + ROWS_AT_ONCE);
  let read: u32 = 0;
  for (let i = from; i < until; i++) {
    read ^= get(members, get(offsets, get(list, i)));
  }
  touched = read;
  return until;
}

function touchNodes(arrays: CoreArrays, from: u32): u32 {
  return touchRows(
    arrays.wave,
    from,
    waveLength,
    arrays.nodeOffsets,
    arrays.nodeMembers,
  );
}

function removeWave(arrays: CoreArrays): void {
  for (let i: u32 = 0; i < waveLength; i++) {
    set(arrays.degrees, get(arrays.wave, i), REMOVED);
  }
}

/** Bit from which the number of live members stands in the state of an edge, below it their xor. */
let countShift: u32 = 0;
/** Whether such a state takes 64 bits, not 32. */
let isWide: bool = false;

/**
 * (k, 2)-cores: an edge lives while two of its members do. Beside the number of
 * live members stands the xor of their ids, so that the survivor of a dying
 * edge is read off; both in 32 bits where they fit, which takes half the cache.
 */
export function pairCores(arrays: CoreArrays): void {
  begin(arrays);
  const idBits: u32 = 32 - <u32>clz(arrays.nodes);
  const countBits: u32 = 32 - <u32>clz(arrays.longestEdge);
  isWide = idBits + countBits > 32;
  countShift = isWide ? 32 : idBits;
  if (isWide) setPairStates<u64>(arrays);
  else setPairStates<u32>(arrays);
}

function setPairStates<State>(arrays: CoreArrays): void {
  let state = arrays.edgeState;
  for (let edge: u32 = 0; edge < arrays.edges; edge++) {
    const start = get(arrays.edgeOffsets, edge);
    const end = get(arrays.edgeOffsets, edge + 1);
    let xor: u32 = 0;
    for (let i = start; i < end; i++) xor ^= get(arrays.edgeMembers, i);
    if (end - start == 1)
      set(arrays.degrees, xor, get(arrays.degrees, xor) - 1);
    store<State>(state, ((<State>(end - start)) << countShift) | (<State>xor));
    state += sizeof<State>();
  }
}

/** Waves of {@link pairCores} until about `most` incidences are passed. @returns Nodes left. */
export function pairWaves(arrays: CoreArrays, most: u32): u32 {
  return takeWaves(arrays, most, PAIRS);
}

/** Lists the survivors of edges that die. */
function hitPairs<State>(
  arrays: CoreArrays,
  node: u32,
  start: u32,
  end: u32,
  hit: usize,
): usize {
  const one = (<State>1) << countShift;
  for (let q = start; q < end; q++) {
    const edge = <usize>get(arrays.nodeMembers, q);
    const at = arrays.edgeState + edge * sizeof<State>();
    const state = (load<State>(at) ^ (<State>node)) - one;
    store<State>(at, state);
    store<u32>(hit, <u32>(state & (one - 1)));
    hit += (<usize>(state >> countShift == 1)) << 2;
  }
  return hit;
}

/**
 * Cores of whole edges: an edge dies with the first member it loses (the rule of
 * Hygra; Shun 2020, doi:10.1145/3332466.3374527).
 */
export function wholeEdgeCores(arrays: CoreArrays): void {
  const alive = arrays.edgeState;
  begin(arrays);
  memory.fill(alive, 1, arrays.edges);
}

/** Waves of {@link wholeEdgeCores} until about `most` incidences are passed. @returns Nodes left. */
export function wholeEdgeWaves(arrays: CoreArrays, most: u32): u32 {
  return takeWaves(arrays, most, WHOLE);
}

function hitWhole(arrays: CoreArrays, start: u32, end: u32, hit: usize): usize {
  const alive = arrays.edgeState;
  for (let q = start; q < end; q++) {
    const edge = get(arrays.nodeMembers, q);
    const was = <usize>load<u8>(alive + <usize>edge);
    store<u8>(alive + <usize>edge, 0);
    store<u32>(hit, edge);
    hit += was << 2;
  }
  return hit;
}

/** Cores where each edge says how many live members it needs. */
export function sizedCores(arrays: CoreArrays): void {
  const live = arrays.edgeState;
  begin(arrays);
  for (let edge: u32 = 0; edge < arrays.edges; edge++) {
    const start = get(arrays.edgeOffsets, edge);
    const end = get(arrays.edgeOffsets, edge + 1);
    set(live, edge, end - start);
    if (end - start >= get(arrays.least, edge)) continue;
    for (let i = start; i < end; i++) {
      const node = get(arrays.edgeMembers, i);
      set(arrays.degrees, node, get(arrays.degrees, node) - 1);
    }
  }
}

/** Waves of {@link sizedCores} until about `most` incidences are passed. @returns Nodes left. */
export function sizedWaves(arrays: CoreArrays, most: u32): u32 {
  return takeWaves(arrays, most, SIZED);
}

function hitSized(arrays: CoreArrays, start: u32, end: u32, hit: usize): usize {
  const live = arrays.edgeState;
  for (let q = start; q < end; q++) {
    const edge = get(arrays.nodeMembers, q);
    const members = get(live, edge);
    const least = get(arrays.least, edge);
    // a dead edge keeps fewer than it needs, and counts no further
    const lives = u32(members >= least);
    set(live, edge, members - lives);
    store<u32>(hit, edge);
    hit += (<usize>(lives & u32(members == least))) << 2;
  }
  return hit;
}

/** When edges die: below two members, with the first they lose, or below a size of their own. */
const PAIRS: u32 = 0;
const WHOLE: u32 = 1;
const SIZED: u32 = 2;

function takeWaves(arrays: CoreArrays, most: u32, rule: u32): u32 {
  let work: u64 = 0;
  while (nodesLeft() > 0 && work < <u64>most) {
    if (waveLength == 0) {
      work += remainingLength;
      nextWave(arrays);
    }
    const hit = hitEdges(arrays, rule);
    work += hitWork;
    removeWave(arrays);
    waveLength = 0;
    if (rule == PAIRS) {
      for (let at = arrays.hit; at < hit; at += 4) lower(arrays, load<u32>(at));
    } else lowerMembers(arrays, <u32>((hit - arrays.hit) >> 2));
  }
  return nodesLeft();
}

/** Incidences of the last wave. */
let hitWork: u64 = 0;

/** Takes the wave's nodes from their edges. @returns The end of what is listed in `hit`. */
function hitEdges(arrays: CoreArrays, rule: u32): usize {
  let hit = arrays.hit;
  let touchedTo: u32 = 0;
  hitWork = 0;
  for (let i: u32 = 0; i < waveLength; i++) {
    if (i == touchedTo) touchedTo = touchNodes(arrays, i);
    const node = get(arrays.wave, i);
    set(arrays.cores, node, level);
    const start = get(arrays.nodeOffsets, node);
    const end = get(arrays.nodeOffsets, node + 1);
    hitWork += end - start;
    if (rule == WHOLE) hit = hitWhole(arrays, start, end, hit);
    else if (rule == SIZED) hit = hitSized(arrays, start, end, hit);
    else if (isWide) hit = hitPairs<u64>(arrays, node, start, end, hit);
    else hit = hitPairs<u32>(arrays, node, start, end, hit);
  }
  return hit;
}

/** Takes the edges hit from their members. */
function lowerMembers(arrays: CoreArrays, hits: u32): void {
  let touchedTo: u32 = 0;
  for (let h: u32 = 0; h < hits; h++) {
    if (h == touchedTo) {
      touchedTo = touchRows(
        arrays.hit,
        h,
        hits,
        arrays.edgeOffsets,
        arrays.edgeMembers,
      );
    }
    const edge = get(arrays.hit, h);
    const end = get(arrays.edgeOffsets, edge + 1);
    for (let i = get(arrays.edgeOffsets, edge); i < end; i++) {
      lower(arrays, get(arrays.edgeMembers, i));
    }
  }
}

/** Takes one live edge from a node, which joins the wave when it falls to its level. */
function lower(arrays: CoreArrays, node: u32): void {
  const degree = get(arrays.degrees, node) - 1;
  set(arrays.degrees, node, degree);
  set(arrays.wave, waveLength, node);
  waveLength += u32(degree == level);
}
