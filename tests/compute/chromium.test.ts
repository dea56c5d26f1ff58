import { afterAll, describe } from 'vitest';
import type { Backend } from '../support/describe-backends.ts';
import { openKernelPage } from '../support/kernel-page.ts';
import type { gpuKernels } from './page/run-kernel.ts';
import { describeBitmapOverlap } from './suites/bitmap-overlap.ts';
import {
  describeGraphLevels,
  describeIncidenceLevels,
} from './suites/breadth-first.ts';
import {
  describeComponents,
  describeSComponents,
} from './suites/components.ts';
import { describeCopy } from './suites/copy.ts';
import { describeCorePeeling } from './suites/core-peeling.ts';
import { describeDegrees, describeWeightedDegrees } from './suites/degree.ts';
import { describeLayoutStep } from './suites/force-layout.ts';
import { describeGf2Rank } from './suites/gf2-rank.ts';
import { describeEdgeMotifs } from './suites/motif-triangles.ts';
import { describeOverlapTile } from './suites/overlap-tile.ts';
import { describeOverlapPairs } from './suites/overlap-wedges.ts';
import { describePairSketch } from './suites/pair-sketch.ts';
import { describePrefixSum } from './suites/prefix-sum.ts';
import { describeSortPairs } from './suites/radix-sort.ts';
import { describeSparseProduct } from './suites/sparse-product.ts';
import { describeCompaction } from './suites/stream-compaction.ts';
import { describeToplexFilter } from './suites/toplex-filter.ts';
import { describeWalkRank } from './suites/walk-rank.ts';

// The suites that Node passes, on the same shaders, in a page.
const page = await openKernelPage();
afterAll(() => page.close());

function backend<Args extends readonly unknown[], Result>(
  name: keyof typeof gpuKernels,
): Backend<Args, Result> {
  return {
    run: async (...args) => (await page.run(name, args)) as Result,
    runs: 5,
    isTwin: false,
  };
}

describe.skipIf(!page.hasAdapter)('gpu in Chromium', () => {
  describe('bit sets', () => describeBitmapOverlap(backend('overlapMatrix')));
  describe('components', () => describeComponents(backend('componentRoots')));
  describe('compaction', () => describeCompaction(backend('compact')));
  describe('copy', () => describeCopy(backend('copyWords')));
  describe('cores', () => describeCorePeeling(backend('coreNumbers')));
  describe('degrees', () => describeDegrees(backend('degrees')));
  describe('rank over GF(2)', () => describeGf2Rank(backend('gf2Rank')));
  describe('h-motifs', () => describeEdgeMotifs(backend('edgeMotifs')));
  describe('layout', () => describeLayoutStep(backend('layoutStep')));
  describe('levels in a graph', () =>
    describeGraphLevels(backend('graphLevels')));
  describe('levels over incidence', () =>
    describeIncidenceLevels(backend('incidenceLevels')));
  describe('maximal rows', () => describeToplexFilter(backend('maximalRows')));
  describe('overlap by tiles', () =>
    describeOverlapTile(backend('overlapsOfRows')));
  describe('overlap pairs', () =>
    describeOverlapPairs(backend('overlapPairs')));
  describe('pairs of members', () =>
    describePairSketch(backend('pairMeetings')));
  describe('prefix sum', () => describePrefixSum(backend('prefixSum')));
  describe('s-components', () => describeSComponents(backend('sComponents')));
  describe('sort of pairs', () => describeSortPairs(backend('sortPairs')));
  describe('sparse product', () =>
    describeSparseProduct(backend('sparseProduct')));
  describe('walk', () => describeWalkRank(backend('walkRank')));
  describe('weighted degrees', () =>
    describeWeightedDegrees(backend('weightedDegrees')));
});
