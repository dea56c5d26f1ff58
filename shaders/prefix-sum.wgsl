// prefix-sum: sums of what comes before each value, modulo 2^32, by reduce-then-scan.
// Twin      src/compute/cpu/prefix-sum.ts, exact
// Dispatch  blocks of 4096 values; `reduce`, then the sums' own prefix sum, then `scan`
// Requires  blockSums is read whole: one word a block
// Writes    reduce: blockSums[its place]; scan: sums[i] for i <= count, so that sums[count] is the total
// No workgroup waits for another: WebGPU promises no progress between them.
struct Params { count: u32, base: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> values: array<vec4u>;
@group(0) @binding(2) var<storage, read_write> blockSums: array<u32>;
@group(0) @binding(3) var<storage, read> blockOffsets: array<u32>;
@group(0) @binding(4) var<storage, read_write> sums: array<vec4u>;

const WORKGROUP = 256u;
const QUADS = 4u;                      // vec4s of one invocation
const BLOCK_QUADS = WORKGROUP * QUADS;

var<workgroup> wgQuads: array<u32, BLOCK_QUADS>;

// include: linear-group
// include: workgroup-scan

// Four values; those at `count` and beyond are 0.
fn quadAt(quad: u32) -> vec4u {
  let first = quad * 4u;
  if (first >= params.count) { return vec4u(0u); }
  let indices = vec4u(first) + vec4u(0u, 1u, 2u, 3u);
  let past = vec4u(params.count) <= indices;
  return select(values[quad], vec4u(0u), past);
}

@compute @workgroup_size(256)
fn reduce(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let blockIndex = linearGroup(group, groups);
  var sum = 0u;
  for (var k = 0u; k < QUADS; k++) {
    let quad = quadAt(blockIndex * BLOCK_QUADS + k * WORKGROUP + lane);
    sum += quad.x + quad.y + quad.z + quad.w;
  }
  wgQuads[lane] = sum;
  workgroupBarrier();
  for (var half = WORKGROUP / 2u; half > 0u; half >>= 1u) {
    if (lane < half) { wgQuads[lane] += wgQuads[lane + half]; }
    workgroupBarrier();
  }
  if (lane == 0u && blockIndex * BLOCK_QUADS * 4u < params.count) {
    blockSums[blockIndex] = wgQuads[0];
  }
}

// Neighbouring invocations read and write neighbouring vec4s, so memory is used in full lines. The
// order that this breaks is made good in workgroup memory: one total for each vec4, in their order.
@compute @workgroup_size(256)
fn scan(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let blockIndex = linearGroup(group, groups);
  let live = blockIndex * BLOCK_QUADS * 4u <= params.count;
  var quads: array<vec4u, QUADS>;
  for (var k = 0u; k < QUADS; k++) {
    let quad = quadAt(blockIndex * BLOCK_QUADS + k * WORKGROUP + lane);
    let afterTwo = quad.x + quad.y;
    quads[k] = vec4u(0u, quad.x, afterTwo, afterTwo + quad.z);
    wgQuads[k * WORKGROUP + lane] = afterTwo + quad.z + quad.w;
  }
  workgroupBarrier();
  // This invocation's share of the totals: four in a row.
  var own: array<u32, QUADS>;
  var total = 0u;
  for (var k = 0u; k < QUADS; k++) {
    own[k] = total;
    total += wgQuads[lane * QUADS + k];
  }
  let before = workgroupInclusiveScan(lane, total) - total;
  for (var k = 0u; k < QUADS; k++) { wgQuads[lane * QUADS + k] = before + own[k]; }
  workgroupBarrier();
  if (!live) { return; }
  var base = params.base;
  if (blockIndex > 0u) { base += blockOffsets[blockIndex]; }
  for (var k = 0u; k < QUADS; k++) {
    let local = k * WORKGROUP + lane;
    let quad = blockIndex * BLOCK_QUADS + local;
    if (quad * 4u <= params.count) { sums[quad] = quads[k] + base + wgQuads[local]; }
  }
}
