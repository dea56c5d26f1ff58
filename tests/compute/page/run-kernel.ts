import { ComputeDevice } from '#compute/compute-device.ts';
import { overlapMatrixOnGpu } from '#compute/gpu/bitmap-overlap.ts';
import {
  graphLevelsOnGpu,
  incidenceLevelsOnGpu,
} from '#compute/gpu/breadth-first.ts';
import {
  componentRootsOnGpu,
  sComponentsOnGpu,
} from '#compute/gpu/components.ts';
import { coreNumbersOnGpu } from '#compute/gpu/core-peeling.ts';
import { degreesOnGpu, weightedDegreesOnGpu } from '#compute/gpu/degree.ts';
import { gf2RankOnGpu } from '#compute/gpu/gf2-rank.ts';
import { layoutStepOnGpu } from '#compute/gpu/force-layout.ts';
import { countEdgeMotifsOnGpu } from '#compute/gpu/motif-triangles.ts';
import { copyWordsOnGpu } from '#compute/gpu/copy.ts';
import { overlapPairsOnGpu } from '#compute/gpu/overlap-pairs.ts';
import { overlapsOfRowsOnGpu } from '#compute/gpu/overlap-tile.ts';
import { pairMeetingsOnGpu } from '#compute/gpu/pair-sketch.ts';
import { prefixSumOnGpu } from '#compute/gpu/prefix-sum.ts';
import { sortKeysOnGpu, sortPairsOnGpu } from '#compute/gpu/radix-sort.ts';
import { sparseProductOnGpu } from '#compute/gpu/sparse-product.ts';
import { compactOnGpu } from '#compute/gpu/stream-compaction.ts';
import { maximalRowsOnGpu } from '#compute/gpu/toplex-filter.ts';
import { walkRankOnGpu } from '#compute/gpu/walk-rank.ts';
import { fetchShader } from '#compute/shader-text.ts';
import { fromJson, toJson } from './plain-data.ts';

/** What a page can be asked to run. */
export const gpuKernels = {
  compact: compactOnGpu,
  componentRoots: componentRootsOnGpu,
  copyWords: copyWordsOnGpu,
  coreNumbers: coreNumbersOnGpu,
  degrees: degreesOnGpu,
  edgeMotifs: countEdgeMotifsOnGpu,
  gf2Rank: gf2RankOnGpu,
  graphLevels: graphLevelsOnGpu,
  incidenceLevels: incidenceLevelsOnGpu,
  layoutStep: layoutStepOnGpu,
  maximalRows: maximalRowsOnGpu,
  overlapMatrix: overlapMatrixOnGpu,
  overlapPairs: overlapPairsOnGpu,
  overlapsOfRows: overlapsOfRowsOnGpu,
  pairMeetings: pairMeetingsOnGpu,
  prefixSum: prefixSumOnGpu,
  sComponents: sComponentsOnGpu,
  sortKeys: sortKeysOnGpu,
  sortPairs: sortPairsOnGpu,
  sparseProduct: sparseProductOnGpu,
  walkRank: walkRankOnGpu,
  weightedDegrees: weightedDegreesOnGpu,
};

let opened: Promise<ComputeDevice | undefined> | undefined;

function device(): Promise<ComputeDevice | undefined> {
  return (opened ??= ComputeDevice.open({
    gpu: navigator.gpu,
    readShader: fetchShader,
    defaultLimits: true,
    checked: true,
  }));
}

/** Called from the test; arguments (a list) and answer are JSON as `toJson` makes it. */
export interface KernelPage {
  hasAdapter(): Promise<boolean>;
  run(name: string, args: string): Promise<string>;
}

type AnyKernel = (
  device: ComputeDevice | undefined,
  ...args: unknown[]
) => Promise<unknown>;

const page: KernelPage = {
  hasAdapter: async () => (await device()) !== undefined,
  run: async (name, args) => {
    const kernel = gpuKernels[name as keyof typeof gpuKernels] as AnyKernel;
    return toJson(
      await kernel(await device(), ...(fromJson(args) as unknown[])),
    );
  },
};
Object.assign(globalThis, { kernelPage: page });
