import { beforeAll, describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { columnFromValues } from '#hypergraph/property-column.ts';
import { readHypergraph } from '#pipeline/sources/read-hypergraph.ts';
import { runQuery, type QueryOptions } from '#query/run-query.ts';
import { hasShared, sharedPath } from '../support/shared.ts';
import { workedQueries } from './worked-queries.ts';

const HOUR = 3_600_000;
const MIN = 60_000;

type Fields = Record<string, string | number>;

/** Records as [kind, time, members by role, properties]. */
function build(records: [string, number, Fields, Fields?][]): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (const [kind, time, members, properties = {}] of records) {
    const edge = builder.addNextEdge();
    const all = { kind, time, ...properties };
    for (const [name, value] of Object.entries(all)) {
      builder.setEdge(edge, name, value);
    }
    for (const [role, id] of Object.entries(members)) {
      builder.addIncidence(edge, builder.addNode(id));
      builder.setIncidence('role', role);
    }
  }
  return builder.build();
}

/** The same with one kind of relation and one of node. */
function ofKinds(
  hypergraph: Hypergraph,
  edge: string,
  node: string,
): Hypergraph {
  const { edgeCount, nodeCount, edgeProperties, nodeProperties } = hypergraph;
  const kinds = (count: number, kind: string) =>
    columnFromValues('kind', 'string', new Array<string>(count).fill(kind));
  return hypergraph.withParts({
    edgeProperties: edgeProperties.with(kinds(edgeCount, edge)),
    nodeProperties: nodeProperties.with(kinds(nodeCount, node)),
  });
}

const gmt = async (...path: string[]): Promise<Hypergraph> =>
  (
    await readHypergraph(sharedPath('data', ...path), {
      mapping: {},
      strict: false,
    })
  ).hypergraph;

