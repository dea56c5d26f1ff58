// toplex-filter: whether a row lies in no other row; of equal rows the first counts.
// Twin      src/compute/cpu/toplex-filter.ts, exact
// Dispatch  1-D over rows
// Requires  rows and column lists strictly ascending
// Writes    flags[row]: 1 for a maximal row, else 0
// A row that holds another is on the list of each of its columns, so the shortest list is searched.
struct Params { rows: u32, allEmpty: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> rowOffsets: array<u32>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read> columnOffsets: array<u32>;
@group(0) @binding(4) var<storage, read> columnMembers: array<u32>;
@group(0) @binding(5) var<storage, read_write> flags: array<u32>;

// include: linear-group

fn sizeOf(row: u32) -> u32 { return rowOffsets[row + 1u] - rowOffsets[row]; }

fn isWithin(inner: u32, outer: u32) -> bool {
  var a = rowOffsets[inner];
  var b = rowOffsets[outer];
  let endA = rowOffsets[inner + 1u];
  let endB = rowOffsets[outer + 1u];
  while (a < endA) {
    if (endB - b < endA - a) { return false; }
    if (members[a] < members[b]) { return false; }
    if (members[a] == members[b]) { a++; }
    b++;
  }
  return true;
}

fn isMaximal(row: u32) -> bool {
  if (sizeOf(row) == 0u) { return row == 0u && params.allEmpty == 1u; }
  var column = members[rowOffsets[row]];
  for (var i = rowOffsets[row] + 1u; i < rowOffsets[row + 1u]; i++) {
    let other = members[i];
    let length = columnOffsets[other + 1u] - columnOffsets[other];
    if (length < columnOffsets[column + 1u] - columnOffsets[column]) { column = other; }
  }
  for (var i = columnOffsets[column]; i < columnOffsets[column + 1u]; i++) {
    let other = columnMembers[i];
    if (sizeOf(other) < sizeOf(row)) { continue; }
    if (sizeOf(other) == sizeOf(row) && other >= row) { continue; }
    if (isWithin(row, other)) { return false; }
  }
  return true;
}

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = linearGroup(group, groups) * 256u + lane;
  if (row < params.rows) { flags[row] = select(0u, 1u, isMaximal(row)); }
}
