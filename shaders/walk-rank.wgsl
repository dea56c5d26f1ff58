// walk-rank: a step of the walk row, one of its columns, one of its rows, with jumps to any row.
// Twin      src/compute/cpu/walk-rank.ts; after n steps within n * (longest row + longest column + 4)
//           * 2^-23, summed over rows
// Dispatch  spread 1-D over columns, gather 1-D over rows; measure 64 groups, conclude one
// Requires  rank sums to 1
// Writes    spread: shares; gather: moved; measure, conclude: change[0], the sum of |moved - rank|
// Sums are taken in one order, so a device gives the same ranks every time.
struct Params { rows: u32, columns: u32, damping: f32, jump: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> rowOffsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> columnOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> columnMembers: array<u32>;
@group(0) @binding(5) var<storage, read> rank: array<f32>;
@group(0) @binding(6) var<storage, read_write> shares: array<f32>;
@group(0) @binding(7) var<storage, read_write> moved: array<f32>;
@group(0) @binding(8) var<storage, read_write> parts: array<f32>;
@group(0) @binding(9) var<storage, read_write> change: array<f32>;

const PARTS = 64u;

var<workgroup> wgSums: array<f32, 256>;

// include: linear-group

@compute @workgroup_size(256)
fn spread(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let column = linearGroup(group, groups) * 256u + lane;
  if (column >= params.columns) { return; }
  let end = columnOffsets[column + 1u];
  var sum = 0.0;
  for (var i = columnOffsets[column]; i < end; i++) {
    let row = columnMembers[i];
    sum += rank[row] / f32(rowOffsets[row + 1u] - rowOffsets[row]);
  }
  shares[column] = sum / f32(max(1u, end - columnOffsets[column]));
}

// A row without columns stays where it is.
@compute @workgroup_size(256)
fn gather(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = linearGroup(group, groups) * 256u + lane;
  if (row >= params.rows) { return; }
  let end = rowOffsets[row + 1u];
  var sum = 0.0;
  if (rowOffsets[row] == end) { sum = rank[row]; }
  for (var i = rowOffsets[row]; i < end; i++) { sum += shares[members[i]]; }
  moved[row] = params.damping * sum + params.jump;
}

fn workgroupSum(lane: u32, value: f32) -> f32 {
  wgSums[lane] = value;
  workgroupBarrier();
  for (var half = 128u; half > 0u; half >>= 1u) {
    if (lane < half) { wgSums[lane] += wgSums[lane + half]; }
    workgroupBarrier();
  }
  return wgSums[0];
}

@compute @workgroup_size(256)
fn measure(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups);
  var sum = 0.0;
  for (var row = place * 256u + lane; row < params.rows; row += PARTS * 256u) {
    sum += abs(moved[row] - rank[row]);
  }
  let total = workgroupSum(lane, sum);
  if (lane == 0u && place < PARTS) { parts[place] = total; }
}

@compute @workgroup_size(256)
fn conclude(@builtin(local_invocation_index) lane: u32) {
  var part = 0.0;
  if (lane < PARTS) { part = parts[lane]; }
  let total = workgroupSum(lane, part);
  if (lane == 0u) { change[0] = total; }
}
