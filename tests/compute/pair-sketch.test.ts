import { pairMeetings } from '#compute/cpu/pair-sketch.ts';
import { pairMeetingsOnGpu } from '#compute/gpu/pair-sketch.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describePairSketch } from './suites/pair-sketch.ts';

describeBackends(
  describePairSketch,
  { js: pairMeetings, gpu: pairMeetingsOnGpu },
  { parts: true },
);
