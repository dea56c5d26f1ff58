import { rowCount, rowMembers, type Incidence } from '#hypergraph/incidence.ts';
import { GeneratedRows } from './generated-rows.ts';

/** Row by row what is in either of two matrices with as many rows; O(incidences · log). */
export function unionRows(left: Incidence, right: Incidence): Incidence {
  const rows = new GeneratedRows(Infinity);
  for (let row = 0; row < rowCount(left); row++) {
    const members = new Set(rowMembers(left, row));
    for (const member of rowMembers(right, row)) members.add(member);
    for (const member of members) rows.add(member);
    rows.endRow();
  }
  return rows.build();
}
