// core-peeling: a round of taking nodes of too few live edges and edges of too few live members.
// Twin      src/compute/cpu/core-peeling.ts, exact
// Dispatch  peelEdges 1-D over rows (edges), peelNodes 1-D over columns (nodes), advance one group;
//           in that order, round by round, until state.done
// Requires  startEdges and startNodes first; least[edge]: with fewer live members the edge dies
// Writes    cores of the nodes taken; sizes, degrees, alive and state go with them
// A round takes all that are weak at once; the order of taking does not change the cores.
struct Params { edges: u32, nodes: u32 }

struct State {
  k: atomic<u32>,              // nodes with fewer live edges go
  taken: atomic<u32>,          // nodes taken in this round
  leastDegree: atomic<u32>,    // of the nodes that stay
  done: atomic<u32>,           // 1 when no node stays
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> edgeOffsets: array<u32>;
@group(0) @binding(2) var<storage, read> edgeMembers: array<u32>;
@group(0) @binding(3) var<storage, read> nodeOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> nodeMembers: array<u32>;
@group(0) @binding(5) var<storage, read> least: array<u32>;
@group(0) @binding(6) var<storage, read_write> sizes: array<atomic<u32>>;
@group(0) @binding(7) var<storage, read_write> degrees: array<atomic<u32>>;
@group(0) @binding(8) var<storage, read_write> alive: array<u32>;
@group(0) @binding(9) var<storage, read_write> cores: array<u32>;
@group(0) @binding(10) var<storage, read_write> state: State;

const NONE = 0xffffffffu;

// include: linear-group

@compute @workgroup_size(256)
fn startEdges(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let edge = linearGroup(group, groups) * 256u + lane;
  if (edge >= params.edges) { return; }
  atomicStore(&sizes[edge], edgeOffsets[edge + 1u] - edgeOffsets[edge]);
  alive[edge] = 1u;
}

@compute @workgroup_size(256)
fn startNodes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let node = linearGroup(group, groups) * 256u + lane;
  if (node == 0u) {
    atomicStore(&state.k, 1u);
    atomicStore(&state.taken, 0u);
    atomicStore(&state.leastDegree, NONE);
    atomicStore(&state.done, 0u);
  }
  if (node >= params.nodes) { return; }
  atomicStore(&degrees[node], nodeOffsets[node + 1u] - nodeOffsets[node]);
  cores[node] = NONE;
}

@compute @workgroup_size(256)
fn peelEdges(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let edge = linearGroup(group, groups) * 256u + lane;
  if (edge >= params.edges) { return; }
  if (alive[edge] == 0u || atomicLoad(&sizes[edge]) >= least[edge]) { return; }
  alive[edge] = 0u;
  for (var i = edgeOffsets[edge]; i < edgeOffsets[edge + 1u]; i++) {
    atomicSub(&degrees[edgeMembers[i]], 1u);
  }
}

@compute @workgroup_size(256)
fn peelNodes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let node = linearGroup(group, groups) * 256u + lane;
  if (node >= params.nodes) { return; }
  if (cores[node] != NONE) { return; }
  let degree = atomicLoad(&degrees[node]);
  let k = atomicLoad(&state.k);
  if (degree >= k) {
    atomicMin(&state.leastDegree, degree);
    return;
  }
  cores[node] = k - 1u;
  atomicAdd(&state.taken, 1u);
  for (var i = nodeOffsets[node]; i < nodeOffsets[node + 1u]; i++) {
    atomicSub(&sizes[nodeMembers[i]], 1u);
  }
}

@compute @workgroup_size(256)
fn advance(@builtin(global_invocation_id) invocation: vec3u) {
  if (invocation.x != 0u) { return; }
  let stays = atomicLoad(&state.leastDegree);
  if (atomicLoad(&state.taken) == 0u) {
    if (stays == NONE) { atomicStore(&state.done, 1u); } else { atomicStore(&state.k, stays + 1u); }
  }
  atomicStore(&state.taken, 0u);
  atomicStore(&state.leastDegree, NONE);
}
