import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { runQuery, type QueryOptions } from '#query/run-query.ts';
import { readHypergraph } from '#pipeline/sources/read-hypergraph.ts';
import { describeShared, hasShared, sharedPath } from '../support/shared.ts';

const sets = hypergraphFromMembers({
  A: ['a', 'b', 'c', 'd'],
  B: ['b', 'c', 'd'],
  C: ['d', 'e'],
  D: ['x', 'y'],
});

function rows(text: string, options?: QueryOptions): readonly unknown[][] {
  return runQuery(sets, text, options).rows.map((row) => [...row]);
}

describe('verbs of structure', () => {
  it('components', () => {
    expect(rows('from event | components(s: 2)')).toEqual([
      ['A', 1, 2, ['A']],
      ['B', 1, 2, ['B']],
      ['C', 2, 1, ['C']],
      ['D', 3, 1, ['D']],
    ]);
  });

  it('neighbors', () => {
    expect(rows('from event | neighbors(s: 3)')).toEqual([
      ['A', 'B', 3, ['A', 'B']],
    ]);
  });

  it('toplexes', () => {
    expect(rows('from event | toplexes()').map(([id]) => id)).toEqual([
      'A',
      'C',
      'D',
    ]);
  });

  it('dual and centrality: the node in most relations', () => {
    const found = rows(
      'from event | dual() | centrality(kind: "degree", s: 1)',
    );
    // d is in A, B and C.
    expect(found[0]?.slice(0, 2)).toEqual(['d', 3]);
    const ranks = rows(
      'match e: event($x) | dual() | centrality(kind: "degree", s: [1, 2], combine: "mean_rank")',
    );
    expect(ranks[0]?.slice(0, 2)).toEqual(['d', 1]);
  });

  it('centrality on rows of a match', () => {
    const found = runQuery(
      sets,
      'from event | centrality("betweenness") | limit 1',
    );
    expect(found.columns).toEqual(['event', 'score', 'evidence']);
  });

  it('communities and motifs', () => {
    const found = rows('from event | communities()');
    const group = new Map(found.map(([id, label]) => [id, label]));
    expect(group.get('x')).toBe(group.get('y'));
    expect(group.get('x')).not.toBe(group.get('a'));
    const counts = rows('from event | motifs()').map(([, count]) =>
      Number(count),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it('similar', () => {
    expect(
      rows('from event | where id == "A" | similar(by: "jaccard", min: 0.5)'),
    ).toEqual([['A', 'B', 3, 0.75, ['A', 'B']]]);
    expect(
      rows('from event | where id == "A" | similar(by: "overlap", min: 1)'),
    ).toHaveLength(2);
  });

  it('say what is wrong', () => {
    expect(() => rows('from node | components()')).toThrow(
      /needs a column of relations/,
    );
    expect(() => rows('from event | centrality("betweeness")')).toThrow(
      /Did you mean betweenness/,
    );
    expect(() => rows('from event | components(t: 1)')).toThrow(
      /components has no t/,
    );
  });
});

describe('enrich', () => {
  it('tests the relations of a kind, with what supports them', () => {
    const lists = new Map([['hits', ['b', 'c', 'd', 'zzz']]]);
    const found = rows('from hits | enrich(sets: event, min_size: 3)', {
      lists,
    });
    expect(found.map(([set, size, overlap]) => [set, size, overlap])).toEqual([
      ['B', 3, 3],
      ['A', 4, 3],
    ]);
    // 3 of 3 out of 7: 1 / C(7,3), and of 4: C(4,3) / C(7,3).
    expect(found[0]?.[4]).toBeCloseTo(1 / 35, 12);
    expect(found[1]?.[4]).toBeCloseTo(4 / 35, 12);
    expect(found[0]?.at(-1)).toEqual(['B']);
  });

  it('takes an explicit universe', () => {
    const lists = new Map([
      ['hits', ['b', 'c', 'd']],
      ['all', ['a', 'b', 'c', 'd', 'e']],
    ]);
    const [first] = rows(
      'from hits | enrich(sets: event, universe: list("all"))',
      { lists },
    );
    expect(first?.[0]).toBe('B');
    expect(first?.[4]).toBeCloseTo(1 / 10, 12);
  });
});

describeShared(
  'ATT&CK groups by the techniques of an incident',
  'data/cyber/attack-groups-campaigns-x-techniques.gmt',
  (path) => {
    it('finds groups that share more of them than chance', async () => {
      const { hypergraph } = await readHypergraph(path, {
        mapping: {},
        strict: false,
      });
      const builder = new HypergraphBuilder();
      for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
        const own = builder.addEdge(hypergraph.edgeIds.textAt(edge));
        builder.setEdge(own, 'kind', 'uses');
        const actor = builder.addNode(
          `actor:${hypergraph.edgeIds.textAt(edge)}`,
        );
        builder.setNode(actor, 'kind', 'actor');
        builder.addIncidence(own, actor);
        for (const node of hypergraph.edgeMembers(edge)) {
          const technique = builder.addNode(hypergraph.nodeIds.textAt(node));
          builder.setNode(technique, 'kind', 'technique');
          builder.addIncidence(own, technique);
        }
      }
      const text = `let seen = {"T1021.006", "T1059.001", "T1003.001", "T1550.002"};
        match g: uses(actor: $g, technique: $t) where $t in seen
        | group by $g agg hit = count_distinct($t), total = first(size(g))
        | extend lift = hit / (total * len(seen) / 691.0)
        | enrich(query: seen, sets: uses.actor, universe: technique, test: "hypergeom", adjust: "bh")
        | where p < 0.05
        | sort q`;
      const found = runQuery(builder.build(), text);
      const best = found.rows[0];
      expect(Number(best?.[2])).toBeGreaterThanOrEqual(2);
      const overlaps = hypergraph.edgeCount;
      expect(overlaps).toBe(219);
      // By hand: how many of the four each group uses.
      const seen = ['T1021.006', 'T1059.001', 'T1003.001', 'T1550.002'].map(
        (id) => hypergraph.nodeIndex(id),
      );
      for (const [set, size, overlap] of found.rows) {
        const edge = hypergraph.edgeIndex(String(set).slice('actor:'.length));
        const members = hypergraph.edgeMembers(edge);
        expect(overlap).toBe(
          seen.filter((node) => members.includes(node)).length,
        );
        expect(size).toBe(members.length);
      }
    });
  },
);

describe.skipIf(!hasShared('data', 'bio'))('Reactome', () => {
  it('enriches a list of the exosome', async () => {
    const path = sharedPath(
      'data',
      'bio',
      'ReactomePathways_2024-09-18.gmt.gz',
    );
    const { hypergraph } = await readHypergraph(path, {
      mapping: {},
      strict: false,
    });
    const lists = new Map([
      [
        'upregulated.txt',
        ['EXOSC1', 'EXOSC2', 'EXOSC3', 'EXOSC4', 'EXOSC5', 'DIS3', 'TP53'],
      ],
    ]);
    const found = runQuery(
      hypergraph,
      `from list("upregulated.txt")
       | enrich(sets: reactome, min_size: 10, max_size: 500, test: "hypergeom", adjust: "bh")
       | where q < 0.05 and overlap >= 3 | sort p | limit 30`,
      { name: 'reactome', lists },
    );
    expect(found.rows.length).toBeGreaterThan(3);
    expect(found.rows[0]?.[2]).toBeGreaterThanOrEqual(6);
  });
});
