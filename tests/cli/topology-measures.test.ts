import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { polyadJson } from '../support/polyad.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

let sample: string;

beforeAll(() => {
  sample = join(mkdtempSync(join(tmpdir(), 'polyad-measures-')), 's.csv');
  writeFileSync(sample, 'edge,node\nA,a\nA,b\nA,c\nB,b\nB,c\nC,a\nC,d\n');
});

function measure(name: string, ...options: string[]): Promise<object> {
  return polyadJson(['topology', name, sample, ...options]);
}

describe('measures of cohesion on the command line', () => {
  it('count motifs, exactly and by samples', async () => {
    // B lies inside A, C meets A and not B
    expect(await measure('motifs')).toMatchObject({
      total: 1,
      open: 1,
      closed: 0,
      counts: { '1001100': 1 },
    });
    expect(await measure('motifs', '--samples', '100')).toHaveProperty(
      'errors',
    );
  });

  it('give cores of nodes, or of hyperedges when asked', async () => {
    expect(await measure('cores')).toMatchObject({
      core: [
        ['a', 1],
        ['b', 2],
        ['c', 2],
        ['d', 1],
      ],
    });
    expect(await measure('cores', '--k', '2')).toMatchObject({
      core: [
        ['b', 2],
        ['c', 2],
      ],
    });
  });

  it('give clustering, assortativity and simpliciality', async () => {
    expect(await measure('clustering', '--kind', 'projection')).toMatchObject({
      kind: 'projection',
      scores: [
        ['a', 1 / 3],
        ['b', 1],
        ['c', 1],
        ['d', 0],
      ],
    });
    expect(await measure('assortativity')).toHaveProperty('value');
    expect(await measure('simpliciality')).toMatchObject({
      simplicialFraction: 0,
    });
  });
});

describe('betweenness from a sample on the command line', () => {
  it('states its intervals and its bound', async () => {
    const asked = ['--metric', 'betweenness', '--samples', '2'];
    expect(await measure('centrality', ...asked)).toMatchObject({
      metric: 'betweenness',
      sample: {
        samples: 2,
        confidence: 0.95,
        intervals: [
          ['A', expect.any(Number), expect.any(Number)],
          ['B', expect.any(Number), expect.any(Number)],
          ['C', expect.any(Number), expect.any(Number)],
        ],
      },
    });
  });

  it('is all there is to sample', async () => {
    await expect(
      measure('centrality', '--metric', 'harmonic', '--samples', '2'),
    ).rejects.toThrow(/Only betweenness is estimated/);
  });
});

describe('iterated measures on the command line', () => {
  it.each([
    ['pagerank', 3],
    ['walk', 4],
    ['eigenvector', 4],
    ['h-eigenvector', 4],
    ['z-eigenvector', 4],
    ['node-edge', 4],
    ['katz', 4],
    ['subhypergraph', 4],
  ])('%s says how far it came', async (metric, elements) => {
    const found = await measure('centrality', '--metric', metric);
    expect(found).toMatchObject({ metric, convergence: { converged: true } });
    const { scores } = found as { scores: [string, number][] };
    expect(scores).toHaveLength(elements);
    expect(scores.every(([, value]) => value > 0)).toBe(true);
  });

  it('give the walk that degrees promise', async () => {
    // each step first picks one of its hyperedges, then one of their members
    const { scores } = (await measure('centrality', '--metric', 'walk')) as {
      scores: [string, number][];
    };
    const sum = scores.reduce((total, [, value]) => total + value, 0);
    expect(sum).toBeCloseTo(1, 9);
    const degrees = { a: 2, b: 2, c: 2, d: 1 };
    for (const [id, value] of scores) {
      expect(value).toBeCloseTo(degrees[id as keyof typeof degrees] / 7, 6);
    }
  });

  it('give eigenvalues with their residual', async () => {
    const found = (await measure('spectrum', '--k', '2')) as {
      values: number[];
      convergence: { residual: number };
    };
    expect(found.values).toHaveLength(2);
    expect(found.values[0]).toBeCloseTo(0, 9);
    expect(found.convergence.residual).toBeLessThan(1e-8);
  });
});

interface GoldenSet {
  readonly cores: Record<string, number>;
  readonly motifs: Record<string, unknown>;
}

