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
  const keptOffsets = allocateUint32(rows + 1);
  let distinct = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      if (i === offsets[row] || members[i] !== members[i - 1]) distinct++;
    }
    keptOffsets[row + 1] = distinct;
  }
  if (distinct === members.length) return { edges: incidence, properties };
  const kept = allocateUint32(distinct);
  const classOffsets = allocateUint32(distinct + 1);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      if (i > offsets[row]! && members[i] === members[i - 1]) continue;
      classOffsets[at] = i;
      kept[at++] = members[i]!;
    }
  }
  classOffsets[distinct] = members.length;
  const positions = new Uint32Array(members.length);
  for (let i = 0; i < positions.length; i++) positions[i] = i;
  return {
    edges: { offsets: keptOffsets, members: kept },
    properties: mergeRows(
      properties,
      { offsets: classOffsets, members: positions },
      rules,
    ),
  };
}
