import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import { groupTraffic } from '#anomaly/evaluation/group-traffic.ts';
import {
  continueModel,
  scoreWithModel,
  trainModel,
  type AnomalyModel,
  type ModelSettings,
} from '#anomaly/model/anomaly-model.ts';
import { decodeState, encodeState } from '#anomaly/model/model-state.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import { Random } from '#numeric/random.ts';
import { authHypergraph } from './auth-hypergraph.ts';

/** Relations of a generated stream, five of a time. */
function traffic(from: number, to: number): Hypergraph {
  const { relations } = groupTraffic(new Random(3), {
    relations: 600,
    planted: 0,
  });
  const builder = new HypergraphBuilder();
  for (let i = from; i < to; i++) {
    const edge = builder.addEdge(`e${i}`);
    for (const member of relations[i]?.members ?? []) {
      builder.addIncidence(edge, builder.addNode(`n${member}`));
    }
    builder.setEdge(edge, 'time', 1000 * Math.floor(i / 5));
  }
  return builder.build();
}

const stream: ModelSettings = { mode: 'stream', seed: 4 };
const fixed: ModelSettings = { mode: 'static', seed: 0 };

function stateOf({ stream: state }: AnomalyModel): Uint8Array {
  if (!state) throw new Error('no stream model');
  return encodeState(state);
}

describe('a stream model', () => {
  it('continued within a tick is the one trained from scratch, bit for bit', () => {
    const whole = trainModel(traffic(0, 600), stream);
    const first = trainModel(traffic(0, 403), stream);
    const before = stateOf(first);
    const continued = continueModel(first, traffic(403, 600));
    expect(Buffer.compare(stateOf(continued), stateOf(whole))).toBe(0);
    expect(continued.relations.edges).toEqual(whole.relations.edges);
    // the old one stays as it was
    expect(Buffer.compare(stateOf(first), before)).toBe(0);
  });

  it('scores the same after its bytes were written and read', () => {
    const model = trainModel(traffic(0, 400), stream);
    const read = { ...model, stream: decodeState(stateOf(model)) };
    const fresh = traffic(400, 600);
    const scores = scoreWithModel(model, fresh).scores;
    expect(scoreWithModel(read, fresh).scores.p).toEqual(scores.p);
    expect(() => decodeState(stateOf(model).subarray(0, 99))).toThrow('cut');
  });

  it('scores as detection that stops to learn there does', () => {
    const whole = traffic(0, 600);
    const until = 80_000;
    const detected = detectAnomalies(whole, {
      mode: 'stream',
      seed: 4,
      trainUntil: until,
    });
    const early = trainModel(traffic(0, 400), stream);
    const scored = scoreWithModel(early, traffic(400, 600));
    expect(scored.total).toBe(200);
    expect(scored.trained).toEqual({ edges: 400, until: 79_000 });
    // tables are larger, so slots differ and with them what is forgotten: nothing here
    const late = detected.scores.score.subarray(400);
    scored.scores.score.forEach((score, i) => {
      expect(score).toBeCloseTo(late[i] ?? NaN, 9);
    });
    const [best] = scored.top(1);
    const sum = best?.explanation?.parts.reduce(
      (total, { contribution }) => total + contribution,
      0,
    );
    expect(sum).toBeCloseTo(best?.score ?? NaN, 9);
    expect(best?.id).toMatch(/^e[45]/);
  });

  it('refuses relations from before its last one', () => {
    const model = trainModel(traffic(300, 600), stream);
    expect(() => continueModel(model, traffic(0, 300))).toThrow('go back');
  });
});

describe('a static model', () => {
  it('continued is the one trained from scratch, and finds what is planted', () => {
    const { hypergraph, labels } = authHypergraph({
      edges: 6000,
      anomalies: 60,
      seed: 0,
    });
    const indices = Array.from(labels, (_, edge) => edge);
    const part = (from: number, to: number): Hypergraph =>
      restrictToEdges(hypergraph, indices.slice(from, to));
    const count = labels.length;
    const cut = Math.floor(count / 3);
    const first = trainModel(part(0, cut), fixed);
    const continued = continueModel(first, part(cut, 2 * cut));
    const whole = trainModel(part(0, 2 * cut), fixed);
    const fresh = part(2 * cut, count);
    const a = scoreWithModel(continued, fresh);
    const b = scoreWithModel(whole, fresh);
    expect(a.scores.score).toEqual(b.scores.score);
    expect(a.scores.p).toEqual(b.scores.p);
    const planted = Array.from(a.order.subarray(0, 20)).filter(
      (edge) => labels[2 * cut + edge] === 1,
    );
    expect(planted.length).toBeGreaterThan(10);
  });

  it('refuses to be trained on nothing', () => {
    expect(() => trainModel(traffic(0, 0), fixed)).toThrow('no relations');
  });
});
