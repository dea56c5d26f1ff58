import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { loadHypergraph } from '#pipeline/operations/load.ts';
import { reportForm, reportOnSource } from '#pipeline/operations/report.ts';
import {
  computeTopology,
  type TopologyMeasure,
} from '#pipeline/operations/topology.ts';
import type { TopologyOptions } from '#pipeline/operations/topology-measure.ts';
import { commandLine } from '#pipeline/report/command-line.ts';
import type { RankingFigure } from '#pipeline/report/report.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { hypergraphOf } from '../support/plain-hypergraph.ts';
import { describeShared } from '../support/shared.ts';
import {
  expectInert,
  figure,
  pageOf,
  reportOf,
  sample,
} from './written-report.ts';

describe('a report', () => {
  it('is the same for the same data and seed', () => {
    expect(reportOf(sample, { seed: 3 })).toEqual(
      reportOf(sample, { seed: 3 }),
    );
  });

  it('names what is too costly, with its price and the command', () => {
    const report = reportOf(sample, { effort: 1 });
    const leftOut = report.sections.flatMap((section) => section.leftOut);
    expect(leftOut.length).toBeGreaterThan(8);
    for (const { why } of leftOut) expect(why).toMatch(/steps|simplices/);
    expect(leftOut).toContainEqual({
      what: 'Communities',
      why: 'takes about 408 steps; a part of this report may take 1 (--effort).',
      command: 'polyad topology communities data',
    });
    expectInert(pageOf(report));
  });

  it('estimates betweenness where it is too costly, and says so', () => {
    const ring = hypergraphOf(
      300,
      Array.from({ length: 300 }, (_, at) => [at, (at + 1) % 300]),
    );
    const report = reportOf(ring, { effort: 100_000 });
    const shown = figure(report, 'Nodes on the most shortest walks');
    if (shown.kind !== 'ranking') throw new Error('It should be a ranking.');
    expect(shown.command).toMatch(/--samples \d+$/);
    for (const { value, interval } of shown.rows) {
      expect(interval?.[0]).toBeLessThanOrEqual(value);
      expect(interval?.[1]).toBeGreaterThanOrEqual(value);
    }
    const leftOut = report.sections.flatMap((section) => section.leftOut);
    expect(leftOut.map(({ what }) => what)).toContain(
      'Exact betweenness of nodes',
    );
  });

  it('stops when it is told to', () => {
    expect(() => reportOf(sample, { signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: 'CANCELLED' }),
    );
    let sections = 0;
    const signal = {
      get aborted() {
        return sections >= 4;
      },
      reason: new PolyadError('LIMIT_EXCEEDED', 'Time is over.'),
    };
    const onProgress = (): number => sections++;
    expect(() => reportOf(sample, { signal, onProgress })).toThrow(
      'Time is over.',
    );
    expect(sections).toBe(4);
  });

  it('has time series where hyperedges have times', () => {
    const builder = new HypergraphBuilder();
    for (let day = 0; day < 40; day++) {
      const edge = builder.addEdge(`e${day}`);
      builder.setEdge(edge, 'time', Date.UTC(2026, 0, 1 + day));
      builder.addIncidence(edge, builder.addNode(`n${day % 5}`));
      builder.addIncidence(edge, builder.addNode(`n${(day + 1) % 5}`));
    }
    const report = reportOf(builder.build());
    const series = figure(report, 'How much happens');
    if (series.kind !== 'lines') throw new Error('It should be lines.');
    expect(series.axes.x.title).toBe('window of one day, start (UTC)');
    expect(series.command).toBe('polyad topology windows data --width 1d');
    expect(series.series[0]?.points).toHaveLength(40);
    expect(report.sections[1]?.says[0]).toBe(
      'Hyperedges from 2026-01-01 00:00 UTC to 2026-02-09 00:00 UTC, in 40 windows of one day; the busiest, with 1, from 2026-01-01 00:00 UTC to 2026-01-02 00:00 UTC.',
    );
    expectInert(pageOf(report));
  });
});

describe('the command of a figure', () => {
  it('reads the source as it was read', () => {
    const line = commandLine(
      {
        source: "my file's.csv",
        choice: {
          format: 'csv',
          recipe: 'auth',
          mapping: { edge: ['a', 'b c'], window: 600_000, split: ';' },
          strict: true,
        },
        seed: 7,
      },
      'topology cores',
      '--k 2',
    );
    expect(line).toBe(
      String.raw`polyad topology cores 'my file'\''s.csv' --format csv --recipe auth --edge 'a,b c' --split ';' --window 600000ms --strict --k 2 --seed 7`,
    );
  });
});

