import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '#formats/registry.ts';
import { stixReader } from '#formats/stix.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { messageOf, readText } from '../support/read-text.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

/** A STIX id of a type, by a small number. */
function id(type: string, number: number): string {
  return `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

const group = {
  type: 'intrusion-set',
  id: id('intrusion-set', 1),
  name: 'A group',
  external_references: [{ source_name: 'mitre-attack', external_id: 'G1' }],
};
const technique = {
  type: 'attack-pattern',
  id: id('attack-pattern', 2),
  name: 'A technique',
  external_references: [{ source_name: 'mitre-attack', external_id: 'T1' }],
};
const address = {
  type: 'ipv4-addr',
  id: id('ipv4-addr', 3),
  value: '10.0.0.1',
};
const uses = {
  type: 'relationship',
  id: id('relationship', 4),
  relationship_type: 'uses',
  source_ref: group.id,
  target_ref: technique.id,
  created: '2024-01-02T03:04:05Z',
};

function bundle(...objects: object[]): string {
  return JSON.stringify({ type: 'bundle', id: id('bundle', 0), objects });
}

async function readBundle(...objects: object[]): Promise<Hypergraph> {
  return (await readText(stixReader, bundle(...objects))).hypergraph;
}

function members(hypergraph: Hypergraph): [string, string[]][] {
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
    hypergraph.edgeIds.textAt(edge),
    Array.from(hypergraph.edgeMembers(edge), (node) =>
      hypergraph.nodeIds.textAt(node),
    ),
  ]);
}

describe('a STIX bundle', () => {
  it('makes relationships directed hyperedges with a time', async () => {
    const hypergraph = await readBundle(group, technique, uses);
    expect(members(hypergraph)).toEqual([[uses.id, ['G1', 'T1']]]);
    expect(hypergraph.networkType).toBe('directed');
    const { edgeProperties, nodeProperties } = hypergraph;
    expect(edgeProperties.column('time')?.get(0)).toBe(
      Date.UTC(2024, 0, 2, 3, 4, 5),
    );
    expect(edgeProperties.column('relationship')?.get(0)).toBe('uses');
    expect(nodeProperties.column('kind')?.get(0)).toBe('intrusion-set');
    expect(nodeProperties.column('name')?.get(1)).toBe('A technique');
    expect(nodeProperties.column('stix')?.get(1)).toBe(technique.id);
  });

  it('keeps what a report or a sighting ties together whole', async () => {
    const report = {
      type: 'report',
      id: id('report', 5),
      name: 'All of it',
      published: '2024-01-01T00:00:00Z',
      object_refs: [group.id, technique.id, address.id],
    };
    const sighting = {
      type: 'sighting',
      id: id('sighting', 6),
      sighting_of_ref: technique.id,
      where_sighted_refs: [address.id],
    };
    const objects = [group, technique, address, report, sighting];
    expect(members(await readBundle(...objects))).toEqual([
      [report.id, ['G1', 'T1', address.id]],
      [sighting.id, ['T1', address.id]],
    ]);
  });

  it('takes observables inside the observed data of STIX 2.0', async () => {
    const observed = {
      type: 'observed-data',
      id: id('observed-data', 7),
      first_observed: '2024-01-01T00:00:00Z',
      last_observed: '2024-01-01T01:00:00Z',
      objects: {
        0: { type: 'ipv4-addr', value: '10.0.0.1' },
        1: { type: 'domain-name', value: 'a.org' },
      },
    };
    const hypergraph = await readBundle(observed);
    expect(members(hypergraph)).toEqual([
      [observed.id, ['ipv4-addr:10.0.0.1', 'domain-name:a.org']],
    ]);
    expect(hypergraph.nodeProperties.column('kind')?.get(1)).toBe(
      'domain-name',
    );
    expect(hypergraph.edgeProperties.column('end')?.get(0)).toBe(
      Date.UTC(2024, 0, 1, 1),
    );
  });

  it('keeps the last modified of objects with one id', async () => {
    const older = { ...group, name: 'Older', modified: '2023-01-01T00:00:00Z' };
    const newer = { ...group, name: 'Newer', modified: '2024-01-01T00:00:00Z' };
    for (const objects of [
      [older, newer],
      [newer, older],
    ]) {
      const { nodeProperties } = await readBundle(...objects);
      expect(nodeProperties.column('name')?.get(0)).toBe('Newer');
    }
  });

  it('leaves out what is revoked, with what rests on it, and says so', async () => {
    const text = bundle(group, { ...technique, revoked: true }, uses);
    const { hypergraph, notes } = await readText(stixReader, text);
    expect([hypergraph.nodeCount, hypergraph.edgeCount]).toEqual([1, 0]);
    expect(notes.join(' ')).toContain('1 objects that are revoked');
  });

  it('keeps markings in words', async () => {
    const amber = {
      type: 'marking-definition',
      id: id('marking-definition', 8),
      definition_type: 'tlp',
      definition: { tlp: 'amber' },
    };
    const marked = { ...group, object_marking_refs: [amber.id] };
    const { nodeProperties } = await readBundle(amber, marked);
    expect(nodeProperties.column('marking')?.get(0)).toBe('TLP:AMBER');
  });

  it('groups by one end of relationships when asked', async () => {
    const mapping = { edge: ['source_ref'], node: ['target_ref'] };
    const text = bundle(group, technique, address, uses, {
      ...uses,
      id: id('relationship', 9),
      target_ref: address.id,
    });
    const { hypergraph } = await readText(stixReader, text, { mapping });
    expect(members(hypergraph)).toEqual([['G1', ['T1', address.id]]]);
    expect(hypergraph.edgeProperties.column('name')?.get(0)).toBe('A group');
  });

  it('refuses another mapping', async () => {
    const mapping = { node: ['name'] };
    const outcome = readText(stixReader, bundle(group), { mapping });
    expect(await messageOf(outcome)).toContain('--edge source_ref');
  });

  it('rejects objects that are none, with their place', async () => {
    const text = `{"type":"bundle","id":"x","objects":[\n${JSON.stringify(group)},\n{"type":"tool","id":"nonsense"},\n{"type":"relationship","id":"${uses.id}"}]}`;
    const { hypergraph, rejected } = await readText(stixReader, text);
    expect(hypergraph.nodeCount).toBe(1);
    expect(rejected.rows).toMatchObject([
      {
        file: 'f',
        line: 3,
        column: 21,
        reason: 'a STIX object with a wrong id',
      },
      { file: 'f', line: 4, reason: 'a relationship without both its ends' },
    ]);
  });

  it.each([
    ['another document', '{"type":"recipe","objects":[]}', 'f:1:9: '],
    ['a document of no type', '{"objects":[]}', 'no STIX bundle'],
  ])('refuses %s', async (_what, text, message) => {
    expect(await messageOf(readText(stixReader, text))).toContain(message);
  });

  it('is known by its content', () => {
    const bytes = new TextEncoder().encode(bundle(group));
    expect(detectFormat(bytes, 'x.json').name).toBe('stix');
  });

  it('gives the same hypergraph in whatever chunks it comes', async () => {
    const text = bundle(group, technique, address, uses);
    const whole = members((await readText(stixReader, text)).hypergraph);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        const { hypergraph } = await readText(stixReader, text, {}, size);
        expect(members(hypergraph)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

describeShared('ATT&CK as STIX', 'data/cyber', () => {
  const file = 'data/cyber/attack-enterprise-uses-subset.stix21.json.gz';

  it('gives each group the techniques that the gene-set file gives it', async () => {
    const bytes = gunzipSync(readFileSync(sharedPath(file)));
    const mapping = { edge: ['source_ref'], node: ['target_ref'] };
    const { hypergraph } = await readText(stixReader, bytes, { mapping });
    expect([
      hypergraph.edgeCount,
      hypergraph.nodeCount,
      hypergraph.incidenceCount,
    ]).toEqual([219, 517, 5381]);
    const gmt = readFileSync(
      sharedPath('data/cyber/attack-groups-campaigns-x-techniques.gmt'),
      'utf8',
    );
    const expected = gmt
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([name = '', , ...rest]) => [name, rest.sort()] as const);
    const found = members(hypergraph).map(
      ([name, nodes]) => [name, nodes.sort()] as const,
    );
    expect(new Map(found)).toEqual(new Map(expected));
  });
});
