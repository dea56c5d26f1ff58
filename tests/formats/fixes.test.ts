import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { fixMapping, weekSlot } from '#formats/fix-columns.ts';
import { fixesReader } from '#formats/fixes.ts';
import { detectFormat } from '#formats/registry.ts';
import { readText } from '../support/read-text.ts';
import { membersOf } from './members-of.ts';

const head = 'time,person,lat,lon,accuracy\n';
const table = `${head}2026-05-04T08:10:00Z,ann,52.1000,5.2000,10
2026-05-04T08:50:00Z,bob,52.1001,5.2001,10
2026-05-04T09:10:00Z,ann,52.1000,5.2000,10
2026-05-04T08:20:00Z,cat,52.1500,5.2900,10
`;
const cell = latLngToCell(52.1, 5.2, 9);

const meetings = { mapping: fixMapping };

describe('positions', () => {
  it('are a table as any other unless mapped', async () => {
    const { hypergraph, notes } = await readText(fixesReader, table);
    expect(hypergraph.edgeCount).toBe(4);
    expect(notes[0]).toContain('--recipe fixes');
  });

  it('make everybody in a cell within an hour a relation', async () => {
    const { hypergraph } = await readText(fixesReader, table, meetings);
    expect(membersOf(hypergraph)[`${cell}|2026-05-04T08:00:00Z`]).toEqual([
      'cell:' + cell,
      'person:ann',
      'person:bob',
    ]);
    expect(hypergraph.edgeCount).toBe(3);
    const slots = hypergraph.edgeProperties.column('slot');
    expect(slots?.get(0)).toBe('weekday 08h');
  });

  it('are found by the names of other files, and keep their own columns', async () => {
    const movebank =
      'event-id,timestamp,location-long,location-lat,individual-local-identifier\n' +
      '1,2026-05-04 08:10:00.000,5.2,52.1,stork-1\n' +
      '2,2026-05-04 08:20:00.000,5.2,52.1,stork-2\n';
    expect(detectFormat(new TextEncoder().encode(movebank), 'x').name).toBe(
      'fixes',
    );
    const { hypergraph } = await readText(fixesReader, movebank, meetings);
    expect(hypergraph.edgeCount).toBe(1);
    expect(hypergraph.nodeCount).toBe(3);
    const mapping = { node: ['event-id'], keep: ['location-lat'] };
    const plain = await readText(fixesReader, movebank, { mapping });
    expect(plain.hypergraph.edgeCount).toBe(2);
  });

  it('outside the world are rejected with their place', async () => {
    const bad = `${table}2026-05-04T08:10:00Z,dan,152.1,5.2,10\n`;
    const { rejected } = await readText(fixesReader, bad, meetings);
    expect(rejected.rows).toEqual([
      {
        file: 'f',
        line: 6,
        column: 26,
        reason: 'the latitude 152.1',
        expected: 'degrees from -90 to 90',
      },
    ]);
  });

  it('without where are refused', async () => {
    await expect(readText(fixesReader, 'a,b\n1,2\n', meetings)).rejects.toThrow(
      /who, when, latitude and longitude/,
    );
  });

  it('fall into hours of the week', () => {
    expect(weekSlot(Date.UTC(2026, 4, 4, 8, 59))).toBe('weekday 08h');
    expect(weekSlot(Date.UTC(2026, 4, 9, 23))).toBe('weekend 23h');
  });
});
