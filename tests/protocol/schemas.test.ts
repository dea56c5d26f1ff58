import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { filtrations } from '#pipeline/operations/homology-measures.ts';
import {
  communityMethodNames,
  nullModels,
} from '#pipeline/operations/structure-measures.ts';
import { statisticNames } from '#pipeline/operations/whole-statistics.ts';
import { anomaliesRequestSchema } from '#protocol/anomalies.ts';
import {
  durationSchema,
  mappingOptionsSchema,
} from '#protocol/mapping-options.ts';
import { neighbourhoodQuerySchema } from '#protocol/neighbourhood.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { sessionRequestSchema } from '#protocol/session.ts';
import { timelineQuerySchema } from '#protocol/timeline.ts';
import { topologyMeasures } from '#protocol/topology/measures.ts';

const requests: readonly (readonly [string, z.ZodType, object])[] = [
  ['mapping options', mappingOptionsSchema, {}],
  ['anomalies', anomaliesRequestSchema, {}],
  ['page', pageQuerySchema, {}],
  ['neighbourhood', neighbourhoodQuerySchema, {}],
  ['timeline', timelineQuerySchema, {}],
  ['session', sessionRequestSchema, { token: 't' }],
  ['linegraph', topologyMeasures.linegraph.options, {}],
  ['components', topologyMeasures.components.options, {}],
  ['distance', topologyMeasures.distance.options, { from: 'a', to: 'b' }],
  ['diameter', topologyMeasures.diameter.options, {}],
  ['toplexes', topologyMeasures.toplexes.options, {}],
  ['homology', topologyMeasures.homology.options, {}],
  ['nullmodel', topologyMeasures.nullmodel.options, {}],
  ['centrality', topologyMeasures.centrality.options, { metric: 'degree' }],
];

describe.each(requests)('the request %s', (_name, schema, least) => {
  it('takes the least that is needed', () => {
    expect(schema.safeParse(least).error).toBe(undefined);
  });

  it('refuses what it does not know', () => {
    expect(schema.safeParse({ ...least, misspelt: 1 }).success).toBe(false);
    const polluted: unknown = JSON.parse('{"__proto__": {"s": 2}}');
    expect(
      schema.safeParse(Object.assign(polluted as object, least)).success,
    ).toBe(false);
  });
});

describe('a duration', () => {
  it.each(['30s', '10m', '1.5h', '1d', '250ms', '2w'])('%s', (text) => {
    expect(durationSchema.safeParse(text).success).toBe(true);
  });

  it.each(['', '10', 's', '-1s', '1 d', '1y', '1.s', '1dd'])(
    'is not %j',
    (text) => {
      expect(durationSchema.safeParse(text).success).toBe(false);
    },
  );
});

describe('defaults', () => {
  it('are those of the command line', () => {
    expect(anomaliesRequestSchema.parse({})).toEqual({
      of: 'edges',
      head: 'combined',
      fdr: 0.05,
      top: 50,
      offset: 0,
      explain: true,
      teach: true,
      ask: 0,
      seed: 0,
    });
    expect(topologyMeasures.linegraph.options.parse({})).toEqual({
      s: 1,
      of: 'edges',
      countOnly: false,
    });
  });

  it('read numbers of a query from text', () => {
    expect(neighbourhoodQuerySchema.parse({ s: '3' })).toEqual({
      s: 3,
      limit: 30,
    });
    for (const limit of ['', 'x', '0', '1.5', '1e9']) {
      expect(pageQuerySchema.safeParse({ limit }).success).toBe(false);
    }
  });
});

describe('names over HTTP', () => {
  const { persistence, communities, nullmodel } = topologyMeasures;

  it.each([
    ['filtrations', persistence.options.shape.filtration, filtrations],
    ['methods', communities.options.shape.method, communityMethodNames],
    ['models', nullmodel.options.shape.model, nullModels],
    ['statistics', nullmodel.options.shape.statistic, statisticNames],
  ] as const)('%s are those that are computed', (_what, schema, names) => {
    expect(schema.unwrap().options).toEqual([...names]);
  });
});
