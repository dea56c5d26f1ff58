// breadth-first: one level of a search over two sides, or over one side and itself.
// Twin      src/compute/cpu/breadth-first.ts, exact
// Dispatch  push: 1-D over the side reached last; pull: 1-D over the side to reach
// Requires  levels of both sides in one array, 2^32 - 1 where not reached; reached[slot] is 0
// Writes    levels of what is reached in this level; reached[slot], how many those are
// Who reaches a vertex first does not matter: all write the same level.
struct Params { sourceBase: u32, sourceCount: u32, targetBase: u32, targetCount: u32, level: u32, slot: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> offsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read_write> levels: array<atomic<u32>>;
@group(0) @binding(4) var<storage, read_write> reached: array<atomic<u32>>;

const UNREACHED = 0xffffffffu;

// include: linear-group

// offsets and members are those of the source side.
@compute @workgroup_size(256)
fn push(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let source = linearGroup(group, groups) * 256u + lane;
  if (source >= params.sourceCount) { return; }
  if (atomicLoad(&levels[params.sourceBase + source]) != params.level - 1u) { return; }
  for (var i = offsets[source]; i < offsets[source + 1u]; i++) {
    let before = atomicMin(&levels[params.targetBase + members[i]], params.level);
    if (before == UNREACHED) { atomicAdd(&reached[params.slot], 1u); }
  }
}

// offsets and members are those of the target side.
@compute @workgroup_size(256)
fn pull(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let vertex = linearGroup(group, groups) * 256u + lane;
  if (vertex >= params.targetCount) { return; }
  if (atomicLoad(&levels[params.targetBase + vertex]) != UNREACHED) { return; }
  for (var i = offsets[vertex]; i < offsets[vertex + 1u]; i++) {
    if (atomicLoad(&levels[params.sourceBase + members[i]]) != params.level - 1u) { continue; }
    atomicStore(&levels[params.targetBase + vertex], params.level);
    atomicAdd(&reached[params.slot], 1u);
    return;
  }
}