describe.skipIf(!hasShared('query.md'))(
  'the worked queries, as they stand',
  () => {
    let texts: string[] = [];
    beforeAll(() => {
      texts = workedQueries(sharedPath('query.md'));
    });
    const ask = (
      number: number,
      hypergraph: Hypergraph,
      options?: QueryOptions,
      change: [string, string] = ['', ''],
    ) =>
      runQuery(
        hypergraph,
        (texts[number - 1] ?? '').replace(...change),
        options,
      );

    it('1: a host that shares three rare processes with ws5 within ten minutes', () => {
      const records: [string, number, Fields][] = [];
      const exec = (host: string, process: string, minute: number): void => {
        records.push(['exec', 100 * HOUR + minute * MIN, { host, process }]);
      };
      for (const [i, process] of ['p1', 'p2', 'p3'].entries()) {
        exec('ws5', process, i);
        exec('ws6', process, i + 5);
        exec('ws7', process, i + 60);
      }
      for (const host of ['ws5', 'ws6', 'ws8', 'ws9']) exec(host, 'common', 1);
      const { rows, columns } = ask(1, build(records));
      expect(columns).toEqual(['$h', 'shared', 'first', 'evidence']);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.slice(0, 2)).toEqual(['ws6', 3]);
      expect(rows[0]?.[3]).toHaveLength(6);
    });

    it('2: brute force, success, a lateral log-on, and no MFA between', () => {
      const logon = (
        user: string,
        minute: number,
        [src, host]: [string, string],
        rest: Fields,
      ): [string, number, Fields, Fields] => [
        'logon',
        minute * MIN,
        { user, src, host },
        { result: 'success', type: 2, ...rest },
      ];
      const attack = (user: string): [string, number, Fields, Fields][] => [
        ...[0, 1, 2, 3, 4].map((minute) =>
          logon(user, minute, ['out', 'a'], { result: 'failure' }),
        ),
        logon(user, 6, ['out', 'a'], {}),
        logon(user, 10, ['a', 'b'], { type: 3 }),
      ];
      const data = build([
        ...attack('ann'),
        ...attack('bob'),
        ['mfa', 8 * MIN, { user: 'bob' }],
      ]);
      const { rows } = ask(2, data);
      expect(rows.map((row) => row.slice(0, 5))).toEqual([
        ['ann', 'out', 'a', 'b', '1970-01-01T00:10:00.000Z'],
      ]);
    });

    it('4: the odd relation of the week first, with its reasons', () => {
      const records: [string, number, Fields][] = [];
      const start = Date.UTC(2026, 9, 1);
      for (let i = 0; i < 800; i++) {
        const k = i % 4;
        records.push([
          'log',
          start + i * HOUR,
          { user: `u${k}`, host: `h${k}`, process: `p${k}`, dst: `d${k}` },
        ]);
      }
      records.push([
        'log',
        start + 801 * HOUR,
        { user: 'u0', host: 'h1', process: 'p2', dst: 'd3' },
      ]);
      const { columns } = ask(4, build(records));
      expect(columns).toEqual(
        expect.arrayContaining(['e', '$u', 'score', 'q', 'why', 'reasons']),
      );
      const { rows } = ask(4, build(records), {}, ['| where q <= 0.01', '']);
      expect(rows[0]?.[0]).toBe('800');
      expect(rows.length).toBeLessThanOrEqual(100);
    });

    it('7: genes in the middle of strong responses', () => {
      const builder = new HypergraphBuilder();
      const responses: Record<string, [string, number, number][]> = {
        heat: [
          ['hub', 2, 0.01],
          ['g1', 1.5, 0.01],
          ['g2', 3, 0.2],
        ],
        cold: [
          ['hub', -2, 0.01],
          ['g3', -1, 0.04],
        ],
        salt: [
          ['hub', 1.2, 0.01],
          ['g4', 0.2, 0.01],
        ],
      };
      for (const [condition, genes] of Object.entries(responses)) {
        const edge = builder.addEdge(condition);
        builder.setEdge(edge, 'kind', 'perturbed');
        builder.addIncidence(edge, builder.addNode(`at ${condition}`));
        builder.setIncidence('role', 'condition');
        for (const [gene, log2fc, padj] of genes) {
          builder.addIncidence(edge, builder.addNode(gene));
          builder.setIncidence('role', 'gene');
          builder.setIncidence('log2fc', log2fc);
          builder.setIncidence('padj', padj);
        }
      }
      const { rows, columns } = ask(7, builder.build());
      expect(columns).toEqual(['$g', 'mean_rank', 'evidence']);
      expect(rows.map(([gene]) => gene).sort()).toEqual(['g1', 'g3', 'hub']);
      expect(rows[0]?.[0]).toBe('hub');
      expect(rows[0]?.[2]).toEqual(['heat', 'cold', 'salt']);
    });

    it('8: watched people together at night, away from home', () => {
      const night = Date.UTC(2026, 8, 10, 22, 30);
      const builder = new HypergraphBuilder({ sequentialEdges: true });
      const add = (
        kind: string,
        time: number,
        [place, ...people]: [string, ...string[]],
      ): void => {
        const edge = builder.addNextEdge();
        builder.setEdge(edge, 'kind', kind);
        builder.setEdge(edge, 'time', time);
        builder.setEdge(edge, 'end', time + 30 * MIN);
        for (const [i, id] of [place, ...people].entries()) {
          builder.addIncidence(edge, builder.addNode(id));
          builder.setIncidence('role', i === 0 ? 'place' : 'person');
        }
      };
      // 22:30 UTC is 23:30 in London, in summer time; noon is no night.
      add('colocated', night, ['pier', 'A', 'B']);
      add('colocated', night + 24 * HOUR, ['pier', 'A', 'B']);
      add('colocated', night - 10 * HOUR, ['pier', 'A', 'B']);
      add('colocated', night, ['flat', 'A', 'B']);
      add('colocated', night, ['park', 'A', 'Z']);
      add('colocated', night, ['pier', 'A']);
      add('home', night, ['flat', 'B']);
      const { rows, columns } = ask(8, builder.build(), {
        lists: new Map([['watchlist', ['A', 'B']]]),
      });
      expect(columns.slice(1, 4)).toEqual(['$c', 'n', 'last']);
      expect(rows.map((row) => row.slice(0, 3))).toEqual([
        [['A', 'B'], 'pier', 2],
      ]);
    });

    it('9: from positions to deviations, none that stands at one in a hundred', () => {
      const builder = new HypergraphBuilder({ sequentialEdges: true });
      for (let day = 0; day < 28; day++) {
        for (const who of ['S-014', 'S-201']) {
          for (let minute = 0; minute < 120; minute += 10) {
            const edge = builder.addNextEdge();
            const time = Date.UTC(2026, 8, 7 + day, 9) + minute * MIN;
            const fix = { kind: 'fixes', time, lat: 53.4, lon: -2.9 };
            for (const [name, value] of Object.entries(fix)) {
              builder.setEdge(edge, name, value);
            }
            const node = builder.addNode(who);
            builder.setNode(node, 'kind', 'person');
            builder.addIncidence(edge, node);
          }
        }
      }
      const { rows, columns } = ask(9, builder.build());
      expect(columns).toEqual(
        expect.arrayContaining(['kind', 'person', 'usual', 'q']),
      );
      expect(rows).toEqual([]);
    });

    it('10: paths of overlapping groups, without couriers', () => {
      const builder = new HypergraphBuilder({ sequentialEdges: true });
      for (const [hour, people, place] of [
        [1, ['S-014', 'x', 'y'], 'pier'],
        [2, ['x', 'y', 'S-201'], 'park'],
        [0, ['x', 'y', 'S-201'], 'cafe'],
      ] as const) {
        const edge = builder.addNextEdge();
        builder.setEdge(edge, 'kind', 'met');
        builder.setEdge(edge, 'time', hour * HOUR);
        for (const id of people) {
          builder.addIncidence(edge, builder.addNode(id));
          builder.setIncidence('role', 'person');
        }
        builder.addIncidence(edge, builder.addNode(place));
        builder.setIncidence('role', 'place');
      }
      const lists = new Map([['couriers', ['z']]]);
      const { rows } = ask(10, builder.build(), { lists });
      expect(rows.map(([path]) => path)).toEqual([['0', '1']]);
      expect(rows[0]?.at(-1)).toEqual(['0', '1']);
    });

    describe.skipIf(!hasShared('data', 'bio'))('on Reactome', () => {
      let reactome: Hypergraph;
      beforeAll(async () => {
        reactome = await gmt('bio', 'ReactomePathways_2024-09-18.gmt.gz');
      });

      it('5: pathways that share three genes or more with one', () => {
        const data = ofKinds(reactome, 'complex', 'protein');
        const edges = Array.from({ length: data.edgeCount }, (_, edge) => edge);
        const target = edges.find((edge) => data.edgeSize(edge) === 16) ?? 0;
        const id = data.edgeIds.textAt(target);
        const { rows } = ask(5, data, {}, [
          'c.name == "Exosome (RNase complex)"',
          `c.id == ${JSON.stringify(id)}`,
        ]);
        const members = new Set(data.edgeMembers(target));
        const expected = edges
          .filter((edge) => edge !== target)
          .map((edge) => [
            data.edgeIds.textAt(edge),
            data.edgeMembers(edge).filter((node) => members.has(node)).length,
          ])
          .filter(([, shared]) => Number(shared) >= 3);
        expect(rows.length).toBe(expected.length);
        expect(rows.length).toBeGreaterThan(5);
        expect(new Map(rows.map(([d, s]) => [d, s]))).toEqual(
          new Map(expected as [string, number][]),
        );
      });

      it('6: over-represented pathways of a list, within what is expressed', () => {
        const expressed = Array.from({ length: 6000 }, (_, node) =>
          reactome.nodeIds.textAt(node),
        );
        const largest = Array.from(
          { length: reactome.edgeCount },
          (_, e) => e,
        ).find((edge) => {
          const own = reactome.edgeMembers(edge);
          return (
            own.length > 30 &&
            own.length < 60 &&
            own.every((node) => node < 6000)
          );
        });
        const hits = Array.from(
          reactome.edgeMembers(largest ?? 0).subarray(0, 25),
          (node) => reactome.nodeIds.textAt(node),
        );
        const { rows } = ask(6, reactome, {
          name: 'reactome',
          lists: new Map([
            ['upregulated.txt', hits],
            ['expressed.txt', expressed],
          ]),
        });
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.length).toBeLessThanOrEqual(30);
        const ids = rows.map(([set]) => set);
        expect(ids).toContain(reactome.edgeIds.textAt(largest ?? 0));
        expect(rows[0]?.[2]).toBeGreaterThanOrEqual(20);
      });
    });
  },
);
