// pair-sketch: how often the members of each row were met together, by a count-min sketch of pairs.
// Twin      src/compute/cpu/pair-sketch.ts, exact
// Dispatch  count, then look; both 1-D over incidences
// Requires  sketch all 0 at first; width a power of two; members of a row ascending
// Writes    count: sketch; look: meetings[i], the sum over the partners of incidence i in its row
// Counts are added in any order, and integers do not mind. A sketch never counts too little.
struct Params { incidences: u32, width: u32, depth: u32, seed: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> offsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> rowOf: array<u32>;
@group(0) @binding(4) var<storage, read_write> sketch: array<atomic<u32>>;
@group(0) @binding(5) var<storage, read_write> meetings: array<u32>;

// include: linear-group

// Finaliser of MurmurHash3 over both members; the smaller one comes first.
fn slotOf(left: u32, right: u32, line: u32) -> u32 {
  var hash = (left * 0x9e3779b1u) ^ (right * 0x85ebca77u + (params.seed + line) * 0xc2b2ae3du);
  hash ^= hash >> 16u;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13u;
  hash *= 0xc2b2ae35u;
  hash ^= hash >> 16u;
  return line * params.width + (hash & (params.width - 1u));
}

@compute @workgroup_size(256)
fn count(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups) * 256u + lane;
  if (place >= params.incidences) { return; }
  let own = members[place];
  for (var i = place + 1u; i < offsets[rowOf[place] + 1u]; i++) {
    for (var line = 0u; line < params.depth; line++) {
      atomicAdd(&sketch[slotOf(own, members[i], line)], 1u);
    }
  }
}

@compute @workgroup_size(256)
fn look(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups) * 256u + lane;
  if (place >= params.incidences) { return; }
  let own = members[place];
  let row = rowOf[place];
  var sum = 0u;
  for (var i = offsets[row]; i < offsets[row + 1u]; i++) {
    let other = members[i];
    if (other == own) { continue; }
    var least = 0xffffffffu;
    for (var line = 0u; line < params.depth; line++) {
      least = min(least, atomicLoad(&sketch[slotOf(min(own, other), max(own, other), line)]));
    }
    sum += least;
  }
  meetings[place] = sum;
}
