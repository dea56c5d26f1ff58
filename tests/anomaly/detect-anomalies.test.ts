import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import type { RankingHead } from '#anomaly/detectors/detector.ts';
import { edgeScores } from '#anomaly/detectors/edge-scores.ts';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { authHypergraph } from './auth-hypergraph.ts';
import { recurringGroups } from './recurring-groups.ts';
import { buildSmall, smallCase, type SmallCase } from './small-hypergraphs.ts';

const mode = 'static';

const sumOf = (items: readonly { readonly contribution: number }[]) =>
  items.reduce((sum, { contribution }) => sum + contribution, 0);

/** The rows alone: the two that spread the data over twenty days come last. */
function withoutProperties(small: SmallCase): Hypergraph {
  const rows = small.rows.map((row) => ({ ...row, colour: null }));
  return buildSmall({ ...small, rows });
}

/** The heads a data set has, combined first. */
function headsOf(hypergraph: Hypergraph): RankingHead[] {
  const { heads } = detectAnomalies(hypergraph, { mode }).scores;
  const names = ['surprise', 'bursty', 'volume', 'attributes'] as const;
  return ['combined', ...names.filter((name) => heads[name] !== null)];
}

describe('an explanation', () => {
  it.each(['static', 'stream'] as const)(
    'has parts that add up to the score, whatever the head, in %s mode',
    (way) => {
      fc.assert(
        fc.property(smallCase, (small) => {
          const hypergraph = buildSmall(small);
          for (const head of headsOf(hypergraph)) {
            const detection = detectAnomalies(hypergraph, { mode: way, head });
            for (const result of detection.top(Infinity)) {
              const sum = sumOf(result.explanation!.parts);
              expect(Math.abs(sum - result.score)).toBeLessThan(1e-9);
            }
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  it('has members that add up to the surprise', () => {
    fc.assert(
      fc.property(smallCase, (small) => {
        const hypergraph = buildSmall(small);
        for (const result of detectAnomalies(hypergraph, { mode }).top(99)) {
          const sum = sumOf(result.explanation!.members);
          expect(Math.abs(sum - result.heads.surprise!)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts pairs as a recount from the relations does', () => {
    fc.assert(
      fc.property(smallCase, (small) => {
        const hypergraph = buildSmall({ ...small, timed: false, kinds: 1 });
        const detection = detectAnomalies(hypergraph, { mode });
        const lists = Array.from({ length: hypergraph.edgeCount }, (_, edge) =>
          Array.from(hypergraph.edgeMembers(edge), (node) =>
            hypergraph.nodeIds.textAt(node),
          ),
        );
        for (const result of detection.top(99)) {
          const own = Number(result.id);
          const others = lists.filter((_, edge) => edge !== own);
          const total = others.flat().length;
          const having = (id: string) => others.filter((m) => m.includes(id));
          for (const { pair, seen, expected } of result.explanation!.pairs) {
            const [a, b] = pair;
            const both = having(a).filter((m) => m.includes(b)).length;
            const along = (u: string, v: string) =>
              (having(u).reduce((sum, m) => sum + m.length - 1, 0) *
                having(v).length) /
              Math.max(1, total);
            expect(seen).toBe(both);
            expect(expected).toBeCloseTo((along(a, b) + along(b, a)) / 2, 9);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is one plain sentence with the counts behind it', () => {
    const friends = Array.from({ length: 20 }, () => ['ann', 'bob', 'cat']);
    const others = Array.from({ length: 20 }, () => ['dan', 'eve', 'fay']);
    const builder = new HypergraphBuilder();
    for (const members of [...friends, ...others, ['ann', 'bob', 'dan']]) {
      const edge = builder.addNextEdge();
      for (const name of members) {
        const node = builder.addNode(`user:${name}`);
        builder.setNode(node, 'kind', 'user');
        builder.addIncidence(edge, node);
      }
    }
    const [first] = detectAnomalies(builder.build(), { mode }).top(1);
    expect(first?.id).toBe('40');
    // each has 40 partners and is in 20 of 120 incidences
    expect(first?.explanation?.text).toBe(
      'User dan with user ann: 0 seen together, 6.7 expected; user dan with user bob: 0 seen together, 6.7 expected.',
    );
    expect(first?.explanation?.nearest).toEqual({
      id: '0',
      time: null,
      shared: 2,
      overlap: 2 / 4,
    });
  });
});

describe('stream mode', () => {
  it('is the default where relations have times', () => {
    const timed = buildSmall({ rows: [], kinds: 1, timed: true });
    expect(detectAnomalies(timed).mode).toBe('stream');
    expect(detectAnomalies(hypergraphFromMembers([['a']])).mode).toBe('static');
  });

  it('says of a relation what it would say if nothing came after it', () => {
    fc.assert(
      fc.property(smallCase, (small) => {
        fc.pre(small.timed);
        const rows = small.rows.filter(({ time }) => time !== null);
        const cut = 10 * 86_400_000;
        const options = { mode: 'stream', tick: 3_600_000 } as const;
        const past = { ...small, rows: rows.filter((row) => row.time! < cut) };
        const whole = [...past.rows, ...rows.filter((row) => row.time! >= cut)];
        const before = edgeScores(withoutProperties(past), options);
        const after = edgeScores(
          withoutProperties({ ...small, rows: whole }),
          options,
        );
        past.rows.forEach((_, edge) => {
          expect(after.surprise[edge]).toBeCloseTo(before.surprise[edge]!, 12);
          expect(after.bursty![edge]).toBeCloseTo(before.bursty![edge]!, 12);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('finds intrusions as they come', () => {
    const { hypergraph, labels } = authHypergraph({ edges: 8000, seed: 3 });
    const { scores, guarantee } = detectAnomalies(hypergraph);
    const { auroc, averagePrecision } = evaluateScores(scores.evidence, labels);
    expect(auroc).toBeGreaterThan(0.9);
    expect(averagePrecision).toBeGreaterThan(0.25);
    expect(guarantee.text).not.toBe('');
  });
});

describe('detectAnomalies', () => {
  it('describes the whole result', () => {
    const { hypergraph } = recurringGroups(1, 500, 5);
    const detection = detectAnomalies(hypergraph, { mode, fdr: 0.2 });
    expect(detection).toMatchObject({
      of: 'edges',
      head: 'combined',
      mode: 'static',
      trained: { edges: 505, until: null },
      total: 505,
    });
    const results = detection.top(505, { explain: false });
    expect(results.map(({ rank }) => rank)).toEqual(
      Array.from({ length: 505 }, (_, i) => i + 1),
    );
    const flagged = results.filter((result) => result.flagged);
    expect(flagged).toHaveLength(detection.flagged);
    expect(flagged.every(({ q }) => q <= 0.2)).toBe(true);
    expect(results[0]).not.toHaveProperty('explanation');
    const [eleventh] = detection.top(1, { offset: 10 });
    expect(eleventh?.id).toBe(results[10]!.id);
    expect(eleventh?.rank).toBe(11);
  });

  it('is the same every time', () => {
    const { hypergraph } = recurringGroups(2, 300, 5);
    const once = detectAnomalies(hypergraph, { mode });
    const twice = detectAnomalies(hypergraph, { mode });
    expect(twice.scores).toEqual(once.scores);
    expect(twice.top(20)).toEqual(once.top(20));
  });

  it('finds swapped members among recurring groups', () => {
    for (const seed of [1, 2, 3]) {
      const { hypergraph, labels } = recurringGroups(seed, 3000, 40);
      const { scores } = detectAnomalies(hypergraph, { mode });
      const { auroc } = evaluateScores(scores.score, labels);
      expect(auroc).toBeGreaterThan(0.85);
    }
  });

  it('raises few alarms where all relations are alike', () => {
    for (const seed of [4, 5, 6]) {
      const { hypergraph } = recurringGroups(seed, 4000, 0);
      const { scores } = detectAnomalies(hypergraph, { mode });
      const below = (level: number) =>
        scores.p.filter((p) => p < level).length / scores.p.length;
      expect(below(0.1)).toBeGreaterThan(0.07);
      expect(below(0.1)).toBeLessThan(0.13);
      expect(below(0.01)).toBeLessThan(0.02);
      expect(below(0.001)).toBeLessThan(0.004);
      const alarms = scores.flagged.reduce((sum, flag) => sum + flag, 0);
      expect(alarms).toBeLessThan(5);
    }
  });

  it('finds intrusions in a month of log-ons, better together than by surprise alone', () => {
    for (const seed of [0, 3]) {
      const { hypergraph, labels } = authHypergraph({ edges: 8000, seed });
      const { scores, order, top } = detectAnomalies(hypergraph, { mode });
      const together = evaluateScores(scores.score, labels);
      const alone = evaluateScores(scores.heads.surprise!, labels);
      expect(together.auroc).toBeGreaterThan(0.94);
      expect(together.averagePrecision).toBeGreaterThan(0.6);
      expect(together.averagePrecision!).toBeGreaterThan(
        alone.averagePrecision!,
      );
      expect(labels[order[0]!]).toBe(1);
      expect(top(1)[0]?.explanation?.text).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('judges what comes after training by what came before', () => {
    const { hypergraph, labels } = authHypergraph({ edges: 8000 });
    const times = hypergraph.edgeTimes()!;
    const until = Date.parse('2026-05-15T00:00:00Z');
    const { trained, scores } = detectAnomalies(hypergraph, {
      mode,
      trainUntil: until,
    });
    const before = times.filter((time) => time < until).length;
    expect(trained).toEqual({ edges: before, until });
    const later = [...labels.keys()].filter((edge) => times[edge]! >= until);
    const { auroc } = evaluateScores(
      later.map((edge) => scores.score[edge]!),
      later.map((edge) => labels[edge]!),
    );
    expect(auroc).toBeGreaterThan(0.9);
  });

  it('scores nodes by their relations, in parts that add up', () => {
    const { hypergraph, labels, scenarios } = authHypergraph({ edges: 4000 });
    const detection = detectAnomalies(hypergraph, { of: 'nodes', mode });
    expect(detection.total).toBe(hypergraph.nodeCount);
    const results = detection.top(10);
    for (const { score, explanation } of results) {
      expect(Math.abs(sumOf(explanation!.parts) - score)).toBeLessThan(1e-9);
    }
    const [first] = results;
    const relations = hypergraph.nodeEdges(hypergraph.nodeIndex(first!.id));
    expect(relations.some((edge) => labels[edge] === 1)).toBe(true);
    expect(scenarios.some((name) => name !== '')).toBe(true);
  });

  it('weighs bursts by the weight of incidences', () => {
    const builder = new HypergraphBuilder();
    for (let day = 0; day < 30; day++) {
      const edge = builder.addNextEdge();
      builder.setEdge(edge, 'time', day * 86_400_000);
      for (const name of ['a', 'b']) {
        builder.addIncidence(edge, builder.addNode(name));
        builder.setIncidence('weight', day === 20 ? 90 : 1);
      }
    }
    const { volume, meanSurprise } = edgeScores(builder.build());
    // half the deviance of 90 against its mean on the other 29 days
    const usual = 29.5 / 30;
    const excess = 90 * Math.log(90 / usual) - 91 * Math.log(91 / (usual + 1));
    const strangeness = Math.max(0.1, 2 + meanSurprise[20]!);
    expect(volume?.[20]).toBeCloseTo(excess * strangeness, 9);
    expect(volume?.[3]).toBeLessThan(1);
  });

  it('has nothing to say about nothing', () => {
    const detection = detectAnomalies(hypergraphFromMembers([]), { mode });
    expect(detection).toMatchObject({ total: 0, flagged: 0, threshold: null });
    expect(detection.top(10)).toEqual([]);
    const [empty] = detectAnomalies(hypergraphFromMembers([[]]), { mode }).top(
      1,
    );
    expect(empty).toMatchObject({ score: 0, members: [], flagged: false });
  });

  it('refuses what it cannot do', () => {
    const hypergraph = hypergraphFromMembers([['a', 'b']]);
    const refusal = (options: Parameters<typeof detectAnomalies>[1]) =>
      expect(() => detectAnomalies(hypergraph, options)).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as Error,
      );
    refusal({ of: 'windows' });
    refusal({ head: 'unexpected' });
    refusal({ head: 'bursty' });
    refusal({ fdr: 0 });
    refusal({ fdr: 1 });
  });
});
