// A wedge is a row, one of its columns, and a later row that holds the column too. Wedges are
// numbered by incidence, then by later row. Needs params.incidences, params.firstIncidence and the
// bindings wedgeOffsets, members, columnOffsets and columnMembers.

// The incidence of a wedge, counted from the chunk's first: the last one that starts at or before.
fn wedgeIncidence(wedge: u32) -> u32 {
  var low = 0u;
  var high = params.incidences;
  while (high - low > 1u) {
    let middle = low + (high - low) / 2u;
    if (wedgeOffsets[middle] <= wedge) { low = middle; } else { high = middle; }
  }
  return low;
}

// The later row. Later rows are the end of their column's list.
fn wedgeLaterRow(wedge: u32, incidence: u32) -> u32 {
  let column = members[params.firstIncidence + incidence];
  return columnMembers[columnOffsets[column + 1u] - (wedgeOffsets[incidence + 1u] - wedge)];
}
