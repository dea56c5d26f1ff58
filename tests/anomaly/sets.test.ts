import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import type { AnomalyResult } from '#anomaly/detect-anomalies.ts';
import { companyRows, weightOf } from '#anomaly/sets/company-rows.ts';
import { denseGroups, pairSurplus } from '#anomaly/sets/dense-groups.ts';
import { suggestMembers } from '#anomaly/sets/missing-members.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { Random } from '#numeric/random.ts';

/** Relations of three or four nodes, each node as likely as another. */
function random(seed: number, relations: number): string[][] {
  const draw = new Random(seed);
  return Array.from({ length: relations }, () => {
    const members = new Set<string>();
    const size = 3 + draw.int(2);
    while (members.size < size) members.add(`n${draw.int(80)}`);
    return [...members];
  });
}

/** Six of the nodes meet again and again, three or four at a time. */
function collusion(seed: number, relations: number): string[][] {
  const draw = new Random(seed);
  const clique = ['n3', 'n14', 'n15', 'n35', 'n65', 'n79'];
  return Array.from({ length: relations }, () => {
    draw.shuffle(clique);
    return clique.slice(0, 3 + draw.int(2));
  });
}

const sumOf = ({ explanation }: AnomalyResult): number =>
  explanation?.parts.reduce((sum, part) => sum + part.contribution, 0) ?? NaN;

describe('company rows', () => {
  it('count relations with both, as walking over all does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.nat({ max: 7 }), { maxLength: 5 }), {
          maxLength: 12,
        }),
        (relations) => {
          const data = hypergraphFromMembers(
            relations.map((members) => members.map(String)),
          );
          const rows = companyRows(data, 'count', { largest: 4 });
          const id = (node: number): number =>
            Number(data.nodeIds.textAt(node));
          for (let u = 0; u < data.nodeCount; u++) {
            for (let v = 0; v < data.nodeCount; v++) {
              const both = relations.filter(
                (r) =>
                  u !== v &&
                  r.length <= 4 &&
                  r.includes(id(u)) &&
                  r.includes(id(v)),
              );
              expect(weightOf(rows, u, v)).toBe(both.length);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('dense groups', () => {
  it('find those who collude, and nobody where nobody does', () => {
    const data = hypergraphFromMembers([
      ...random(1, 400),
      ...collusion(2, 30),
    ]);
    const found = detectAnomalies(data, { of: 'groups' });
    const [first] = found.top(1);
    expect([...(first?.members ?? [])].sort()).toEqual([
      'n14',
      'n15',
      'n3',
      'n35',
      'n65',
      'n79',
    ]);
    expect(first?.p).toBeLessThan(0.01);
    expect(sumOf(first as AnomalyResult)).toBeCloseTo(first?.score ?? NaN, 9);
    expect(first?.explanation?.text).toContain('expected');
    const none = detectAnomalies(hypergraphFromMembers(random(3, 400)), {
      of: 'groups',
    });
    expect(none.top(1)[0]?.p ?? 1).toBeGreaterThan(0.05);
  });

  it('are at least half as dense as the densest set of nodes', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const draw = new Random(seed);
        const relations = Array.from({ length: 25 }, () => {
          const members = new Set<string>();
          while (members.size < 3) members.add(`n${draw.int(8)}`);
          return [...members];
        });
        const pairs = pairSurplus(hypergraphFromMembers(relations));
        const [group] = denseGroups(pairs, 1);
        let densest = 0;
        for (let set = 1; set < 1 << 8; set++) {
          let sum = 0;
          let size = 0;
          for (let u = 0; u < pairs.offsets.length - 1; u++) {
            if (((set >> u) & 1) === 0) continue;
            size++;
            for (let i = pairs.offsets[u]!; i < pairs.offsets[u + 1]!; i++) {
              if (((set >> pairs.partners[i]!) & 1) === 1) {
                sum += pairs.surplus[i]! / 2;
              }
            }
          }
          densest = Math.max(densest, sum / Math.max(1, size));
        }
        expect(group?.density ?? 0).toBeGreaterThanOrEqual(densest / 2 - 1e-9);
        expect(group?.density ?? 0).toBeLessThanOrEqual(densest + 1e-9);
      }),
      { numRuns: 20 },
    );
  });
});

