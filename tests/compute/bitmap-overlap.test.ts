import { overlapMatrix } from '#compute/cpu/bitmap-overlap.ts';
import { overlapMatrixOnGpu } from '#compute/gpu/bitmap-overlap.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeBitmapOverlap } from './suites/bitmap-overlap.ts';

describeBackends(
  describeBitmapOverlap,
  { js: overlapMatrix, gpu: overlapMatrixOnGpu },
  { parts: true },
);
