import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { polyad, polyadJson } from '../support/polyad.ts';

const demo = 'datasets/auth-demo/events.csv';
const truth = 'datasets/auth-demo/truth.csv';

interface Failure {
  error: { code: string; message: string; details: Record<string, unknown> };
}

let folder: string;

/** A file of the given text in the tests' own folder. */
function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyad-cli-'));
});

const incidences = 'edge,node\nA,a\nA,b\nA,c\nB,b\nB,c\nC,d\n';

describe('output', () => {
  it('prints one JSON document on standard output and nothing else', async () => {
    const path = file('sample.csv', incidences);
    const run = await polyad(['info', path, '--json']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      nodes: 4,
      edges: 3,
      incidences: 6,
      run: { threads: 1, version: '0.1.0' },
    });
    expect(run.stdout.trim().split('\n')).toHaveLength(1);
  });

  it('prints aligned tables for people, without colour when told so', async () => {
    const run = await polyad(['info', file('t.csv', incidences)]);
    expect(run.stdout).toMatch(/^nodes +4$/m);

    expect(run.stdout).not.toMatch(/\u001b/);
  });

  it('keeps notes off standard output, and silent with --quiet', async () => {
    const loud = await polyad(['info', demo, '--recipe', 'auth']);
    expect(loud.stderr).toContain('Column time');
    expect(loud.stdout).not.toContain('Column time');
    const quiet = await polyad(['info', demo, '--recipe', 'auth', '--quiet']);
    expect(quiet.stderr).toBe('');
  });

  it('reads standard input', async () => {
    const result = await polyadJson<{ edges: number }>(['info', '-'], {
      input: incidences,
    });
    expect(result.edges).toBe(3);
  });

  it('prints help with examples, a version and a completion script', async () => {
    const help = await polyad(['topology', '--help']);
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('Examples:');
    expect((await polyad(['--version'])).stdout.trim()).toBe('0.1.0');
    const completion = await polyad(['completion']);
    expect(completion.stdout).toContain('begin-polyad-completions');
  });
});

describe('exit codes', () => {
  async function failure(
    args: string[],
    status: number,
    code: string,
  ): Promise<Failure['error']> {
    const run = await polyad([...args, '--json']);
    expect({ args, status: run.status }).toEqual({ args, status });
    const { error } = JSON.parse(run.stdout) as Failure;
    expect(error.code).toBe(code);
    // a sentence on standard error as well, and never a stack trace
    expect(run.stderr).toContain(error.message);
    expect(run.stderr).not.toMatch(/^\s+at /m);
    return error;
  }

  it('2 for wrong usage', async () => {
    await failure(['topolgy', demo], 2, 'INVALID_ARGUMENT');
    await failure(['info'], 2, 'INVALID_ARGUMENT');
    await failure(['info', demo, '--nonsense', '1'], 2, 'INVALID_ARGUMENT');
    await failure(
      ['topology', 'components', file('s.csv', incidences), '--s', '0'],
      2,
      'INVALID_ARGUMENT',
    );
    const { message } = await failure(
      ['topology', 'distance', file('d.csv', incidences), '--from', 'A'],
      2,
      'INVALID_ARGUMENT',
    );
    expect(message).toContain('to is missing');
  });

  it('3 for bad data, with the place', async () => {
    const path = file('bad.json', '{"incidences":[{"edge":1}]}');
    const error = await failure(['info', path], 3, 'INVALID_DATA');
    expect(error.details).toMatchObject({ file: path, line: 1 });
    expect(typeof error.details['column']).toBe('number');
  });

  it('4 for what is not there', async () => {
    await failure(['info', join(folder, 'absent.csv')], 4, 'NOT_FOUND');
    await failure(['info', 'ws:nothing'], 4, 'NOT_FOUND');
    await failure(
      ['topology', 'distance', file('n.csv', incidences)].concat([
        '--from',
        'A',
        '--to',
        'zzz',
      ]),
      4,
      'NOT_FOUND',
    );
    await failure(['simulate', 'nothing', '--to', folder], 4, 'NOT_FOUND');
  });

  it('6 when the time given is over', async () => {
    const error = await failure(
      ['bench', 'betweenness', demo, '--recipe', 'auth', '--s', '1'].concat([
        '--timeout',
        '1ms',
      ]),
      6,
      'LIMIT_EXCEEDED',
    );
    expect(error.message).toContain('--timeout');
  });
});

