import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Anomaly } from '#protocol/anomalies.ts';
import { listCsv } from '../../web/export/list-csv.ts';

const COLUMNS = [
  'rank',
  'id',
  'score',
  'p',
  'q',
  'flagged',
  'time',
  'who',
  'why',
  'label',
  'comment',
];

const plain: Anomaly = {
  id: 'e1',
  score: 3.25,
  p: 0.001,
  pBasis: 'rank',
  q: null,
  flagged: true,
  rank: 1,
  time: Date.UTC(2026, 10, 10, 3, 12),
  members: ['ada', 'lab, west'],
  memberKinds: [null, null],
  heads: {
    unexpected: null,
    surprise: null,
    recent: null,
    bursty: null,
    volume: null,
    attributes: null,
  },
};

describe('the list as CSV', () => {
  it('says a row a relation, with times in UTC and absent values empty', () => {
    expect(listCsv([plain], COLUMNS)).toBe(
      `${COLUMNS.join(',')}\r\n1,e1,3.25,0.001,,true,2026-11-10T03:12:00.000Z,"ada; lab, west",,,\r\n`,
    );
  });

  it('is read back as it was, whatever the names hold, and runs no formula', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (id, member) => {
        const anomaly = { ...plain, id, members: [member] };
        const [, row] = parse(listCsv([anomaly], COLUMNS));
        for (const [cell, value] of [
          [row?.[1], id],
          [row?.[7], member],
        ] as const) {
          expect(cell).not.toMatch(/^[=+\-@\t\r]/);
          expect([value, `'${value}`]).toContain(cell);
        }
      }),
    );
  });

  it('puts a quote before what a spreadsheet would run', () => {
    const text = listCsv([{ ...plain, id: '=1+1' }], COLUMNS);
    expect(text).toContain(",'=1+1,");
  });
});
