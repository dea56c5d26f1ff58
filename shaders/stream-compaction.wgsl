// stream-compaction: the values whose flag is set, in order.
// Twin      src/compute/cpu/stream-compaction.ts, exact
// Dispatch  1-D over values, after the prefix sum of flags
// Requires  flags 0 or 1; positions is their prefix sum
// Writes    kept[positions[i]] for each i whose flag is 1
struct Params { count: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> values: array<u32>;
@group(0) @binding(2) var<storage, read> flags: array<u32>;
@group(0) @binding(3) var<storage, read> positions: array<u32>;
@group(0) @binding(4) var<storage, read_write> kept: array<u32>;

// include: linear-group

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = linearGroup(group, groups) * 256u + lane;
  if (i < params.count && flags[i] != 0u) { kept[positions[i]] = values[i]; }
}
