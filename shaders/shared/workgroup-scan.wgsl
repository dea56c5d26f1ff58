// Prefix sum over the 256 invocations of a workgroup, in eight steps and two turns of memory.
var<workgroup> wgScan: array<u32, 512>;

// Sum of `value` over the invocations up to and including this one. Every invocation must call it.
// Afterwards workgroupTotal() is the sum over all.
fn workgroupInclusiveScan(lane: u32, value: u32) -> u32 {
  var sum = value;
  var turn = 0u;
  for (var reach = 1u; reach < 256u; reach <<= 1u) {
    wgScan[turn + lane] = sum;
    workgroupBarrier();
    if (lane >= reach) { sum += wgScan[turn + lane - reach]; }
    turn = 256u - turn;
  }
  // Eight steps end on the first half, so the second may still be read: write the first.
  wgScan[lane] = sum;
  workgroupBarrier();
  return sum;
}

fn workgroupTotal() -> u32 { return wgScan[255]; }
