import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { NewDataset } from '#pipeline/dataset-shelf.ts';
import { anomaliesSchema, type Anomalies } from '#protocol/anomalies.ts';
import {
  neighbourhoodSchema,
  type Neighbourhood,
} from '#protocol/neighbourhood.ts';
import { timelineSchema } from '#protocol/timeline.ts';
import { START, visits } from '../pipeline/visits.ts';
import { problemOf, startTestServer } from './test-server.ts';

const DAY = 86_400_000;
const DAYS = 150;
const TOTAL = DAYS * 6 + 1;

/** Two teams that meet every day for months, and once one from each. */
function teams(): NewDataset {
  const builder = new HypergraphBuilder();
  const meet = (id: string, day: number, names: readonly string[]) => {
    const edge = builder.addEdge(id);
    builder.setEdge(edge, 'time', START + day * DAY);
    for (const name of names) {
      const node = builder.addNode(name);
      builder.setNode(node, 'kind', 'person');
      builder.addIncidence(edge, node);
    }
  };
  for (let day = 0; day < DAYS; day++) {
    for (const team of ['red', 'blue']) {
      for (let i = 0; i < 3; i++) {
        const names = [0, 1, 2].map((n) => `${team} ${(i + n) % 5}`);
        meet(`${team} ${day} ${i}`, day, names);
      }
    }
  }
  meet('strangers', 20, ['red 0', 'blue 1', 'red 3']);
  return { ...visits(), name: 'teams', hypergraph: builder.build() };
}

const server = await startTestServer();
const { id } = await server.catalog.add(teams());

async function find(body: unknown): Promise<Anomalies> {
  const response = await server.post(`/datasets/${id}/anomalies`, body);
  if (!response.ok) throw new Error(await response.text());
  return anomaliesSchema.parse(await response.json());
}

describe('the ranked anomalies', () => {
  it('begin with the one that was planted, and say why', async () => {
    const { results, total, detector } = await find({ top: 3 });
    expect(total).toBe(TOTAL);
    expect(detector).not.toBe('');
    expect(results.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    const [first] = results;
    expect(first).toMatchObject({
      id: 'strangers',
      time: START + 20 * DAY,
      members: expect.arrayContaining(['red 0', 'blue 1', 'red 3']) as string[],
      memberKinds: ['person', 'person', 'person'],
    });
    const parts = first?.explanation?.parts ?? [];
    const sum = parts.reduce((total, part) => total + part.contribution, 0);
    expect(sum).toBeCloseTo(first?.score ?? NaN, 9);
  });

  it('come in pages that fit together', async () => {
    const all = (await find({ top: 10, explain: false })).results;
    const page = (await find({ top: 4, offset: 3, explain: false })).results;
    expect(page).toEqual(all.slice(3, 7));
    expect(page[0]).not.toHaveProperty('explanation');
    expect((await find({ top: 5, offset: TOTAL })).results).toEqual([]);
  });

  it('answer for elements by id, with rank and reasons', async () => {
    const { results: all } = await find({ top: TOTAL });
    const [last, first] = [all.at(-1), all[0]];
    const ids = [last?.id, first?.id];
    const { results, total } = await find({ ids, top: 0 });
    expect(results).toEqual([last, first]);
    expect(total).toBe(TOTAL);
    const nodes = await find({ of: 'nodes', ids: ['red 0'] });
    expect(nodes.results.map((one) => one.id)).toEqual(['red 0']);
    const missing = await server.post(`/datasets/${id}/anomalies`, {
      ids: ['nobody'],
    });
    expect((await problemOf(missing)).problem.code).toBe('NOT_FOUND');
  });

  it('rank nodes too', async () => {
    const { of, total } = await find({ of: 'nodes' });
    expect([of, total]).toEqual(['nodes', 10]);
  });

  it.each([
    [{ fdr: 0 }, '/fdr'],
    [{ fdr: 1 }, '/fdr'],
    [{ top: -1 }, '/top'],
    [{ top: 10_001 }, '/top'],
    [{ head: 'gut feeling' }, '/head'],
    [{ of: 'people' }, '/of'],
    [{ trainUntil: 'yesterday' }, '/trainUntil'],
    [{ Top: 5 }, ''],
  ])('are refused for %j', async (body, pointer) => {
    const { status, problem } = await problemOf(
      await server.post(`/datasets/${id}/anomalies`, body),
    );
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  });

  it('are told apart by options', async () => {
    const until = START + 10 * DAY;
    const all = await find({ top: 0 });
    const early = await find({ top: 0, trainUntil: until });
    expect(all.trained.edges).toBe(TOTAL);
    expect(early.trained.edges).toBe(60);
    const iso = await find({
      top: 0,
      trainUntil: new Date(until).toISOString(),
    });
    expect(iso.trained).toEqual(early.trained);
  });
});

describe('scores elsewhere', () => {
  async function read<Body>(path: string): Promise<Body> {
    const response = await server.fetch(`/api/v1/datasets/${id}${path}`);
    return (await response.json()) as Body;
  }

  it('are the same in the neighbourhood', async () => {
    const found = neighbourhoodSchema.parse(
      await read<Neighbourhood>('/edges/strangers/neighbourhood?limit=200'),
    );
    const { results } = await find({ top: TOTAL, explain: false });
    const scores = new Map(results.map((one) => [one.id, one.score]));
    expect(found.edges[0]?.id).toBe('strangers');
    for (const edge of found.edges)
      expect(edge.score).toBe(scores.get(edge.id));
    const ties = found.edges.slice(1).filter(({ overlap }) => overlap === 2);
    const ranked = ties.map(({ score }) => score ?? 0);
    expect(ranked).toEqual([...ranked].sort((a, b) => b - a));
  });

  it('are counted as flagged in the timeline', async () => {
    const { bins } = timelineSchema.parse(
      await read('/timeline?mode=static&bins=10'),
    );
    const { flagged } = await find({ top: 0, mode: 'static' });
    expect(flagged).toBeGreaterThan(0);
    const sum = bins.reduce((total, bin) => total + bin.flagged, 0);
    expect(sum).toBe(flagged);
    expect(bins.reduce((total, bin) => total + bin.count, 0)).toBe(TOTAL);
  });
});

describe('an empty data set', () => {
  it('has no anomalies, and that is no failure', async () => {
    const hypergraph = new HypergraphBuilder().build();
    const empty = await server.catalog.add({ ...visits(), hypergraph });
    const response = await server.post(`/datasets/${empty.id}/anomalies`, {});
    const found = anomaliesSchema.parse(await response.json());
    expect(found).toMatchObject({ total: 0, flagged: 0, results: [] });
    const timeline = await server.fetch(
      `/api/v1/datasets/${empty.id}/timeline`,
    );
    expect(await timeline.json()).toEqual({ from: null, to: null, bins: [] });
  });
});
