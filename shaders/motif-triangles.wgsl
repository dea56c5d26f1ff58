// motif-triangles: closed triples of rows by which of their seven parts are empty.
// Twin      src/compute/cpu/motif-triangles.ts, exact below 2^64
// Dispatch  1-D over the links firstLink to endLink; a link is a row and a later neighbour
// Requires  rows and lists of later neighbours strictly ascending; overlaps beside the neighbours;
//           counters 0
// Writes    counters[2 * c], counters[2 * c + 1]: low and high word of count c, see the twin
// A triple is met once, from the link of its first two rows. Counts are gathered in workgroup
// memory, so that few atomics go further.
struct Params { firstLink: u32, endLink: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> rowOffsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> laterOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> laterRows: array<u32>;
@group(0) @binding(5) var<storage, read> overlaps: array<u32>;
@group(0) @binding(6) var<storage, read> linkRows: array<u32>;
@group(0) @binding(7) var<storage, read_write> counters: array<atomic<u32>>;

const COUNTS = 134u;                   // 128 codes and 6 kinds of open triples
const OPEN = 128u;

var<workgroup> wgCounts: array<atomic<u32>, COUNTS>;

// include: linear-group

// Carries into the high word where the low one wraps.
fn addCount(index: u32, amount: u32) {
  let before = atomicAdd(&counters[index * 2u], amount);
  if (before + amount < before) { atomicAdd(&counters[index * 2u + 1u], 1u); }
}

fn sizeOf(row: u32) -> u32 { return rowOffsets[row + 1u] - rowOffsets[row]; }

fn bit(some: bool, place: u32) -> u32 { return select(0u, 1u << place, some); }

fn sharedByThree(a: u32, b: u32, c: u32) -> u32 {
  var x = rowOffsets[a];
  var y = rowOffsets[b];
  var z = rowOffsets[c];
  var found = 0u;
  while (x < rowOffsets[a + 1u] && y < rowOffsets[b + 1u] && z < rowOffsets[c + 1u]) {
    let most = max(members[x], max(members[y], members[z]));
    // Those at the largest move only when all are there.
    let together = members[x] == most && members[y] == most && members[z] == most;
    if (together) { found++; }
    if (together || members[x] < most) { x++; }
    if (together || members[y] < most) { y++; }
    if (together || members[z] < most) { z++; }
  }
  return found;
}

// The open triple that a centre and two neighbours would be if those shared nothing.
fn openKind(centre: u32, left: u32, right: u32, withLeft: u32, withRight: u32) -> u32 {
  let ends = select(0u, 1u, sizeOf(left) > withLeft) + select(0u, 1u, sizeOf(right) > withRight);
  return OPEN + ends * 2u + select(0u, 1u, sizeOf(centre) > withLeft + withRight);
}

fn countTriple(a: u32, b: u32, c: u32, ab: u32, bc: u32, ca: u32) {
  let abc = sharedByThree(a, b, c);
  let code = bit(sizeOf(a) + abc > ab + ca, 0u) | bit(sizeOf(b) + abc > ab + bc, 1u)
    | bit(sizeOf(c) + abc > bc + ca, 2u) | bit(ab > abc, 3u) | bit(bc > abc, 4u)
    | bit(ca > abc, 5u) | bit(abc > 0u, 6u);
  atomicAdd(&wgCounts[code], 1u);
  atomicAdd(&wgCounts[openKind(a, b, c, ab, ca)], 1u);
  atomicAdd(&wgCounts[openKind(b, c, a, bc, ab)], 1u);
  atomicAdd(&wgCounts[openKind(c, a, b, ca, bc)], 1u);
}

// Later rows that both ends of the link meet.
fn countLink(link: u32) {
  let a = linkRows[link];
  let b = laterRows[link];
  var i = link + 1u;
  var j = laterOffsets[b];
  while (i < laterOffsets[a + 1u] && j < laterOffsets[b + 1u]) {
    let x = laterRows[i];
    let y = laterRows[j];
    if (x == y) { countTriple(a, b, x, overlaps[link], overlaps[j], overlaps[i]); }
    if (x <= y) { i++; }
    if (y <= x) { j++; }
  }
}

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  if (lane < COUNTS) { atomicStore(&wgCounts[lane], 0u); }
  workgroupBarrier();
  let link = params.firstLink + linearGroup(group, groups) * 256u + lane;
  if (link < params.endLink) { countLink(link); }
  workgroupBarrier();
  if (lane < COUNTS) {
    let amount = atomicLoad(&wgCounts[lane]);
    if (amount > 0u) { addCount(lane, amount); }
  }
}