describe('missing members', () => {
  it('are those that were taken away', () => {
    const draw = new Random(6);
    const people = Array.from({ length: 150 }, (_, i) => `n${i}`);
    const groups = Array.from({ length: 30 }, () => {
      draw.shuffle(people);
      return people.slice(0, 6);
    });
    const removed = new Map<number, string>();
    const relations = Array.from({ length: 240 }, (_, edge) => {
      const group = groups[edge % 30] ?? [];
      if (edge % 8 !== 0) return group.filter(() => draw.chance(0.95));
      const gone = draw.pick(group);
      removed.set(edge, gone);
      return group.filter((id) => id !== gone);
    });
    const data = hypergraphFromMembers(relations);
    const rows = companyRows(data, 'share', { largest: 256 });
    const suggested = new Map(
      suggestMembers(data, rows).map(({ edge, node }) => [
        edge,
        data.nodeIds.textAt(node),
      ]),
    );
    const hits = [...removed].filter(
      ([edge, id]) => suggested.get(edge) === id,
    );
    expect(hits.length / removed.size).toBeGreaterThan(0.9);
    const [first] = detectAnomalies(data, { of: 'missing' }).top(1);
    expect(sumOf(first as AnomalyResult)).toBeCloseTo(first?.score ?? NaN, 9);
    expect(first?.explanation?.text).toContain('lacks');
  });
});

describe('rare combinations', () => {
  it('are found, and need two columns', () => {
    const draw = new Random(2);
    const builder = new HypergraphBuilder();
    for (let i = 0; i < 600; i++) {
      const edge = builder.addEdge(`e${i}`);
      builder.addIncidence(edge, builder.addNode(`n${i % 9}`));
      const colour = draw.pick(['red', 'green', 'blue']);
      const isOdd = i === 77 || i === 300;
      const shapes = colour === 'red' ? ['round'] : ['round', 'square'];
      builder.setEdge(edge, 'colour', isOdd ? 'red' : colour);
      builder.setEdge(edge, 'shape', isOdd ? 'square' : draw.pick(shapes));
    }
    const found = detectAnomalies(builder.build(), { of: 'combinations' });
    const [first] = found.top(1);
    expect(first).toMatchObject({
      id: 'colour red with shape square',
      members: ['e77', 'e300'],
      flagged: true,
    });
    expect(first?.p).toBeLessThan(1e-6);
    expect(sumOf(first as AnomalyResult)).toBeCloseTo(first?.score ?? NaN, 9);
    const plain = hypergraphFromMembers([['a', 'b']]);
    expect(() => detectAnomalies(plain, { of: 'combinations' })).toThrow(
      '--keep',
    );
  });
});

describe('what would make a relation ordinary', () => {
  it('is to be without the intruder, or with a familiar member instead', () => {
    const teams = Array.from({ length: 200 }, (_, i) =>
      i % 2 === 0 ? ['a', 'b', 'c', 'd'].toSpliced(i % 3, 1) : ['x', 'y', 'z'],
    );
    const data = hypergraphFromMembers([...teams, ['a', 'b', 'y']]);
    const [first] = detectAnomalies(data, { mode: 'static' }).top(1);
    expect([...(first?.members ?? [])].sort()).toEqual(['a', 'b', 'y']);
    const ordinary = first?.explanation?.ordinary;
    expect(ordinary?.member).toBe('y');
    expect(['c', 'd', null]).toContain(ordinary?.by);
    expect(ordinary?.then).toBeLessThan((ordinary?.surprise ?? 0) - 1);
    expect(ordinary?.surprise).toBeCloseTo(first?.heads.surprise ?? NaN, 0);
    const usual = detectAnomalies(data, { mode: 'static' });
    const [last] = usual.top(1, { offset: 150 });
    expect(last?.explanation?.ordinary).toBeNull();
  });
});
