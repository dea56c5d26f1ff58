// overlap-tile: later rows that share at least s columns with a row of many wedges, by counting.
// Twin      src/compute/cpu/overlap-tile.ts, exact
// Dispatch  one workgroup for each listed row and tile of 2048 later rows; `count`, then the prefix
//           sum of counts, then `fill`
// Requires  column lists strictly ascending
// Writes    count: tileCounts[listed * tiles + tile]; fill: two words a pair from tileOffsets on
// Counting uses atomics on integers, whose order does not matter; pairs are written by row.
struct Params { rows: u32, listedCount: u32, tiles: u32, s: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> rowOffsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> columnOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> columnMembers: array<u32>;
@group(0) @binding(5) var<storage, read> listedRows: array<u32>;
@group(0) @binding(6) var<storage, read_write> tileCounts: array<u32>;
@group(0) @binding(7) var<storage, read> tileOffsets: array<u32>;
@group(0) @binding(8) var<storage, read_write> pairs: array<u32>;

const TILE = 2048u;
const OWN = 8u;                        // counters of one invocation
const LANES = 8u;                      // invocations that share a column's list

var<workgroup> wgCounts: array<atomic<u32>, TILE>;

// include: linear-group
// include: workgroup-scan

fn firstAtLeast(begin: u32, end: u32, row: u32) -> u32 {
  var low = begin;
  var high = end;
  while (low < high) {
    let middle = low + (high - low) / 2u;
    if (columnMembers[middle] < row) { low = middle + 1u; } else { high = middle; }
  }
  return low;
}

// Counts shared columns with each later row of the tile. Every invocation must call it.
fn countTile(place: u32, lane: u32) {
  for (var k = 0u; k < OWN; k++) { atomicStore(&wgCounts[k * 256u + lane], 0u); }
  workgroupBarrier();
  let live = place < params.listedCount * params.tiles;
  if (live) {
    let row = listedRows[place / params.tiles];
    let start = (place % params.tiles) * TILE;
    let first = max(start, row + 1u);
    let end = min(start + TILE, params.rows);
    for (var i = rowOffsets[row] + lane / LANES; i < rowOffsets[row + 1u]; i += 256u / LANES) {
      let listEnd = columnOffsets[members[i] + 1u];
      var j = firstAtLeast(columnOffsets[members[i]], listEnd, first) + lane % LANES;
      while (j < listEnd) {
        let other = columnMembers[j];
        if (other >= end) { break; }
        atomicAdd(&wgCounts[other - start], 1u);
        j += LANES;
      }
    }
  }
  workgroupBarrier();
}

fn isKept(local: u32) -> bool { return atomicLoad(&wgCounts[local]) >= params.s; }

// Kept rows among those of this invocation, which are next to each other.
fn ownKept(lane: u32) -> u32 {
  var kept = 0u;
  for (var k = 0u; k < OWN; k++) { kept += select(0u, 1u, isKept(lane * OWN + k)); }
  return kept;
}

@compute @workgroup_size(256)
fn count(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups);
  countTile(place, lane);
  _ = workgroupInclusiveScan(lane, ownKept(lane));
  if (lane == 0u && place < params.listedCount * params.tiles) { tileCounts[place] = workgroupTotal(); }
}

@compute @workgroup_size(256)
fn fill(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups);
  countTile(place, lane);
  let own = ownKept(lane);
  let before = workgroupInclusiveScan(lane, own) - own;
  if (place >= params.listedCount * params.tiles) { return; }
  var at = (tileOffsets[place] + before) * 2u;
  for (var k = 0u; k < OWN; k++) {
    let local = lane * OWN + k;
    if (!isKept(local)) { continue; }
    pairs[at] = (place % params.tiles) * TILE + local;
    pairs[at + 1u] = atomicLoad(&wgCounts[local]);
    at += 2u;
  }
}