describeShared(
  'motifs and cores of the golden sets on the command line',
  'golden/motifs-cores.json',
  (path) => {
    it('are those found by brute force', async () => {
      const golden = JSON.parse(readFileSync(path, 'utf8')) as {
        sets: Record<string, GoldenSet>;
      };
      for (const [name, { cores }] of Object.entries(golden.sets)) {
        const source = sharedPath('golden', `${name}.hif.json`);
        const found = await polyadJson<{ core: [string, number][] }>([
          'topology',
          'cores',
          source,
        ]);
        // isolated nodes are in no golden list; their core is 0
        const inEdges = found.core.filter(
          ([id, core]) => id in cores || core > 0,
        );
        expect(Object.fromEntries(inEdges)).toEqual(cores);
      }
    });
  },
);

describe('measures of structure on the command line', () => {
  let hollow: string;

  beforeAll(() => {
    // a triangle of pairs, and a full one beside it
    hollow = join(mkdtempSync(join(tmpdir(), 'polyad-hollow-')), 'h.csv');
    writeFileSync(
      hollow,
      'edge,node\nA,a\nA,b\nB,b\nB,c\nC,a\nC,c\nD,x\nD,y\nD,z\n',
    );
  });

  it('homology counts holes, and names them when asked', async () => {
    const found = await polyadJson([
      ...['topology', 'homology', hollow, '--generators'],
    ]);
    expect(found).toMatchObject({
      betti: [2, 1, 0],
      simplices: [6, 6, 1, 0],
      euler: 1,
    });
    const { generators } = found as {
      generators: { dim: number; simplices: string[][] }[];
    };
    const loop = generators.filter(({ dim }) => dim === 1);
    expect(loop).toHaveLength(1);
    expect(
      loop[0]?.simplices.map((pair) => pair.sort().join('')).sort(),
    ).toEqual(['ab', 'ac', 'bc']);
  });

  it('persistence says when a hole is born, and that it stays', async () => {
    const found = await polyadJson(['topology', 'persistence', hollow]);
    const { bars } = found as { bars: [number, number, number | null][] };
    expect(bars.filter(([dim]) => dim === 1)).toEqual([[1, 2, null]]);
    expect(
      bars.filter(([dim, , death]) => dim === 0 && death === null),
    ).toEqual([
      [0, 2, null],
      [0, 3, null],
    ]);
  });

  it('communities part what is apart', async () => {
    const found = await polyadJson(['topology', 'communities', hollow]);
    expect(found).toMatchObject({ method: 'modularity', count: 2 });
    const { labels } = found as { labels: [string, number][] };
    const of = new Map(labels);
    expect(of.get('a')).toBe(of.get('c'));
    expect(of.get('x')).toBe(of.get('z'));
    expect(of.get('a')).not.toBe(of.get('x'));
  });

  it('a null model gives the same answer for the same seed', async () => {
    const ask = () =>
      polyadJson<Record<string, unknown>>([
        ...['topology', 'nullmodel', hollow, '--statistic', 'components'],
        ...['--samples', '20', '--seed', '7'],
      ]);
    const first = await ask();
    expect(first).toMatchObject({ observed: 2, samples: 20 });
    expect(first['p']).toBeGreaterThan(0);
    expect(await ask()).toMatchObject({ mean: first['mean'], p: first['p'] });
  });
});

describe('statistics on the command line', () => {
  it('are rows that conditions, order and a limit leave', async () => {
    const asked = ['--stats', 'degree, clustering', '--where', 'degree>=2'];
    const found = await measure('stats', ...asked, '--sort', 'clustering');
    expect(found).toMatchObject({
      of: 'nodes',
      stats: [{ name: 'degree' }, { name: 'clustering' }],
      matched: 3,
    });
    const { rows } = found as { rows: [string, number, number][] };
    expect(rows.map(([id]) => id).sort()).toEqual(['a', 'b', 'c']);
    expect(rows.every(([, degree]) => degree === 2)).toBe(true);
    const edges = await measure(
      'stats',
      '--of',
      'edges',
      '--stats',
      'size',
      '--top',
      '1',
      '--sort=-size',
    );
    expect(edges).toMatchObject({ matched: 3, rows: [['B', 2]] });
  });
});

