import { describe, expect, it } from 'vitest';
import { auditBias, wilson } from '#anomaly/audit/bias.ts';
import { auditRobustness } from '#anomaly/audit/robustness.ts';
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { Random } from '#numeric/random.ts';
import { recurringGroups } from './recurring-groups.ts';

/** Recurring groups recorded by twelve sensors, with a planted stranger or more. */
function recorded(): { hypergraph: Hypergraph; labels: Uint8Array } {
  const { hypergraph, labels } = recurringGroups(3, 1500, 8);
  const random = new Random(7);
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (let i = 0; i < hypergraph.edgeCount; i++) {
    const edge = builder.addNextEdge();
    for (const node of hypergraph.edgeMembers(i)) {
      const id = hypergraph.nodeIds.textAt(node);
      builder.addIncidence(edge, builder.addNode(id));
    }
    builder.setEdge(edge, 'sensor', `s${random.int(12)}`);
    builder.setEdge(edge, 'side', i % 5 === 0 ? 'west' : 'east');
  }
  return { hypergraph: builder.build(), labels };
}

describe('an audit of robustness', () => {
  const { hypergraph } = recorded();

  it.each([
    { mode: 'static', ids: ['1500', '1502', '1504', '1506', '1507'] },
    { mode: 'stream', ids: ['1500', '1504'] },
  ] as const)(
    'shows that one in a hundred can hide a relation, unless sources are left out ($mode)',
    ({ mode, ids }) => {
      const ratios = (sourceColumn?: string) =>
        auditRobustness(hypergraph, {
          mode,
          ids,
          sourceColumn,
          attacks: ['poison 1 %'],
        }).map(({ pRatio }) => pRatio);
      if (mode === 'static') expect(Math.max(...ratios())).toBeGreaterThan(10);
      const capped = ratios('sensor');
      expect(capped).toHaveLength(ids.length);
      for (const ratio of capped) expect(ratio).toBeLessThan(2);
    },
    60_000,
  );

  it('moves what one or two others saw a little, not by thousands', () => {
    const results = auditRobustness(hypergraph, {
      mode: 'static',
      ids: ['1202', '910', '781'],
      sourceColumn: 'sensor',
      attacks: ['poison 1 %'],
    });
    for (const { pRatio } of results) expect(pRatio).toBeLessThan(6);
  });

  it('tries every attack on every target', () => {
    const results = auditRobustness(hypergraph, { targets: 2 });
    expect(new Set(results.map(({ attack }) => attack)).size).toBe(7);
    expect(results).toHaveLength(14);
    for (const { rankAfter, pAfter, pRatio, pBefore } of results) {
      expect(rankAfter).toBeGreaterThan(0);
      const [after, before] = [pAfter, pBefore].map((p) => Math.max(p, 1e-12));
      expect(pRatio).toBeCloseTo(after! / before!, 9);
    }
  });

  it('is judged without each source in turn, and names the property it misses', () => {
    const capped = detectAnomalies(hypergraph, {
      mode: 'static',
      sourceColumn: 'sensor',
    });
    const [first] = capped.top(1);
    const sum = first?.explanation?.parts.reduce(
      (total, { contribution }) => total + contribution,
      0,
    );
    expect(sum).toBeCloseTo(first?.score ?? NaN, 9);
    expect(capped.detector).toContain('each source left out');
    const refusals = { feed: /sensor, side/, side: /three/ };
    for (const [sourceColumn, words] of Object.entries(refusals)) {
      expect(() => detectAnomalies(hypergraph, { sourceColumn })).toThrow(
        words,
      );
    }
  });

  it('copies weights to what it rebuilds', () => {
    const builder = new HypergraphBuilder({ sequentialEdges: true });
    const random = new Random(2);
    for (let i = 0; i < 300; i++) {
      const edge = builder.addNextEdge();
      builder.setEdge(edge, 'time', 60_000 * i);
      for (const node of new Set([random.int(9), random.int(9)])) {
        builder.addIncidence(edge, builder.addNode(`n${node}`));
        builder.setIncidence('weight', i === 150 ? 900 : 1 + random.int(3));
      }
    }
    const options = { mode: 'static', head: 'volume', ids: ['150'] } as const;
    const results = auditRobustness(builder.build(), options);
    // without its weight a relation of large volume would be an ordinary one
    for (const { attack, rankAfter } of results) {
      if (attack.startsWith('id flood')) expect(rankAfter).toBe(1);
    }
    expect(results[0]?.rankBefore).toBe(1);
  });
});

describe('an audit of bias', () => {
  it('counts flags, false alarms and precision of each slice', () => {
    const { hypergraph, labels } = recorded();
    const detection = detectAnomalies(hypergraph, { fdr: 0.5 });
    const slices = auditBias(hypergraph, detection, {
      by: 'side',
      fdr: 0.5,
      labels,
    });
    expect(slices.map(({ slice }) => slice)).toEqual(['east', 'west']);
    const edges = slices.reduce((sum, slice) => sum + slice.edges, 0);
    expect(edges).toBe(hypergraph.edgeCount);
    const flags = slices.reduce(
      (sum, { flagRate }) => sum + (flagRate.value ?? 0) * flagRate.of,
      0,
    );
    expect(flags).toBeCloseTo(detection.flagged, 9);
    for (const { falsePositiveRate, precision } of slices) {
      expect(falsePositiveRate?.value).toBeLessThan(0.1);
      expect(precision?.of).toBeLessThanOrEqual(detection.flagged);
    }
  });

  it('has Wilson’s intervals', () => {
    // Newcombe 1998, table II, method 3: 81 of 263
    const { low, high } = wilson(81, 263);
    expect(low).toBeCloseTo(0.2553, 3);
    expect(high).toBeCloseTo(0.3662, 3);
    expect(wilson(0, 0)).toEqual({ value: null, low: 0, high: 1, of: 0 });
  });
});
