import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOverlapPairs as countOnJs,
  overlapPairs as overlapOnJs,
} from '#compute/cpu/overlap-pairs.ts';
import type { RanOn } from '#compute/backend.ts';
import {
  countOverlapPairs,
  earlierRows,
  overlapPairs,
  type OverlapOptions,
} from '#compute/wasm/overlap-pairs.ts';
import { rowCount, transpose, type Incidence } from '#hypergraph/incidence.ts';
import { Random } from '#numeric/random.ts';
import { goldenNames, readGoldenSet } from '../golden/golden-set.ts';
import { describeShared } from '../support/shared.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { degenerate, hypergraphOf } from '../support/plain-hypergraph.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { expectWords } from '../support/expect-words.ts';
import { withKernelThreads } from '../support/kernel-threads.ts';

withKernelThreads(2);

const ways: readonly OverlapOptions[] = [
  {},
  { method: 'pairs', threads: 1 },
  { method: 'counting', threads: 1 },
  { method: 'pairs', threads: 2 },
  { method: 'counting', threads: 2 },
];

function agree(rows: Incidence, columns: Incidence, s: number): void {
  const expected = overlapOnJs(rows, columns, s);
  const { offsets, neighbors, overlaps } = expected;
  const later = { offsets, members: neighbors };
  const earlier = transpose(later, rowCount(rows));
  for (const way of ways) {
    const found = overlapPairs(rows, columns, s, way);
    expectWords(found.offsets, offsets);
    expectWords(found.neighbors, neighbors);
    expectWords(found.overlaps, overlaps);
    const count = countOverlapPairs(rows, columns, s, way);
    expect(count).toBe(neighbors.length);
    const { offsets: starts, members } = earlierRows(rows, columns, s, way);
    expectWords(starts, earlier.offsets);
    for (let row = 0; row < rowCount(rows); row++) {
      members.subarray(starts[row], starts[row + 1]).sort();
    }
    expectWords(members, earlier.members);
  }
}

describe('overlap pairs in WebAssembly equal plain JavaScript', () => {
  it('on arbitrary hypergraphs', () => {
    fc.assert(
      fc.property(
        lumpyHypergraph,
        fc.integer({ min: 1, max: 8 }),
        ({ edges, nodes }, s) => {
          agree(edges, nodes, s);
          agree(nodes, edges, s);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(degenerate)('on %s', (_, { edges, nodes }) => {
    for (const s of [1, 2, 3, 4, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      agree(edges, nodes, s);
    }
  });

  it.each([1, 2, 3, 4, 8])('on a power-law hypergraph, s = %i', (s) => {
    const { edges, nodes } = powerLawHypergraph(s === 1 ? 3_000 : 20_000, 5);
    agree(edges, nodes, s);
    agree(nodes, edges, s);
  });

  it.each([255, 256, 300, 1000])('with rows of %i members', (size) => {
    const random = new Random(size);
    const draw = () =>
      Array.from({ length: size + 40 }, (_, node) => node).filter(
        () => random.nextUint32() % (size + 40) < size,
      );
    const { edges, nodes } = hypergraphOf(
      size + 40,
      Array.from({ length: 12 }, draw),
    );
    for (const s of [1, 2, 5, 30, size - 60, size]) agree(edges, nodes, s);
  });
});

describeShared('the golden sets', 'golden', () => {
  it.each(goldenNames())('%s', (name) => {
    const { edges, nodes } = readGoldenSet(name).hypergraph;
    for (let s = 1; s <= 8; s++) {
      agree(edges, nodes, s);
      agree(nodes, edges, s);
    }
  });
});

describe('many pairs', () => {
  // 3,000 rows share one column: 4.5 million pairs, several blocks of memory
  const { edges, nodes } = hypergraphOf(
    3001,
    Array.from({ length: 3000 }, (_, edge) => [edge, 3000]),
  );

  it.each(ways)('grow their room: %o', (way) => {
    const expected = (3000 * 2999) / 2;
    expect(countOverlapPairs(edges, nodes, 1, way)).toBe(expected);
    const { members } = earlierRows(edges, nodes, 1, way);
    expect(members.length).toBe(expected);
    const pairs = overlapPairs(edges, nodes, 1, way);
    expect(pairs.neighbors.length).toBe(expected);
    expect(pairs.neighbors.slice(0, 2999)).toEqual(
      Uint32Array.from({ length: 2999 }, (_, i) => i + 1),
    );
  });

  it.each(ways)('stop when told so: %o', (way) => {
    let looks = 0;
    const signal = {
      get aborted() {
        return ++looks > 1;
      },
    };
    const large = powerLawHypergraph(100_000, 3);
    expect(() =>
      overlapPairs(large.edges, large.nodes, 1, { ...way, signal }),
    ).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
    // and leave the kernels usable
    expect(countOverlapPairs(edges, nodes, 1, way)).toBe((3000 * 2999) / 2);
  });

  it('report progress to the end', () => {
    const seen: [number, number][] = [];
    const onProgress = (done: number, total: number) =>
      void seen.push([done, total]);
    countOverlapPairs(edges, nodes, 1, { onProgress });
    expect(seen.at(-1)).toEqual([rowCount(edges), rowCount(edges)]);
  });
});

describe('threads', () => {
  const { edges, nodes } = powerLawHypergraph(100_000, 42);

  it.each(['pairs', 'counting'] as const)(
    'do not change the order of stored pairs: %s',
    (method) => {
      const [one, ...others] = [1, 2, 2, 2].map((threads) =>
        earlierRows(edges, nodes, 2, { method, threads }),
      );
      for (const other of others) {
        expectWords(other.offsets, one!.offsets);
        expectWords(other.members, one!.members);
      }
    },
  );

  it('are used as asked, and said so', () => {
    const ran: RanOn[] = [];
    const onRan = (facts: RanOn) => void ran.push(facts);
    for (const threads of [1, 2]) {
      countOverlapPairs(edges, nodes, 2, { threads, onRan });
    }
    expect(ran).toEqual([
      { backend: 'wasm', threads: 1 },
      { backend: 'wasm', threads: 2 },
    ]);
    expect(countOverlapPairs(edges, nodes, 2)).toBe(countOnJs(edges, nodes, 2));
  });
});
