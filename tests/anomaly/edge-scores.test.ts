import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { edgeScores, WEIGHTS } from '#anomaly/detectors/edge-scores.ts';
import {
  naiveCategorySurprise,
  naiveMemberSurprise,
  naiveTickExcess,
  type NaiveCase,
} from './naive-scores.ts';
import { buildSmall, smallCase, type SmallCase } from './small-hypergraphs.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

function naiveCase(
  hypergraph: Hypergraph,
  isTrained: (edge: number) => boolean = () => true,
): NaiveCase {
  const times = hypergraph.edgeTimes();
  return {
    hypergraph,
    isTrained,
    earlierOnly: false,
    moment: (edge) => binOf(times, edge, DAY),
    kind: (node) => JSON.stringify(hypergraph.nodeProperties.get('kind', node)),
  };
}

/** Bin of an edge's time; a bin of its own where it has none. */
function binOf(times: Float64Array | null, edge: number, width: number) {
  const bin = Math.floor((times?.[edge] ?? NaN) / width);
  return Number.isNaN(bin) ? 1e9 + edge : bin;
}

const edgesOf = (hypergraph: Hypergraph) =>
  Array.from({ length: hypergraph.edgeCount }, (_, edge) => edge);

describe('member surprise', () => {
  it('follows its definition on any small data set', () => {
    fc.assert(
      fc.property(smallCase, (small) => {
        const hypergraph = buildSmall(small);
        const scores = edgeScores(hypergraph);
        const input = naiveCase(hypergraph);
        for (const edge of edgesOf(hypergraph)) {
          const [from, to] = hypergraph.edges.offsets.subarray(edge, edge + 2);
          const fast = [...scores.memberSurprise.subarray(from, to)];
          naiveMemberSurprise(input, edge).forEach((naive, i) => {
            expect(fast[i]).toBeCloseTo(naive, 9);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(['static', 'stream'] as const)(
    'like every other kind of evidence follows it in %s mode, before the end of training',
    (mode) => {
      fc.assert(
        fc.property(smallCase, (small) => {
          fc.pre(small.timed);
          const hypergraph = buildSmall(small);
          const until = 9.5 * DAY;
          const times = hypergraph.edgeTimes();
          const scores = edgeScores(hypergraph, {
            mode,
            trainUntil: until,
            moment: DAY,
            tick: HOUR,
          });
          const input = {
            ...naiveCase(hypergraph, (e) => (times?.[e] ?? NaN) < until),
            earlierOnly: mode === 'stream',
          };
          const tick = (e: number) => binOf(times, e, HOUR);
          const colours = hypergraph.edgeProperties.column('colour');
          const values = edgesOf(hypergraph).map(
            (e) => (colours?.get(e) ?? null) as string | null,
          );
          const colour = scores.categories.find((c) => c.name === 'colour');
          for (const edge of edgesOf(hypergraph)) {
            const [from, to] = hypergraph.edges.offsets.subarray(
              edge,
              edge + 2,
            );
            const fast = [...scores.memberSurprise.subarray(from, to)];
            naiveMemberSurprise(input, edge).forEach((naive, i) => {
              expect(fast[i]).toBeCloseTo(naive, 9);
            });
            const mean = scores.meanSurprise[edge]!;
            const excess = Number.isNaN(times?.[edge])
              ? 0
              : naiveTickExcess(input, edge, tick);
            const burst = excess * Math.max(0.1, 2 + mean);
            expect(scores.bursty![edge]).toBeCloseTo(burst, 9);
            if (colour) {
              const naive = naiveCategorySurprise(input, edge, values);
              expect(colour.surprise[edge]).toBeCloseTo(naive, 9);
            }
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('is zero where blind chance would do as well', () => {
    // two moments of the same three nodes leave a uniform guess over the other two
    const scores = edgeScores(
      hypergraphFromMembers([
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ]),
    );
    for (const surprise of scores.memberSurprise) {
      // P(v | u) = (1/2 + (1 + 1)/3) / (1 + 1 + 1), N = 3
      expect(surprise).toBeCloseTo(-Math.log(((1 / 2 + 2 / 3) / 3) * 3), 12);
    }
  });

  it('pairs each of many members with twelve', () => {
    const many = Array.from({ length: 40 }, (_, i) => `n${i}`);
    const scores = edgeScores(
      hypergraphFromMembers([many, many, ['n0', 'n1']]),
    );
    expect(scores.memberSurprise).toHaveLength(82);
    expect(scores.memberSurprise.every(Number.isFinite)).toBe(true);
    // n20 meets its neighbours n14 … n26 only, with weight 1/12 each
    const p = (1 / 12 + (1 + 1) * (1.5 / 62)) / (1 + 1 + 1);
    expect(scores.memberSurprise[20]).toBeCloseTo(-Math.log(40 * p), 9);
  });
});

describe('a static score', () => {
  it('is the sum of its weighted kinds of evidence', () => {
    fc.assert(
      fc.property(smallCase, (small) => {
        const hypergraph = buildSmall(small);
        const scores = edgeScores(hypergraph);
        for (const edge of edgesOf(hypergraph)) {
          const sum =
            WEIGHTS.surprise * scores.surprise[edge]! +
            scores.categories.reduce(
              (total, { weight, surprise }) => total + weight * surprise[edge]!,
              0,
            ) +
            WEIGHTS.burst * Math.log(1 + (scores.bursty?.[edge] ?? 0));
          expect(scores.combined[edge]).toBeCloseTo(sum, 9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on how nodes are named and ordered', () => {
    fc.assert(
      fc.property(
        smallCase,
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }),
        (small, permutation) => {
          const relabelled: SmallCase = {
            ...small,
            rows: small.rows.map((row) => ({
              ...row,
              members: [...row.members].reverse(),
            })),
          };
          const before = edgeScores(buildSmall(small)).combined;
          const after = edgeScores(
            buildSmall(relabelled, (n) => `x${permutation[n]!}`),
          ).combined;
          before.forEach((score, edge) => {
            expect(after[edge]).toBeCloseTo(score, 9);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('permutes with the relations', () => {
    fc.assert(
      fc.property(smallCase, (small) => {
        const forward = buildSmall({ ...small, timed: false });
        const backward = buildSmall({
          ...small,
          timed: false,
          rows: [...small.rows].reverse(),
        });
        const before = edgeScores(forward).combined;
        const after = edgeScores(backward).combined.slice().reverse();
        before.forEach((score, edge) => {
          expect(after[edge]).toBeCloseTo(score, 9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is finite for nothing, empty, single and lone relations', () => {
    for (const relations of [
      [],
      [[]],
      [['a']],
      [['a', 'b']],
      [[], ['a'], []],
    ]) {
      const scores = edgeScores(hypergraphFromMembers(relations));
      expect(scores.combined).toHaveLength(relations.length);
      expect(scores.combined.every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses a moment shorter than its tick', () => {
    const hypergraph = buildSmall({ rows: [], kinds: 1, timed: true });
    expect(() => edgeScores(hypergraph, { moment: 10, tick: 20 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as Error,
    );
  });

  it('stops when told to', () => {
    const hypergraph = buildSmall({ rows: [], kinds: 1, timed: true });
    expect(() => edgeScores(hypergraph, { signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: 'CANCELLED' }) as Error,
    );
  });
});
