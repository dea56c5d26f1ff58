// radix-sort: one pass of a stable sort by eight bits of each key, values carried along or not.
// Twin      src/compute/cpu/radix-sort.ts, exact
// Dispatch  tiles of 2048 keys; `histogram`, then the prefix sum of counts, then one `scatter`
// Requires  tiles as the host counts them; digitOffsets is the prefix sum of digitCounts
// Writes    histogram: digitCounts[digit * tiles + tile]; scatter: outKeys (and outValues) whole
// Ranks come from bit sets of the invocations that hold a digit, so order within a tile is kept
// without a word on who runs first.
struct Params { count: u32, tiles: u32, shift: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> keys: array<u32>;
@group(0) @binding(2) var<storage, read> values: array<u32>;
@group(0) @binding(3) var<storage, read_write> digitCounts: array<u32>;
@group(0) @binding(4) var<storage, read> digitOffsets: array<u32>;
@group(0) @binding(5) var<storage, read_write> outKeys: array<u32>;
@group(0) @binding(6) var<storage, read_write> outValues: array<u32>;

const DIGITS = 256u;
const TURNS = 8u;                      // keys of one invocation
const TILE = 2048u;
const WORDS = 8u;                      // a bit for each of the 256 invocations

var<workgroup> wgCounts: array<atomic<u32>, DIGITS>;
var<workgroup> wgNext: array<u32, DIGITS>;
var<workgroup> wgHolders: array<atomic<u32>, 2048>;

// include: linear-group

fn digitOf(key: u32) -> u32 { return (key >> params.shift) & 255u; }

@compute @workgroup_size(256)
fn histogram(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let tile = linearGroup(group, groups);
  atomicStore(&wgCounts[lane], 0u);
  workgroupBarrier();
  for (var turn = 0u; turn < TURNS; turn++) {
    let i = tile * TILE + turn * 256u + lane;
    if (i < params.count) { atomicAdd(&wgCounts[digitOf(keys[i])], 1u); }
  }
  workgroupBarrier();
  if (tile < params.tiles) { digitCounts[lane * params.tiles + tile] = atomicLoad(&wgCounts[lane]); }
}

// Where each digit's keys of this tile go; lane d serves digit d.
fn startTile(tile: u32, lane: u32) {
  if (tile < params.tiles) { wgNext[lane] = digitOffsets[lane * params.tiles + tile]; }
  for (var word = 0u; word < WORDS; word++) { atomicStore(&wgHolders[lane * WORDS + word], 0u); }
  workgroupBarrier();
}

// Target of this invocation's key in one turn. Every invocation must call it.
fn place(digit: u32, live: bool, lane: u32) -> u32 {
  if (live) { atomicOr(&wgHolders[digit * WORDS + lane / 32u], 1u << (lane % 32u)); }
  workgroupBarrier();
  var rank = 0u;
  if (live) {
    rank = wgNext[digit];
    for (var word = 0u; word < lane / 32u; word++) {
      rank += countOneBits(atomicLoad(&wgHolders[digit * WORDS + word]));
    }
    let before = (1u << (lane % 32u)) - 1u;
    rank += countOneBits(atomicLoad(&wgHolders[digit * WORDS + lane / 32u]) & before);
  }
  workgroupBarrier();
  var holders = 0u;
  for (var word = 0u; word < WORDS; word++) {
    holders += countOneBits(atomicExchange(&wgHolders[lane * WORDS + word], 0u));
  }
  wgNext[lane] += holders;
  workgroupBarrier();
  return rank;
}

@compute @workgroup_size(256)
fn scatterKeys(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let tile = linearGroup(group, groups);
  startTile(tile, lane);
  for (var turn = 0u; turn < TURNS; turn++) {
    let i = tile * TILE + turn * 256u + lane;
    let live = i < params.count;
    var key = 0u;
    if (live) { key = keys[i]; }
    let slot = place(digitOf(key), live, lane);
    if (live) { outKeys[slot] = key; }
  }
}

@compute @workgroup_size(256)
fn scatterPairs(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let tile = linearGroup(group, groups);
  startTile(tile, lane);
  for (var turn = 0u; turn < TURNS; turn++) {
    let i = tile * TILE + turn * 256u + lane;
    let live = i < params.count;
    var key = 0u;
    if (live) { key = keys[i]; }
    let slot = place(digitOf(key), live, lane);
    if (live) {
      outKeys[slot] = key;
      outValues[slot] = values[i];
    }
  }
}
