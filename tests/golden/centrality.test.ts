import { beforeAll, describe, it, expect } from 'vitest';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeCloseness } from '#topology/centrality/closeness.ts';
import { computeEccentricity } from '#topology/centrality/eccentricity.ts';
import { computeHarmonic } from '#topology/centrality/harmonic.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { describeShared } from '../support/shared.ts';
import { expectClose } from './close-to.ts';
import {
  goldenNames,
  readGoldenSet,
  type GoldenSet,
  type GoldenSide,
} from './golden-set.ts';

const levels = ['1', '2', '3', '4', '5'];
const sides = ['edges', 'nodes'] as const;

/** Golden values that took their library too long to compute. */
const ABSENT = 'the golden file has no value here';

describeShared('golden centrality', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    describe.each(sides)('of %s', (of) => {
      describe.each(levels)('at s = %s', (level) => {
        const options = { s: Number(level), of };
        let set: GoldenSet;
        let golden: GoldenSide;
        beforeAll(() => {
          set = readGoldenSet(name);
          golden = set.results.s[level]![of];
        });

        /** Scores of the elements golden lists, in its order. */
        function listed(scores: Float64Array): Float64Array {
          return Float64Array.from(set.index[of], (i) => scores[i]!);
        }

        /** 2/((n − 1)(n − 2)) for the elements golden counts, and for all. */
        function factors(): { golden: number; all: number } {
          const factor = (n: number) => 2 / ((n - 1) * (n - 2));
          const { hypergraph, index } = set;
          return {
            golden: factor(index[of].length),
            all: factor(
              of === 'edges' ? hypergraph.edgeCount : hypergraph.nodeCount,
            ),
          };
        }

        it('has the betweenness', ({ skip }) => {
          const values = golden.betweenness_normalized;
          if (!values) return skip(ABSENT);
          const factor = factors();
          const raw = values.map((value) => value / factor.golden);
          expectClose(listed(computeBetweenness(set.hypergraph, options)), raw);
          const normalized = { ...options, normalized: true };
          expectClose(
            listed(computeBetweenness(set.hypergraph, normalized)),
            raw.map((value) => value * factor.all),
          );
        });

        it('has the betweenness without a stored line graph', ({ skip }) => {
          const values = golden.betweenness_normalized;
          if (!values) return skip(ABSENT);
          const factor = factors().golden;
          expectClose(
            listed(
              computeBetweenness(set.hypergraph, {
                ...options,
                maxStoredPairs: 0,
              }),
            ),
            values.map((value) => value / factor),
          );
        });

        it('has the closeness', ({ skip }) => {
          if (!golden.closeness) return skip(ABSENT);
          expectClose(
            listed(computeCloseness(set.hypergraph, options)),
            golden.closeness,
          );
        });

        it('has the harmonic closeness', ({ skip }) => {
          if (!golden.harmonic_raw) return skip(ABSENT);
          const raw = computeHarmonic(set.hypergraph, options);
          expectClose(listed(raw), golden.harmonic_raw);
          const normalized = computeHarmonic(set.hypergraph, {
            ...options,
            normalized: true,
          });
          const { golden: theirs, all: ours } = factors();
          expectClose(
            listed(normalized).slice(0, 5),
            (golden.harmonic_hnx_normalized_first5 ?? []).map(
              (value) => (value / theirs) * ours,
            ),
          );
        });

        it('has the eccentricities', ({ skip }) => {
          const values = golden.eccentricity_per_component;
          if (!values) return skip(ABSENT);
          const scores = computeEccentricity(set.hypergraph, options);
          expectClose(listed(scores), values);
        });

        it('has the diameter of every component', ({ skip }) => {
          const diameters = golden.diameters?.per_component_sorted_desc;
          if (!diameters) return skip(ABSENT);
          const eccentricity = computeEccentricity(set.hypergraph, options);
          const { labels, count } = computeComponents(set.hypergraph, options);
          const largest = new Array<number>(count).fill(0);
          labels.forEach((label, element) => {
            largest[label] = Math.max(largest[label]!, eccentricity[element]!);
          });
          const descending = largest.sort((a, b) => b - a);
          expect(descending.slice(0, diameters.length)).toEqual(diameters);
        });
      });
    });
  });
});
