// copy: as many words as there are, from one array to the other. What other kernels are measured by.
// Twin      src/compute/cpu/copy.ts, exact
// Dispatch  1-D over vec4s
// Requires  nothing
// Writes    copied, whole vec4s, up to three words beyond count within the array's padding
struct Params { count: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> source: array<vec4u>;
@group(0) @binding(2) var<storage, read_write> copied: array<vec4u>;

// include: linear-group

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let quad = linearGroup(group, groups) * 256u + lane;
  if (quad * 4u < params.count) { copied[quad] = source[quad]; }
}
