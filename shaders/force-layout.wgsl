// force-layout: a step of vertices that repel each other, of links that pull, and of a weak pull home.
// Twin      src/compute/cpu/force-layout.ts; all pairs within 2^-10 of the largest force
// Dispatch  repelAll, place 1-D over vertices; with a grid: findBox one group, cellKeys 1-D, a sort of
//           keys, cellStarts 1-D over vertices, cellSums 1-D over cells, repelCells 1-D over vertices
// Requires  places finite; order and sortedKeys from a stable sort of keys
// Writes    repelAll, repelCells: forces; place: moved; the others what their names say
// Far cells act as one vertex of their weight at their middle. A layout is for eyes: no two devices
// need agree on it to the last bit.
struct Params { vertices: u32, side: u32, repulsion: f32, spring: f32, gravity: f32, limit: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> places: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> forces: array<vec2f>;
@group(0) @binding(3) var<storage, read> linkOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> linkEnds: array<u32>;
@group(0) @binding(5) var<storage, read_write> moved: array<vec2f>;
@group(0) @binding(6) var<storage, read_write> box: array<f32>;
@group(0) @binding(7) var<storage, read_write> keys: array<u32>;
@group(0) @binding(8) var<storage, read_write> vertexNumbers: array<u32>;
@group(0) @binding(9) var<storage, read> sortedKeys: array<u32>;
@group(0) @binding(10) var<storage, read> order: array<u32>;
@group(0) @binding(11) var<storage, read_write> starts: array<u32>;
@group(0) @binding(12) var<storage, read_write> sums: array<vec4f>;

const SOFTENING = 0.0001;              // keeps the force of vertices at one place finite

var<workgroup> wgPlaces: array<vec2f, 256>;
var<workgroup> wgLow: array<vec2f, 256>;
var<workgroup> wgHigh: array<vec2f, 256>;

// include: linear-group

fn push(at: vec2f, by: vec2f, weight: f32) -> vec2f {
  let way = at - by;
  return way * (params.repulsion * weight / (dot(way, way) + SOFTENING));
}

@compute @workgroup_size(256)
fn repelAll(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let vertex = linearGroup(group, groups) * 256u + lane;
  let live = vertex < params.vertices;
  var at = vec2f(0.0);
  if (live) { at = places[vertex]; }
  var force = vec2f(0.0);
  for (var first = 0u; first < params.vertices; first += 256u) {
    if (first + lane < params.vertices) { wgPlaces[lane] = places[first + lane]; }
    workgroupBarrier();
    let count = min(256u, params.vertices - first);
    for (var i = 0u; i < count; i++) { force += push(at, wgPlaces[i], 1.0); }
    workgroupBarrier();
  }
  if (live) { forces[vertex] = force; }
}

@compute @workgroup_size(256)
fn place(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let vertex = linearGroup(group, groups) * 256u + lane;
  if (vertex >= params.vertices) { return; }
  let at = places[vertex];
  var force = forces[vertex] - at * params.gravity;
  for (var i = linkOffsets[vertex]; i < linkOffsets[vertex + 1u]; i++) {
    force += (places[linkEnds[i]] - at) * params.spring;
  }
  let size = length(force);
  moved[vertex] = at + force * min(1.0, params.limit / max(size, 1e-9));
}

@compute @workgroup_size(256)
fn findBox(@builtin(local_invocation_index) lane: u32) {
  var low = places[0];
  var high = places[0];
  for (var vertex = lane; vertex < params.vertices; vertex += 256u) {
    low = min(low, places[vertex]);
    high = max(high, places[vertex]);
  }
  wgLow[lane] = low;
  wgHigh[lane] = high;
  workgroupBarrier();
  for (var half = 128u; half > 0u; half >>= 1u) {
    if (lane < half) {
      wgLow[lane] = min(wgLow[lane], wgLow[lane + half]);
      wgHigh[lane] = max(wgHigh[lane], wgHigh[lane + half]);
    }
    workgroupBarrier();
  }
  if (lane == 0u) {
    box[0] = wgLow[0].x;
    box[1] = wgLow[0].y;
    box[2] = f32(params.side) / max(wgHigh[0].x - wgLow[0].x, 1e-9);
    box[3] = f32(params.side) / max(wgHigh[0].y - wgLow[0].y, 1e-9);
  }
}

// Cells count row by row; the box's far edges belong to the last ones.
fn cellAt(place: vec2f) -> vec2u {
  let cell = (place - vec2f(box[0], box[1])) * vec2f(box[2], box[3]);
  return min(vec2u(max(cell, vec2f(0.0))), vec2u(params.side - 1u));
}

@compute @workgroup_size(256)
fn cellKeys(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let vertex = linearGroup(group, groups) * 256u + lane;
  if (vertex >= params.vertices) { return; }
  let cell = cellAt(places[vertex]);
  keys[vertex] = cell.y * params.side + cell.x;
  vertexNumbers[vertex] = vertex;
}

// starts[c] is the first place in the order of a vertex in cell c or a later one.
@compute @workgroup_size(256)
fn cellStarts(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups) * 256u + lane;
  if (place >= params.vertices) { return; }
  var first = 0u;
  if (place > 0u) { first = sortedKeys[place - 1u] + 1u; }
  for (var cell = first; cell <= sortedKeys[place]; cell++) { starts[cell] = place; }
  if (place + 1u < params.vertices) { return; }
  for (var cell = sortedKeys[place] + 1u; cell <= params.side * params.side; cell++) {
    starts[cell] = params.vertices;
  }
}

@compute @workgroup_size(256)
fn cellSums(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let cell = linearGroup(group, groups) * 256u + lane;
  if (cell >= params.side * params.side) { return; }
  var sum = vec2f(0.0);
  for (var i = starts[cell]; i < starts[cell + 1u]; i++) { sum += places[order[i]]; }
  let weight = f32(starts[cell + 1u] - starts[cell]);
  sums[cell] = vec4f(sum / max(weight, 1.0), weight, 0.0);
}

@compute @workgroup_size(256)
fn repelCells(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let vertex = linearGroup(group, groups) * 256u + lane;
  if (vertex >= params.vertices) { return; }
  let at = places[vertex];
  let own = cellAt(at);
  var force = vec2f(0.0);
  for (var y = 0u; y < params.side; y++) {
    for (var x = 0u; x < params.side; x++) {
      let cell = y * params.side + x;
      let near = max(x, own.x) - min(x, own.x) <= 1u && max(y, own.y) - min(y, own.y) <= 1u;
      if (near) {
        for (var i = starts[cell]; i < starts[cell + 1u]; i++) {
          force += push(at, places[order[i]], 1.0);
        }
      } else {
        force += push(at, sums[cell].xy, sums[cell].z);
      }
    }
  }
  forces[vertex] = force;
}