describe('topology', () => {
  it('lists pairs with what they share', async () => {
    const result = await polyadJson<object>([
      'topology',
      'linegraph',
      file('l.csv', incidences),
      '--s',
      '2',
    ]);
    expect(result).toMatchObject({
      s: 2,
      of: 'edges',
      vertices: 3,
      pairs: 1,
      edges: [['A', 'B', 2]],
    });
  });

  it('counts without listing', async () => {
    const result = await polyadJson<object>([
      'topology',
      'linegraph',
      file('c.csv', incidences),
      '--count-only',
    ]);
    expect(result).toMatchObject({ pairs: 1, edges: [] });
  });

  it('gives components, distance, diameter, toplexes and centrality', async () => {
    const path = file('m.csv', incidences);
    const run = (...args: string[]): Promise<Record<string, unknown>> =>
      polyadJson(['topology', args[0] ?? '', path, ...args.slice(1)]);
    expect(await run('components')).toMatchObject({
      count: 2,
      singletons: 1,
      components: [['A', 'B']],
    });
    expect(await run('distance', '--from', 'A', '--to', 'B')).toMatchObject({
      distance: 1,
      path: ['A', 'B'],
    });
    expect(await run('distance', '--from', 'A', '--to', 'C')).toMatchObject({
      distance: null,
      path: null,
    });
    expect(await run('diameter')).toMatchObject({ diameter: 1, component: 2 });
    expect(await run('toplexes')).toMatchObject({
      count: 2,
      toplexes: ['A', 'C'],
    });
    expect(
      await run('centrality', '--metric', 'closeness', '--of', 'nodes'),
    ).toMatchObject({
      metric: 'closeness',
      scores: [
        ['a', 1],
        ['b', 1],
        ['c', 1],
        ['d', 0],
      ],
    });
  });
});

describe('convert', () => {
  it('applies transforms and leaves nothing half-written', async () => {
    const path = file('v.csv', incidences);
    const to = join(folder, 'dual.json.gz');
    const result = await polyadJson<object>([
      'convert',
      path,
      '--to',
      to,
      '--as',
      'hif',
      '--largest-component',
      '--dual',
    ]);
    expect(result).toMatchObject({
      file: to,
      format: 'hif',
      nodes: 2,
      edges: 3,
      incidences: 5,
    });
    const back = await polyadJson<object>(['info', to]);
    expect(back).toMatchObject({ nodes: 2, edges: 3, incidences: 5 });
    expect(readdirSync(folder).filter((n) => n.endsWith('.part'))).toEqual([]);
  });

  it('restricts to listed ids and names the line of an unknown one', async () => {
    const path = file('r.csv', incidences);
    const ids = file('ids.txt', 'A\nC\n');
    const to = join(folder, 'r.hif.json');
    const result = await polyadJson<{ edges: number }>(
      ['convert', path, '--to', to, '--restrict-edges'].concat(ids),
    );
    expect(result.edges).toBe(2);
    const wrong = file('wrong.txt', 'A\n\nQ\n');
    const run = await polyad(
      ['convert', path, '--to', to, '--restrict-edges'].concat(wrong),
    );
    expect(run.status).toBe(4);
    expect(run.stderr).toContain(`${wrong}:3`);
  });
});

