import { describe, expect, it } from 'vitest';
import { anomaly, hypergraphFromMembers } from '#index.ts';

describe('the library', () => {
  it('trains a model, goes on from it, scores with it and compares', () => {
    const team = (from: number) =>
      hypergraphFromMembers(
        Array.from({ length: 40 }, (_, i) => [
          `m${(from + i) % 4}`,
          `m${(from + i + 1) % 4}`,
        ]),
      );
    const model = anomaly.train(team(0), { mode: 'static', seed: 0 });
    const more = anomaly.continueTraining(model, team(1));
    expect(more.relations.edgeCount).toBe(80);
    const fresh = hypergraphFromMembers([
      ['m0', 'm1'],
      ['m0', 'stranger'],
    ]);
    const ranking = anomaly.scoreWith(more, fresh);
    expect(ranking.top(1)[0]?.members).toContain('stranger');
    const before = anomaly.scoreWith(model, fresh);
    expect(anomaly.compare(before, ranking).rankCorrelation).toBe(1);
  });
});
