import { gf2Rank } from '#compute/cpu/gf2-rank.ts';
import { gf2RankOnGpu } from '#compute/gpu/gf2-rank.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeGf2Rank } from './suites/gf2-rank.ts';

describeBackends(
  describeGf2Rank,
  { js: gf2Rank, gpu: gf2RankOnGpu },
  { parts: true },
);
