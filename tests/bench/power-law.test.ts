import { describe, expect, it } from 'vitest';
import { generatePowerLaw, memberChecksum } from './power-law.ts';

describe('the power-law generator', () => {
  it('makes the reference hypergraph of 10⁵ incidences', () => {
    const { edges } = generatePowerLaw(100_000, 42);
    expect(edges.offsets.length - 1).toBe(16_553);
    expect(memberChecksum(edges)).toBe(1_029_077_485);
  });
});
