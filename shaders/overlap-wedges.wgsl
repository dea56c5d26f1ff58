// overlap-wedges: pairs of rows that share at least s columns, one invocation a wedge.
// Twin      src/compute/cpu/overlap-wedges.ts, exact
// Dispatch  1-D over the wedges of a chunk; `test`, then the prefix sum of flags, then `fill`
// Requires  rows and column lists strictly ascending; wedgeOffsets counts from the chunk's start
// Writes    test: flags[wedge], overlaps[wedge] (0 if not kept); fill: three words a kept pair
// Only the wedge through the smallest shared column speaks for its pair, so that no two write the
// same and no counters are needed.
struct Params { firstIncidence: u32, incidences: u32, wedges: u32, s: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> rowOffsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> columnOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> columnMembers: array<u32>;
@group(0) @binding(5) var<storage, read> incidenceRows: array<u32>;
@group(0) @binding(6) var<storage, read> wedgeOffsets: array<u32>;
@group(0) @binding(7) var<storage, read_write> flags: array<u32>;
@group(0) @binding(8) var<storage, read_write> overlaps: array<u32>;
@group(0) @binding(9) var<storage, read> positions: array<u32>;
@group(0) @binding(10) var<storage, read_write> pairs: array<u32>;

// include: linear-group
// include: wedges

// Columns two rows share; 0 if fewer than s, or if one below `column` is among them.
fn overlapFrom(left: u32, right: u32, column: u32) -> u32 {
  var a = rowOffsets[left];
  var b = rowOffsets[right];
  let endA = rowOffsets[left + 1u];
  let endB = rowOffsets[right + 1u];
  var found = 0u;
  while (a < endA && b < endB) {
    if (found + min(endA - a, endB - b) < params.s) { return 0u; }
    let x = members[a];
    let y = members[b];
    if (x == y) {
      if (x < column) { return 0u; }
      found++;
    }
    if (x <= y) { a++; }
    if (y <= x) { b++; }
  }
  return select(0u, found, found >= params.s);
}

@compute @workgroup_size(128)
fn test(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let wedge = linearGroup(group, groups) * 128u + lane;
  if (wedge >= params.wedges) { return; }
  let incidence = wedgeIncidence(wedge);
  let column = members[params.firstIncidence + incidence];
  let overlap = overlapFrom(incidenceRows[incidence], wedgeLaterRow(wedge, incidence), column);
  flags[wedge] = min(overlap, 1u);
  overlaps[wedge] = overlap;
}

@compute @workgroup_size(128)
fn fill(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let wedge = linearGroup(group, groups) * 128u + lane;
  if (wedge >= params.wedges) { return; }
  if (overlaps[wedge] == 0u) { return; }
  let incidence = wedgeIncidence(wedge);
  let first = positions[wedge] * 3u;
  pairs[first] = incidenceRows[incidence];
  pairs[first + 1u] = wedgeLaterRow(wedge, incidence);
  pairs[first + 2u] = overlaps[wedge];
}
