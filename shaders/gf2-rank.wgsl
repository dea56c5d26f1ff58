// gf2-rank: rank over GF(2) of rows that are bit sets, thirty-two columns at a time.
// Twin      src/compute/cpu/gf2-rank.ts, exact
// Dispatch  for each word of a row in turn: panel one group, then eliminate 1-D over the rows times
//           the words that follow
// Requires  used and rank all 0 at first
// Writes    panel: used, masks, pivots, and rank[0] grows by the pivots found; eliminate: bits
// A pivot is a free row with the least number, and is free no more. masks[row] says which pivots of
// the panel, as they were before it, a free row has to take in: bits of pivots never change again.
struct Params { rows: u32, words: u32, word: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> bits: array<u32>;
@group(0) @binding(2) var<storage, read_write> used: array<u32>;
@group(0) @binding(3) var<storage, read_write> current: array<u32>;
@group(0) @binding(4) var<storage, read_write> masks: array<u32>;
@group(0) @binding(5) var<storage, read_write> pivots: array<u32>;
@group(0) @binding(6) var<storage, read_write> rank: array<u32>;

const NONE = 0xffffffffu;

var<workgroup> wgPivot: atomic<u32>;
var<workgroup> wgFound: atomic<u32>;
var<workgroup> wgValue: u32;
var<workgroup> wgMask: u32;

// include: linear-group

@compute @workgroup_size(256)
fn panel(@builtin(local_invocation_index) lane: u32) {
  for (var row = lane; row < params.rows; row += 256u) {
    current[row] = bits[row * params.words + params.word];
    masks[row] = 0u;
  }
  if (lane == 0u) { atomicStore(&wgFound, 0u); }
  for (var bit = 0u; bit < 32u; bit++) {
    if (lane == 0u) { atomicStore(&wgPivot, NONE); }
    workgroupBarrier();
    for (var row = lane; row < params.rows; row += 256u) {
      if (used[row] == 0u && ((current[row] >> bit) & 1u) == 1u) {
        atomicMin(&wgPivot, row);
        break;
      }
    }
    workgroupBarrier();
    let pivot = atomicLoad(&wgPivot);
    // Each row is read and written by one lane only; others learn of it in workgroup memory.
    if (pivot != NONE && pivot % 256u == lane) {
      wgValue = current[pivot];
      wgMask = masks[pivot] ^ (1u << bit);
      used[pivot] = 1u;
      atomicAdd(&wgFound, 1u);
    }
    if (lane == 0u) { pivots[bit] = pivot; }
    workgroupBarrier();
    if (pivot != NONE) {
      for (var row = lane; row < params.rows; row += 256u) {
        if (used[row] == 0u && ((current[row] >> bit) & 1u) == 1u) {
          current[row] ^= wgValue;
          masks[row] ^= wgMask;
        }
      }
    }
    workgroupBarrier();
  }
  if (lane == 0u) { rank[0] += atomicLoad(&wgFound); }
}

@compute @workgroup_size(256)
fn eliminate(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups) * 256u + lane;
  let after = params.words - params.word - 1u;
  if (place >= params.rows * after) { return; }
  let row = place / after;
  if (used[row] != 0u) { return; }
  let word = params.word + 1u + place % after;
  var sum = bits[row * params.words + word];
  for (var mask = masks[row]; mask != 0u; mask &= mask - 1u) {
    sum ^= bits[pivots[countTrailingZeros(mask)] * params.words + word];
  }
  bits[row * params.words + word] = sum;
}
