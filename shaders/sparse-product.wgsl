// sparse-product: rows of the incidence matrix times a dense matrix of a few columns, by gathering.
// Twin      src/compute/cpu/sparse-product.ts, within (length + 1) * 2^-23 of the sum of |terms|
// Dispatch  short: 1-D over rows * columns; long: one workgroup for each entry of longRows
// Requires  members below the rows of dense; dense and product row by row
// Writes    product[row * columns + column] of every short row (short), of rows listed (long)
// A row's terms are added in one order, so a device gives the same sum every time.
struct Params { rows: u32, columns: u32, longRowCount: u32, weighted: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> offsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<f32>;
@group(0) @binding(4) var<storage, read> dense: array<f32>;
@group(0) @binding(5) var<storage, read> longRows: array<u32>;
@group(0) @binding(6) var<storage, read_write> product: array<f32>;

override LONG_ROW: u32 = 1024u;        // longer rows have a workgroup of their own

var<workgroup> wgSums: array<f32, 256>;

// include: linear-group

fn term(i: u32, column: u32) -> f32 {
  let value = dense[members[i] * params.columns + column];
  if (params.weighted == 0u) { return value; }
  return weights[i] * value;
}

@compute @workgroup_size(256)
fn short(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let cell = linearGroup(group, groups) * 256u + lane;
  if (cell >= params.rows * params.columns) { return; }
  let row = cell / params.columns;
  let end = offsets[row + 1u];
  if (end - offsets[row] > LONG_ROW) { return; }
  var sum = 0.0;
  for (var i = offsets[row]; i < end; i++) { sum += term(i, cell % params.columns); }
  product[cell] = sum;
}

@compute @workgroup_size(256)
fn long(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups);
  if (place >= params.longRowCount) { return; }
  let row = longRows[place];
  for (var column = 0u; column < params.columns; column++) {
    var sum = 0.0;
    for (var i = offsets[row] + lane; i < offsets[row + 1u]; i += 256u) { sum += term(i, column); }
    wgSums[lane] = sum;
    workgroupBarrier();
    for (var half = 128u; half > 0u; half >>= 1u) {
      if (lane < half) { wgSums[lane] += wgSums[lane + half]; }
      workgroupBarrier();
    }
    if (lane == 0u) { product[row * params.columns + column] = wgSums[0]; }
    workgroupBarrier();
  }
}