/** What a command of a report asks for, as the pipeline takes it. */
function asked(line: string): [TopologyMeasure, TopologyOptions] {
  const [, , measure = '', , ...rest] = line.split(' ');
  const options: Record<string, string | number | boolean> = {};
  while (rest.length > 0) {
    const name = (rest.shift() ?? '').slice(2);
    const value = rest[0]?.startsWith('--') === false ? rest.shift() : true;
    const key = name.replaceAll(/-(.)/g, (_, letter: string) =>
      letter.toUpperCase(),
    );
    const number = Number(value);
    options[key] =
      value === true || Number.isNaN(number) ? (value ?? true) : number;
  }
  return [measure as TopologyMeasure, options];
}

describe('the commands of a report', () => {
  const hypergraph = powerLawHypergraph(300, 5);
  // so little that betweenness is estimated
  const report = reportOf(hypergraph, { effort: 2e6, seed: 0 });
  const figures = report.sections.flatMap((section) => section.figures);
  const lines = new Set([
    ...figures.map((one) => one.command),
    ...report.sections.flatMap(({ leftOut }) =>
      leftOut.map((one) => one.command),
    ),
  ]);

  it('are all there are', async () => {
    const topology = [...lines].filter((line) =>
      line?.startsWith('polyad topology '),
    );
    expect(topology.length).toBeGreaterThan(15);
    for (const line of topology) {
      const [measure, options] = asked(line ?? '');
      await expect(
        computeTopology(hypergraph, measure, options),
      ).resolves.toBeTypeOf('object');
    }
  });

  it('give the numbers of the rankings', async () => {
    const rankings = figures.filter(
      (one): one is RankingFigure =>
        one.kind === 'ranking' && one.command?.includes('centrality') === true,
    );
    expect(rankings.length).toBeGreaterThan(6);
    for (const { command, rows } of rankings) {
      const [, options] = asked(command ?? '');
      const found = await computeTopology(hypergraph, 'centrality', options);
      const scores = new Map(found.scores);
      for (const { name, value } of rows) {
        expect(scores.get(name)).toBeCloseTo(value, 9);
      }
    }
  });
});

describe('a report on a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'polyad-report-'));
  const path = join(folder, 'meetings.csv');
  const text = 'edge,node\nA,a\nA,b\nB,b\nB,c\nB\n';
  writeFileSync(path, text);
  const choice = { mapping: {}, strict: false };

  it('says where the data came from, and what was not read', async () => {
    const loaded = await loadHypergraph(path, choice);
    const report = await reportOnSource(loaded, { choice, seed: 0 });
    const facts = Object.fromEntries(report.provenance);
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(facts).toMatchObject({
      source: 'meetings.csv',
      'SHA-256': `${sha256} (${text.length} bytes)`,
      format: 'csv',
      seed: '0',
      command: 'polyad report meetings.csv',
    });
    expect(report.rejected.count).toBe(1);
    expect(report.rejected.rows[0]).toMatch(/^6/);
    expect(JSON.stringify(report)).not.toContain(folder);
  });

  it('refuses an effort that is none', async () => {
    const loaded = await loadHypergraph(path, choice);
    await expect(
      reportOnSource(loaded, { choice, seed: 0, effort: -1 }),
    ).rejects.toThrow(/effort is -1/);
  });

  it('is a page or a text by its ending', () => {
    expect(reportForm('a.html', undefined)).toBe('html');
    expect(reportForm('a.TXT', undefined)).toBe('text');
    expect(reportForm('a.pdf', 'text')).toBe('text');
    expect(() => reportForm('a.pdf', undefined)).toThrow(/\.html or \.txt/);
  });
});

describeShared(
  'the report on Les Misérables',
  'golden/lesmis.hif.json',
  (path) => {
    it('has the numbers of the golden file', async () => {
      const choice = { mapping: {}, strict: false };
      const loaded = await loadHypergraph(path, choice);
      const report = await reportOnSource(loaded, { choice, seed: 0 });
      const counts = report.counts.map(({ value }) => value);
      expect(counts).toEqual([80, 402, 862, 4]);
      expect(
        figure(report, 'Betti numbers of the downward closure'),
      ).toMatchObject({
        rows: [
          [0, 'components', 4, 80],
          [1, 'loops', 32, 254],
          [2, 'voids', 0, 361],
        ],
      });
      const open = figure(report, 'Open triples');
      expect(open).toMatchObject({
        rows: [{ name: '1111100', value: 16_042 }, {}, {}, {}, {}, {}],
      });
      const closed = figure(report, 'Closed triples');
      expect(closed.kind === 'ranking' && closed.rows).toHaveLength(20);
      expect(
        figure(report, 'Maximal hyperedges and simpliciality'),
      ).toMatchObject({
        numbers: [{ name: 'toplexes', value: 86 }, {}, {}, {}],
      });
      const page = pageOf(report);
      expectInert(page);
      for (const shown of [
        '16,042',
        'JV',
        '0.1569',
        'polyad topology motifs',
      ]) {
        expect(page).toContain(shown);
      }
    });
  },
);
