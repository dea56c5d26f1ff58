import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { complexTableReader } from '#formats/complex-table.ts';
import { eveReader } from '#formats/eve.ts';
import { gpxReader } from '#formats/gpx.ts';
import { detectFormat } from '#formats/registry.ts';
import { sysmonReader } from '#formats/sysmon.ts';
import { sbmlReader } from '#formats/sbml.ts';
import { readText } from '../support/read-text.ts';
import { membersOf } from './members-of.ts';
import { readerSamples, textReaders } from './reader-samples.ts';

describe('detection', () => {
  it.each(textReaders.map(({ reader, sample }) => [reader.name, sample]))(
    'knows %s',
    (name, sample) => {
      const file = name === 'sif' ? 'x.sif' : name === 'gmt' ? 'x.gmt' : 'x';
      const found = detectFormat(new TextEncoder().encode(sample), file);
      expect(found.name).toBe(name);
    },
  );
});

describe('SBML', () => {
  it('makes reactions directed hyperedges with stoichiometry', async () => {
    const { hypergraph } = await readText(sbmlReader, readerSamples['sbml']!);
    expect(membersOf(hypergraph)).toEqual({ R: ['A', 'B', 'E'] });
    const incidences = hypergraph.incidencesByEdge();
    expect([0, 1, 2].map((at) => incidences.column('role')?.get(at))).toEqual([
      'tail',
      'head',
      'modifier',
    ]);
    expect(incidences.column('weight')?.get(0)).toBe(2);
    expect(hypergraph.edgeProperties.column('reversible')?.get(0)).toBe(true);
    expect(hypergraph.nodeProperties.column('name')?.get(0)).toBe('alpha');
  });

  it('rejects a reference to nothing, with its place', async () => {
    const text = readerSamples['sbml']!.replace(' species="A"', '');
    const { rejected } = await readText(sbmlReader, text);
    expect(rejected.rows[0]).toMatchObject({
      line: 3,
      reason: 'a reference to no species',
    });
  });
});

describe('GPX', () => {
  it('gives positions of tracks', async () => {
    const { hypergraph } = await readText(gpxReader, readerSamples['gpx']!);
    const cell = latLngToCell(52.1, 5.2, 9);
    expect(membersOf(hypergraph)).toEqual({
      [`${cell}|2026-05-04T08:00:00Z`]: [`cell:${cell}`, 'person:ann'],
      [`${cell}|2026-05-04T09:00:00Z`]: [`cell:${cell}`, 'person:ann'],
    });
  });

  it('rejects points without a time or outside the world', async () => {
    const text = readerSamples['gpx']!.replace(
      '<time>2026-05-04T08:10:00Z</time>',
      '',
    ).replace(
      '<trkpt lat="52.1" lon="5.2"><time>2026-05-04T09',
      '<trkpt lat="52.1" lon="500"><time>2026-05-04T09',
    );
    await expect(readText(gpxReader, text)).rejects.toThrow(/the time ""/);
  });
});

describe('tables of complexes', () => {
  it('have stoichiometry as weight, 0 being unknown', async () => {
    const { hypergraph } = await readText(
      complexTableReader,
      readerSamples['complextab']!,
    );
    expect(membersOf(hypergraph)).toEqual({
      'CPX-1': ['P1', 'P2'],
      'CPX-2': ['P2', 'P3'],
    });
    const weights = hypergraph.incidencesByEdge().column('weight');
    expect([0, 1, 2, 3].map((at) => weights?.get(at) ?? null)).toEqual([
      2,
      null,
      1,
      1,
    ]);
  });

  it('of CORUM are known by either release', async () => {
    for (const header of [
      'ComplexID\tComplexName\tOrganism\tsubunits(UniProt IDs)',
      'complex_id\tcomplex_name\torganism\tsubunits_uniprot_id',
    ]) {
      const text = `${header}\n1\tone\tHuman\tP1;P2;P1\n2\ttwo\tHuman\t\n`;
      const { hypergraph, rejected } = await readText(complexTableReader, text);
      expect(membersOf(hypergraph)).toEqual({ 1: ['P1', 'P2'] });
      expect(rejected.rows).toMatchObject([
        { line: 3, reason: '2 without members' },
      ]);
    }
  });
});

describe('EVE', () => {
  it('has addresses and what the event is about as members', async () => {
    const { hypergraph, notes } = await readText(
      eveReader,
      readerSamples['eve']!,
    );
    expect(membersOf(hypergraph)).toEqual({
      0: [
        'dest_ip:10.0.0.2',
        'dest_port:53',
        'dns.rrname:a.org',
        'src_ip:10.0.0.1',
      ],
      1: [
        'alert.signature:bad',
        'dest_ip:10.0.0.3',
        'dest_port:80',
        'src_ip:10.0.0.1',
      ],
    });
    expect(hypergraph.edgeProperties.column('flow_id')?.get(1)).toBe(2);
    expect(hypergraph.edgeTimes()?.[0]).toBeCloseTo(Date.UTC(2026, 4, 4, 8), 0);
    expect(notes[0]).toContain('EVE');
  });
});

describe('Windows events', () => {
  it('have the same columns whatever wrote them', async () => {
    const flat = {
      EventID: 4624,
      Hostname: 'DC.example.net',
      '@timestamp': '2026-05-04T08:00:00Z',
      TargetUserName: 'Ann',
      LogonType: '3',
      IpAddress: '10.0.0.7',
      ProcessName: '-',
    };
    const dumped = {
      Event: {
        System: {
          EventID: { '#text': 4624 },
          Computer: 'DC.example.net',
          TimeCreated: {
            '#attributes': { SystemTime: '2026-05-04T08:00:00Z' },
          },
        },
        EventData: {
          TargetUserName: 'Ann',
          LogonType: 3,
          IpAddress: '10.0.0.7',
        },
      },
    };
    const beat = {
      '@timestamp': '2026-05-04T08:00:00Z',
      winlog: {
        event_id: '4624',
        computer_name: 'DC.example.net',
        event_data: {
          TargetUserName: 'Ann',
          LogonType: '3',
          IpAddress: '10.0.0.7',
        },
      },
    };
    for (const record of [flat, dumped, beat]) {
      const text = `${JSON.stringify(record)}\n`;
      const found = detectFormat(new TextEncoder().encode(text), 'x');
      expect(found.name).toBe('sysmon');
      const { hypergraph } = await readText(sysmonReader, text);
      expect(membersOf(hypergraph)).toEqual({
        0: ['host:dc.example.net', 'target:10.0.0.7', 'user:ann'],
      });
      expect(hypergraph.edgeTimes()?.[0]).toBe(Date.UTC(2026, 4, 4, 8));
      expect(hypergraph.edgeProperties.column('logonType')?.get(0)).toBe('3');
    }
  });

  it('reject a record of another kind, with its line', async () => {
    const text = `${readerSamples['sysmon']!}{"a":1}\n`;
    const { hypergraph, rejected } = await readText(sysmonReader, text);
    expect(hypergraph.edgeCount).toBe(2);
    expect(rejected.rows).toMatchObject([
      { line: 3, reason: 'a record that is no Windows event' },
    ]);
  });
});
