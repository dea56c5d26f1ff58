import { countEdgeMotifs } from '#compute/cpu/edge-motifs.ts';
import { closedTriples } from '#compute/cpu/motif-triangles.ts';
import {
  closedTriplesOnGpu,
  countEdgeMotifsOnGpu,
} from '#compute/gpu/motif-triangles.ts';
import { describe } from 'vitest';
import { describeBackends } from '../support/describe-backends.ts';
import {
  describeClosedTriples,
  describeEdgeMotifs,
} from './suites/motif-triangles.ts';

describe('closed triples', () => {
  describeBackends(
    describeClosedTriples,
    { js: closedTriples, gpu: closedTriplesOnGpu },
    { parts: true },
  );
});

describe('the 26 patterns', () => {
  describeBackends(describeEdgeMotifs, {
    js: countEdgeMotifs,
    gpu: countEdgeMotifsOnGpu,
  });
});
