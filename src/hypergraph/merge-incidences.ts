import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { allocateUint32 } from '#numeric/allocate.ts';
import type { Incidence } from './incidence.ts';
import { mergeRows } from './merge-rows.ts';
import type { MergeRules } from './merge-rule.ts';
import type { PropertyTable } from './property-table.ts';

/**
 * Merges repeated members of each row and their properties.
 * @param incidence - Rows ascending, repeats adjacent.
 * @param properties - Aligned with `incidence.members`.
 * @remarks O(incidences × columns); returns its input where nothing repeats.
 */
export function mergeIncidences(
  incidence: Incidence,
  properties: PropertyTable,
  rules: MergeRules = {},
): { edges: Incidence; properties: PropertyTable } {
  const { offsets, members } = incidence;
  const rows = offsets.length - 1;
  const counts: number[] = [];
  const keptOffsets = allocateUint32(rows + 1);
  for (let row = 0; row < rows; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const repeats = i > offsets[row]! && members[i] === members[i - 1];
      if (repeats) counts[counts.length - 1]!++;
      else counts.push(1);
    }
    keptOffsets[row + 1] = counts.length;
  }
  if (counts.length === members.length) return { edges: incidence, properties };
  const classOffsets = exclusivePrefixSum(counts);
  const kept = allocateUint32(counts.length);
  for (let c = 0; c < counts.length; c++) kept[c] = members[classOffsets[c]!]!;
  const positions = Uint32Array.from(members, (_, position) => position);
  return {
    edges: { offsets: keptOffsets, members: kept },
    properties: mergeRows(
      properties,
      { offsets: classOffsets, members: positions },
      rules,
    ),
  };
}
