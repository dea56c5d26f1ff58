import { get, increment, INDEX, set, startsFromCounts } from './memory.as';

/**
 * For each rank, the rows of length ≥ s that hold it among their first
 * length − s + 1 members: two rows that share s members share one of those
 * (prefix filter; Chaudhuri et al. 2006, doi:10.1109/ICDE.2006.9).
 * @param cut - Members left out at the end of each row: s − 1, or 0 for whole rows.
 * @param listOffsets - Out, u32[columns + 2].
 * @param listRows - Out, u32[incidences]: rows, ascending within a list.
 * @param listPositions - Out, u32[incidences]: position of the entry in `ranked`; 0 for none.
 * @param ends - Out, u32[incidences]: for each incidence its index in `listRows`; 0 for none.
 * @param tails - Out, u32[columns]: members that follow the rank in the rows of its list; 0 for none.
 */
export function buildPrefixLists(
  rows: u32,
  columns: u32,
  offsets: usize,
  ranked: usize,
  s: u32,
  cut: u32,
  listOffsets: usize,
  listRows: usize,
  listPositions: usize,
  ends: usize,
  tails: usize,
): void {
  memory.fill(listOffsets, 0, (<usize>columns + 2) << 2);
  if (tails) memory.fill(tails, 0, (<usize>columns) << 2);
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(offsets, row);
    const end = get(offsets, row + 1);
    if (end - start < s) continue;
    for (let i = start; i < end - cut; i++) {
      increment(listOffsets, (get(ranked, i) & INDEX) + 2);
    }
  }
  startsFromCounts(listOffsets, columns);
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(offsets, row);
    const end = get(offsets, row + 1);
    if (end - start < s) continue;
    for (let i = start; i < end - cut; i++) {
      const slot = (get(ranked, i) & INDEX) + 1;
      const at = get(listOffsets, slot);
      set(listOffsets, slot, at + 1);
      set(listRows, at, row);
      if (listPositions) set(listPositions, at, i);
      if (ends) set(ends, i, at);
      if (tails) set(tails, slot - 1, get(tails, slot - 1) + end - 1 - i);
    }
  }
}

/**
 * What the two ways to find overlaps would cost, before either is begun.
 * @param costs - Out, u64[2]: prefix–tail pairs, Σ m(k − 1) − m(m − 1)/2 with
 * m = k − s + 1 over rows of length k ≥ s; wedges, Σ C(d, 2) over columns with
 * d rows of length ≥ s.
 * @param counts - Scratch, u32[columns].
 */
export function overlapCosts(
  rows: u32,
  columns: u32,
  offsets: usize,
  members: usize,
  s: u32,
  counts: usize,
  costs: usize,
): void {
  let pairs: u64 = 0;
  let wedges: u64 = 0;
  memory.fill(counts, 0, (<usize>columns) << 2);
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(offsets, row);
    const end = get(offsets, row + 1);
    const length = end - start;
    if (length < s) continue;
    const prefix = <u64>(length - s + 1);
    pairs += prefix * <u64>(length - 1) - (prefix * (prefix - 1)) / 2;
    for (let i = start; i < end; i++) {
      const at = counts + ((<usize>get(members, i)) << 2);
      const earlier = load<u32>(at);
      wedges += earlier;
      store<u32>(at, earlier + 1);
    }
  }
  store<u64>(costs, pairs);
  store<u64>(costs, wedges, 8);
}
