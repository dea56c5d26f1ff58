import { walkRank } from '#compute/cpu/walk-rank.ts';
import { walkRankOnGpu } from '#compute/gpu/walk-rank.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeWalkRank } from './suites/walk-rank.ts';

describeBackends(
  describeWalkRank,
  { js: walkRank, gpu: walkRankOnGpu },
  { parts: true },
);