describe('walks on the command line', () => {
  it('say what each step shares, and list all that are shortest', async () => {
    const ends = ['--from', 'B', '--to', 'C'];
    expect(await measure('distance', ...ends, '--all')).toMatchObject({
      distance: 2,
      path: ['B', 'A', 'C'],
      shared: [['b', 'c'], ['a']],
      count: 1,
      paths: [['B', 'A', 'C']],
    });
    expect(await measure('distance', ...ends, '--weighted')).toMatchObject({
      distance: 1.5,
    });
    expect(await measure('neighbors', '--from', 'A')).toMatchObject({
      neighbors: [
        ['B', 2],
        ['C', 1],
      ],
    });
  });

  it('give average distances, or intervals for them', async () => {
    expect(await measure('distances')).toMatchObject({
      mean: 4 / 3,
      pairs: 3,
      diameter: 2,
    });
    expect(await measure('distances', '--samples', '2')).toHaveProperty(
      'sampled.mean',
    );
  });

  it('respect time', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'polyad-time-')), 't.csv');
    writeFileSync(file, 'at,who\n10,a b\n20,b c\n5,c d\n');
    const options = ['--node', 'who', '--split', ' ', '--time', 'at'];
    const walk = (from: string, to: string): Promise<object> =>
      polyadJson([
        ...['topology', 'distance', file, ...options, '--of', 'nodes'],
        ...['--time-respecting', '--from', from, '--to', to],
      ]);
    expect(await walk('a', 'c')).toMatchObject({
      distance: 2,
      path: ['0', '1'],
      shared: [['b']],
    });
    expect(await walk('a', 'd')).toMatchObject({ distance: null, path: null });
    const windows = await polyadJson<{ rows: unknown[] }>([
      ...['topology', 'windows', file, ...options, '--width', '10s'],
    ]);
    expect(windows.rows.length).toBe(2);
    const more = await polyadJson<{ columns: string[]; rows: number[][] }>([
      ...['topology', 'windows', file, ...options, '--width', '10s'],
      ...['--stats', 'cores,holes'],
    ]);
    expect(more.columns.slice(-2)).toEqual(['cores', 'holes']);
    expect(more.rows[0]!.slice(-2)).toEqual([1, 0]);
  });

  it('follow the direction of hyperedges', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'polyad-arcs-')), 'a.csv');
    writeFileSync(
      file,
      'edge,node,role\nA,a,tail\nA,b,tail\nA,c,head\nB,a,tail\nB,b,head\n',
    );
    const arcs = (name: string, ...rest: string[]): Promise<object> =>
      polyadJson([
        ...['topology', name, file, '--edge', 'edge', '--node', 'node'],
        ...['--role', 'role', ...rest],
      ]);
    expect(await arcs('reach', '--from', 'a')).toMatchObject({
      nodes: [
        ['a', 0],
        ['b', 1],
        ['c', 2],
      ],
      edges: [
        ['A', 2],
        ['B', 1],
      ],
    });
    expect(await arcs('directed-motifs')).toMatchObject({
      total: 1,
      counts: { '12>3 1>2': 1 },
    });
    expect(await arcs('reciprocity')).toMatchObject({
      reciprocity: [{ size: null, edges: 2, exact: 0 }, {}, {}],
    });
  });
});

describe('patterns and choices on the command line', () => {
  it.each([
    [
      'trusses',
      [],
      {
        truss: [
          ['A', 2],
          ['B', 2],
          ['C', 2],
        ],
      },
    ],
    ['core-periphery', [], { of: 'nodes' }],
    ['reducibility', [], { representatives: [3] }],
    ['motif-profile', ['--samples', '2'], { samples: 2 }],
    ['matching', [], { count: 2, edges: ['B', 'C'] }],
    ['set-cover', [], { cost: 2, chosen: ['A', 'C'] }],
    ['hitting-set', [], { cost: 2 }],
    ['validated', [], { tested: 3 }],
    ['s-persistence', [], { of: 'edges' }],
    ['homology', ['--shortest'], { betti: [1, 0, 0] }],
  ] as const)('%s', async (name, options, expected) => {
    expect(await measure(name, ...options)).toMatchObject(expected);
  });

  it('say what is missing', async () => {
    await expect(measure('temporal-motifs')).rejects.toThrow('span is missing');
    await expect(measure('layers')).rejects.toThrow('property is missing');
    await expect(measure('directed-motifs')).rejects.toThrow('head or tail');
    await expect(measure('distance')).rejects.toThrow('from is missing');
  });
});

describe('generate on the command line', () => {
  it('writes what other commands read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'polyad-generate-'));
    const to = join(folder, 'random.hif.json');
    const numbers = ['--nodes', '20', '--edges', '30', '--size', '3'];
    const made = ['generate', 'uniform', ...numbers, '--to', to];
    expect(await polyadJson([...made, '--seed', '4'])).toMatchObject({
      model: 'uniform',
      format: 'hif',
      edges: 30,
      incidences: 90,
    });
    const again = join(folder, 'again.hif.json');
    await polyadJson([...made.slice(0, -1), again, '--seed', '4']);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(to, 'utf8'));
    expect(await polyadJson(['info', to])).toMatchObject({ incidences: 90 });
    await expect(
      polyadJson(['generate', 'uniform', '--to', to]),
    ).rejects.toThrow('are missing');
  });
});
