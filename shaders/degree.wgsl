// degree: entries of each row, or the sum of their weights.
// Twin      src/compute/cpu/degree.ts; `count` exact, weights within (length - 1) * 2^-23 of the sum of |weight|
// Dispatch  1-D over rows; `sumLong`: one workgroup for each entry of longRows
// Requires  offsets ascending, one more than rows; weights beside the rows' members
// Writes    degrees[row] for every row (count), short rows (sumShort), rows listed (sumLong)
// A row's weights are added in one order, so a device gives the same sum every time.
struct Params { rows: u32, longRowCount: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> offsets: array<u32>;
@group(0) @binding(2) var<storage, read> weights: array<f32>;
@group(0) @binding(3) var<storage, read> longRows: array<u32>;
@group(0) @binding(4) var<storage, read_write> degrees: array<u32>;
@group(0) @binding(5) var<storage, read_write> sums: array<f32>;

override LONG_ROW: u32 = 1024u;        // longer rows have a workgroup of their own

var<workgroup> wgSums: array<f32, 256>;

// include: linear-group

@compute @workgroup_size(256)
fn count(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = linearGroup(group, groups) * 256u + lane;
  if (row < params.rows) { degrees[row] = offsets[row + 1u] - offsets[row]; }
}

@compute @workgroup_size(256)
fn sumShort(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = linearGroup(group, groups) * 256u + lane;
  if (row >= params.rows) { return; }
  let end = offsets[row + 1u];
  if (end - offsets[row] > LONG_ROW) { return; }
  var sum = 0.0;
  for (var i = offsets[row]; i < end; i++) { sum += weights[i]; }
  sums[row] = sum;
}

@compute @workgroup_size(256)
fn sumLong(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups);
  if (place >= params.longRowCount) { return; }
  let row = longRows[place];
  var sum = 0.0;
  for (var i = offsets[row] + lane; i < offsets[row + 1u]; i += 256u) { sum += weights[i]; }
  wgSums[lane] = sum;
  workgroupBarrier();
  for (var half = 128u; half > 0u; half >>= 1u) {
    if (lane < half) { wgSums[lane] += wgSums[lane + half]; }
    workgroupBarrier();
  }
  if (lane == 0u) { sums[row] = wgSums[0]; }
}
