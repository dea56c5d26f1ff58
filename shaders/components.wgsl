// components: connected components, each with its smallest vertex for a root.
// Twin      src/compute/cpu/components.ts, exact
// Dispatch  1-D over vertices (start, flatten), links (hookLinks) or a chunk's wedges (hookWedges)
// Requires  links below the number of vertices; hookWedges: overlaps as overlap-wedges.test left them
// Writes    parents; after flatten parents[v] is the root of v
// Hooking after ECL-CC (Jaiganesh and Burtscher 2018, doi:10.1145/3208040.3208041) by compare and
// swap: a failed try means that another invocation got on. The larger root always hangs below the
// smaller one, so parents only fall and the roots do not depend on who runs when.
struct Params { vertices: u32, linkCount: u32, firstIncidence: u32, incidences: u32, wedges: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> links: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> columnOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> columnMembers: array<u32>;
@group(0) @binding(5) var<storage, read> incidenceRows: array<u32>;
@group(0) @binding(6) var<storage, read> wedgeOffsets: array<u32>;
@group(0) @binding(7) var<storage, read> overlaps: array<u32>;
@group(0) @binding(8) var<storage, read_write> parents: array<atomic<u32>>;

// include: linear-group
// include: wedges

// The root of a vertex, halving the path to it.
fn rootOf(vertex: u32) -> u32 {
  var at = vertex;
  var parent = atomicLoad(&parents[at]);
  while (parent != at) {
    let above = atomicLoad(&parents[parent]);
    if (above != parent) { atomicMin(&parents[at], above); }
    at = parent;
    parent = above;
  }
  return at;
}

fn unite(left: u32, right: u32) {
  var a = rootOf(left);
  var b = rootOf(right);
  while (a != b) {
    let high = max(a, b);
    let low = min(a, b);
    if (atomicCompareExchangeWeak(&parents[high], high, low).exchanged) { return; }
    a = rootOf(high);
    b = rootOf(low);
  }
}

@compute @workgroup_size(256)
fn start(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let vertex = linearGroup(group, groups) * 256u + lane;
  if (vertex < params.vertices) { atomicStore(&parents[vertex], vertex); }
}

@compute @workgroup_size(256)
fn hookLinks(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let link = linearGroup(group, groups) * 256u + lane;
  if (link < params.linkCount) { unite(links[link * 2u], links[link * 2u + 1u]); }
}

@compute @workgroup_size(256)
fn hookWedges(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let wedge = linearGroup(group, groups) * 256u + lane;
  if (wedge >= params.wedges) { return; }
  if (overlaps[wedge] == 0u) { return; }
  let incidence = wedgeIncidence(wedge);
  unite(incidenceRows[incidence], wedgeLaterRow(wedge, incidence));
}

@compute @workgroup_size(256)
fn flatten(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let vertex = linearGroup(group, groups) * 256u + lane;
  if (vertex < params.vertices) { atomicMin(&parents[vertex], rootOf(vertex)); }
}
