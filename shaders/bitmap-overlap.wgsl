// bitmap-overlap: columns that each two rows share, from rows as bit sets.
// Twin      src/compute/cpu/bitmap-overlap.ts, exact
// Dispatch  one workgroup for each 16 by 16 pairs of rows
// Requires  bits beyond the last column are 0
// Writes    overlaps[left * rows + right] for every two rows
// Sixteen words of thirty-two rows lie in workgroup memory at a time, each read sixteen times.
struct Params { rows: u32, words: u32, blocks: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> bits: array<u32>;
@group(0) @binding(2) var<storage, read_write> overlaps: array<u32>;

const SIDE = 16u;

var<workgroup> wgLeft: array<u32, 256>;
var<workgroup> wgRight: array<u32, 256>;

// include: linear-group

fn wordAt(row: u32, word: u32) -> u32 {
  if (row >= params.rows || word >= params.words) { return 0u; }
  return bits[row * params.words + word];
}

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let place = linearGroup(group, groups);
  let firstLeft = (place / params.blocks) * SIDE;
  let firstRight = (place % params.blocks) * SIDE;
  let y = lane / SIDE;
  let x = lane % SIDE;
  var overlap = 0u;
  for (var word = 0u; word < params.words; word += SIDE) {
    wgLeft[lane] = wordAt(firstLeft + y, word + x);
    wgRight[lane] = wordAt(firstRight + y, word + x);
    workgroupBarrier();
    for (var k = 0u; k < SIDE; k++) {
      overlap += countOneBits(wgLeft[y * SIDE + k] & wgRight[x * SIDE + k]);
    }
    workgroupBarrier();
  }
  let left = firstLeft + y;
  let right = firstRight + x;
  if (left < params.rows && right < params.rows) { overlaps[left * params.rows + right] = overlap; }
}
