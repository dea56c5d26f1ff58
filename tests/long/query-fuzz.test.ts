import { describe, expect, it } from 'vitest';
import { fuzzParser } from '../query/fuzz-parser.ts';

describe('100,000 spoilt queries', () => {
  it('parse, or are refused at a place in the text', () => {
    expect(fuzzParser(100_000, 7)).toBeGreaterThan(100);
  });
});