describe('anomalies', () => {
  it('ranks with parts that add up, and writes every score', async () => {
    const scores = join(folder, 'scores.csv');
    const result = await polyadJson<{
      results: {
        score: number;
        rank: number;
        explanation: { text: string; parts: { contribution: number }[] };
      }[];
    }>(
      ['anomalies', demo, '--recipe', 'auth', '--top', '20'].concat([
        '--scores',
        scores,
      ]),
    );
    expect(result.results).toHaveLength(20);
    result.results.forEach(({ score, rank, explanation }, i) => {
      expect(rank).toBe(i + 1);
      const sum = explanation.parts.reduce((s, p) => s + p.contribution, 0);
      expect(Math.abs(sum - score)).toBeLessThan(1e-9);
      expect(explanation.text).not.toBe('');
    });
    const lines = readFileSync(scores, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe(
      'id,score,p,q,unexpected,surprise,recent,bursty,volume,attributes',
    );
    const rows = readFileSync(demo, 'utf8').trimEnd().split('\n').length - 1;
    expect(lines).toHaveLength(rows + 1);
  });

  it('finds the planted intrusions of the demo well above chance', async () => {
    const result = await polyadJson<{
      positives: number;
      auroc: number;
      averagePrecision: number;
      precisionAt: Record<string, number>;
    }>(['evaluate', demo, '--recipe', 'auth', '--truth', truth]);
    expect(result.positives).toBe(60);
    // measured .99 and .71; chance is .5 and .01
    expect(result.auroc).toBeGreaterThan(0.95);
    expect(result.averagePrecision).toBeGreaterThan(0.5);
    expect(result.precisionAt['10']).toBeGreaterThanOrEqual(0.6);
  });

  it('says where a label file is wrong', async () => {
    const bad = file('truth.csv', 'id,label\n0,1\n1,maybe\n');
    const run = await polyad(
      ['evaluate', demo, '--recipe', 'auth', '--truth'].concat(bad),
    );
    expect(run.status).toBe(3);
    expect(run.stderr).toContain(`${bad}:3`);
  });
});

describe('simulate, recipes, doctor, bench', () => {
  it('writes a scenario that its own recipe reads', async () => {
    const to = join(folder, 'month');
    await polyadJson(
      ['simulate', 'auth', '--to', to, '--edges', '2000'].concat([
        '--anomalies',
        '20',
        '--seed',
        '3',
      ]),
    );
    const result = await polyadJson<{ positives: number }>(
      ['evaluate', join(to, 'events.csv'), '--recipe', 'auth'].concat([
        '--truth',
        join(to, 'truth.csv'),
      ]),
    );
    expect(result.positives).toBe(20);
  });

  it('lists recipes and examines the machine', async () => {
    const { recipes } = await polyadJson<{ recipes: { name: string }[] }>([
      'recipes',
    ]);
    expect(recipes.map(({ name }) => name)).toContain('auth');
    const { checks } = await polyadJson<{ checks: { name: string }[] }>([
      'doctor',
    ]);
    expect(checks.map(({ name }) => name)).toContain('Node.js');
  });

  it.each([
    ['load', 6],
    ['linegraph', 1],
    ['components', 2],
    ['betweenness', 0],
    ['motifs', 0],
    ['cores', 5],
    ['toplexes', 2],
    ['homology', 2],
    ['anomalies', expect.any(Number)],
    ['layout', expect.any(Number)],
  ] as const)('times %s and proves the work', async (op, checksum) => {
    const result = await polyadJson<{
      op: string;
      seconds: number[];
      median: number;
      loadSeconds: number;
      rssMiB: number;
      checksum: number;
    }>(['bench', op, file('b.csv', incidences), '--repeat', '2']);
    expect(result.op).toBe(op);
    expect(result.seconds).toHaveLength(2);
    expect(result.checksum).toEqual(checksum);
    expect(result.rssMiB).toBeGreaterThan(10);
  });
});

describe('Ctrl-C', () => {
  it('leaves no half-written file, and says so by its status', async () => {
    const to = join(folder, 'interrupted');
    const args = ['simulate', 'auth', '--to', to, '--edges', '5000000'];
    const run = await polyad(args, {
      interruptWhen: () => existsSync(to) && readdirSync(to).length > 0,
    });
    expect(run.status).toBe(130);
    expect(readdirSync(to)).toEqual([]);
  });
});
