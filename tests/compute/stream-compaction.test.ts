import { compact } from '#compute/cpu/stream-compaction.ts';
import { compactOnGpu } from '#compute/gpu/stream-compaction.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeCompaction } from './suites/stream-compaction.ts';

describeBackends(describeCompaction, { js: compact, gpu: compactOnGpu });
