import { copyWords } from '#compute/cpu/copy.ts';
import { copyWordsOnGpu } from '#compute/gpu/copy.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeCopy } from './suites/copy.ts';

describeBackends(
  describeCopy,
  { js: copyWords, gpu: copyWordsOnGpu },
  { parts: true },
);
