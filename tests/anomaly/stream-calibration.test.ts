import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import { groupTraffic } from '#anomaly/evaluation/group-traffic.ts';
import { withJitteredTimes } from '#anomaly/evaluation/leak-check.ts';
import { plantAnomalies } from '#anomaly/evaluation/planted-stream.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { Random } from '#numeric/random.ts';
import type { TimedRelation } from '#anomaly/evaluation/planted-stream.ts';

/** Relations as hyperedges, a unit of time a minute. */
function timedHypergraph(relations: readonly TimedRelation[]): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (const { members, time } of relations) {
    const edge = builder.addNextEdge();
    builder.setEdge(edge, 'time', 60_000 * time);
    for (const member of members) {
      builder.addIncidence(edge, builder.addNode(`n${member}`));
    }
  }
  return builder.build();
}

const sum = (items: readonly { readonly contribution: number }[]) =>
  items.reduce((total, { contribution }) => total + contribution, 0);

describe('stream mode of detectAnomalies', () => {
  it('promises chances that hold where relations are alike', () => {
    for (const seed of [1, 2, 3]) {
      const options = { relations: 12_000, planted: 0 };
      const { relations } = groupTraffic(new Random(seed), options);
      const { scores } = detectAnomalies(timedHypergraph(relations));
      // the first relations of a stream have little to be compared with
      const p = scores.p.subarray(2000);
      const below = (level: number) =>
        p.filter((value) => value < level).length / p.length;
      expect(below(0.1)).toBeGreaterThan(0.07);
      expect(below(0.1)).toBeLessThan(0.12);
      expect(below(0.01)).toBeGreaterThan(0.002);
      expect(below(0.01)).toBeLessThan(0.012);
      expect(below(0.001)).toBeLessThan(0.003);
    }
  });

  it('has every head but volume, and parts that add up for each', () => {
    const random = new Random(9);
    const { relations } = groupTraffic(random, { relations: 2500, planted: 0 });
    const stream = plantAnomalies(relations, 'burst', random, { count: 40 });
    const hypergraph = timedHypergraph(stream.relations);
    for (const head of [
      'combined',
      'unexpected',
      'surprise',
      'recent',
      'bursty',
    ] as const) {
      const detection = detectAnomalies(hypergraph, { head });
      expect(detection.scores.heads.volume).toBeNull();
      for (const { score, explanation } of detection.top(30)) {
        expect(Math.abs(sum(explanation!.parts) - score)).toBeLessThan(1e-9);
        expect(explanation!.members.length).toBeGreaterThan(0);
      }
    }
    const { order, top } = detectAnomalies(hypergraph);
    const first = Array.from(order.subarray(0, 10));
    const hits = first.filter((edge) => stream.labels[edge] === 1).length;
    expect(hits).toBeGreaterThan(6);
    expect(top(1)[0]?.explanation?.text).toMatch(/^[A-Z].*\.$/);
  });

  it('stops learning where training ends', () => {
    const { relations } = groupTraffic(new Random(4), {
      relations: 1500,
      planted: 0,
    });
    const hypergraph = timedHypergraph(relations);
    const cut = 60_000 * 150;
    const frozen = detectAnomalies(hypergraph, { trainUntil: cut });
    const free = detectAnomalies(hypergraph);
    const times = hypergraph.edgeTimes()!;
    const differs = (edge: number) =>
      frozen.scores.score[edge] !== free.scores.score[edge];
    const edges = [...times.keys()];
    expect(edges.filter((edge) => times[edge]! < cut).some(differs)).toBe(
      false,
    );
    expect(edges.filter((edge) => times[edge]! > cut).some(differs)).toBe(true);
  });
});

describe('withJitteredTimes', () => {
  it('moves what is planted and nothing else', () => {
    const random = new Random(2);
    const { relations } = groupTraffic(random, { relations: 3000, planted: 0 });
    const planted = plantAnomalies(relations, 'uniform-swap', random);
    const jittered = withJitteredTimes(planted, random);
    const pick = ({ relations: all, labels }: typeof planted, label: number) =>
      all.filter((_, i) => labels[i] === label);
    expect(pick(jittered, 0)).toEqual(pick(planted, 0));
    const members = (label: typeof planted) =>
      pick(label, 1)
        .map(({ members: list }) => list.join())
        .sort();
    expect(members(jittered)).toEqual(members(planted));
    expect(pick(jittered, 1)).not.toEqual(pick(planted, 1));
  });
});
