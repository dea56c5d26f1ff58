import { describe, it } from 'vitest';
import { fuzzReader } from '../formats/damaged-text.ts';
import { textReaders } from '../formats/reader-samples.ts';

const RUNS = 100_000;

describe('every reader of text, damaged 100,000 times', () => {
  it.each(textReaders.map((each) => [each.reader.name, each] as const))(
    '%s',
    (_name, { reader, sample }) => fuzzReader(reader, sample, RUNS),
  );
});
