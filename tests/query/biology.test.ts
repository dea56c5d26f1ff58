import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hypergeometricTail,
  overRepresentation,
} from '#query/genes/over-representation.ts';
import { reduceRedundancy } from '#query/genes/redundant-sets.ts';
import { hasShared, sharedPath } from '../support/shared.ts';

/** n over k, exactly. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let i = 1; i <= k; i++) {
    value = (value * BigInt(n - k + i)) / BigInt(i);
  }
  return value;
}

/** The tail as a fraction of integers, with 18 digits. */
function exactTail(k: number, [n, m, d]: [number, number, number]): number {
  let sum = 0n;
  for (let i = k; i <= Math.min(m, d); i++) {
    sum += choose(m, i) * choose(n - m, d - i);
  }
  const total = choose(n, d);
  if (sum === 0n) return 0;
  // Scaled so that small chances keep their digits.
  const digits = total.toString().length - sum.toString().length + 18;
  return Number((sum * 10n ** BigInt(digits)) / total) / 10 ** digits;
}

describe('the hypergeometric tail', () => {
  it('is the exact fraction to 1e-9', () => {
    const urn = fc
      .tuple(fc.integer({ min: 1, max: 400 }), fc.nat(400), fc.nat(400))
      .map(([n, m, d]) => [n, Math.min(m, n), Math.min(d, n)] as const);
    fc.assert(
      fc.property(urn, fc.nat(60), ([population, marked, drawn], least) => {
        const exact = exactTail(least, [population, marked, drawn]);
        const found = hypergeometricTail(least, { population, marked, drawn });
        if (exact < 1e-280) return;
        expect(Math.abs(found / exact - 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('holds at the size of a genome', () => {
    const urn = { population: 20_000, marked: 200, drawn: 300 };
    const exact = exactTail(12, [20_000, 200, 300]);
    expect(hypergeometricTail(12, urn) / exact).toBeCloseTo(1, 10);
  });

  it('of the lady tasting tea: 4 of 4 cups by chance 1 in 70', () => {
    const cups = { population: 8, marked: 4, drawn: 4 };
    expect(hypergeometricTail(4, cups)).toBeCloseTo(1 / 70, 12);
    expect(hypergeometricTail(3, cups)).toBeCloseTo(17 / 70, 12);
    expect(hypergeometricTail(0, cups)).toBe(1);
    expect(hypergeometricTail(5, cups)).toBe(0);
  });
});

const letters = new Set('abcdefghij');

describe('over-representation', () => {
  it('counts within the universe, and adjusts over what was tested', () => {
    const sets = [
      { name: 'hit', members: 'abcZ' },
      { name: 'miss', members: 'hij' },
      { name: 'small', members: 'a' },
    ];
    const found = overRepresentation('abcdX', sets, {
      universe: letters,
      minSize: 2,
    });
    expect(found.map(({ set, size, overlap }) => [set, size, overlap])).toEqual(
      [
        ['hit', 3, 3],
        ['miss', 3, 0],
      ],
    );
    // 3 of 3 marked among 4 of 10: C(7,1) / C(10,4) = 7 / 210.
    expect(found[0]?.p).toBeCloseTo(1 / 30, 12);
    expect(found[0]?.q).toBeCloseTo(2 / 30, 12);
    expect(found[0]?.expected).toBeCloseTo(1.2, 12);
    expect(found[1]?.p).toBe(1);
  });

  it('asks for a universe', () => {
    expect(() => overRepresentation('a', [], { universe: new Set() })).toThrow(
      /universe is empty/,
    );
  });

  it.skipIf(!hasShared('data', 'bio'))(
    'finds the Hallmark set that a list was drawn from, and p and q by an independent computation',
    () => {
      const text = readFileSync(
        sharedPath('data', 'bio', 'h.all.v7.5.1.symbols.gmt'),
        'utf8',
      );
      const sets = text
        .trim()
        .split('\n')
        .map((line) => {
          const [name = '', , ...members] = line.split('\t');
          return { name, members: members.filter((id) => id !== '') };
        });
      const universe = new Set(sets.flatMap(({ members }) => members));
      const hypoxia = sets.find(({ name }) => name.endsWith('_HYPOXIA'));
      const query = hypoxia?.members.slice(0, 40) ?? [];
      const found = overRepresentation(query, sets, { universe });
      expect(found[0]?.set).toBe('HALLMARK_HYPOXIA');
      expect(universe.size).toBe(4383);
      const p = found.map(({ size, overlap }) =>
        exactTail(overlap, [universe.size, size, 40]),
      );
      let least = 1;
      for (let i = found.length - 1; i >= 0; i--) {
        expect(Math.abs((found[i]?.p ?? 0) / p[i]! - 1)).toBeLessThan(1e-9);
        least = Math.min(least, (p[i]! * found.length) / (i + 1));
        expect(Math.abs((found[i]?.q ?? 0) / least - 1)).toBeLessThan(1e-9);
      }
    },
  );

  it.skipIf(!hasShared('data', 'bio'))('tests 2,694 pathways', () => {
    const text = gunzipSync(
      readFileSync(
        sharedPath('data', 'bio', 'ReactomePathways_2024-09-18.gmt.gz'),
      ),
    ).toString('utf8');
    const sets = text
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', id = '', ...members] = line.split('\t');
        return { name: `${name} ${id}`, members };
      });
    const universe = new Set(sets.flatMap(({ members }) => members));
    const query = ['EXOSC1', 'EXOSC2', 'EXOSC3', 'EXOSC4', 'DIS3', 'NOTAGENE'];
    const found = overRepresentation(query, sets, {
      universe,
      minSize: 10,
      maxSize: 500,
    });
    expect(found[0]?.overlap).toBe(5);
    expect(found[0]?.q).toBeLessThan(1e-6);
  });
});

describe('redundant sets', () => {
  it('are spoken for by the first that holds them or is much like them', () => {
    const sets = [
      { name: 'A', members: 'abcd' },
      { name: 'inside', members: 'bc' },
      { name: 'alike', members: 'abce' },
      { name: 'other', members: 'xyz' },
    ];
    expect(reduceRedundancy(sets, 0.6).map(({ by }) => by)).toEqual([
      'A',
      'A',
      'A',
      'other',
    ]);
    expect(reduceRedundancy(sets, 0.7)[2]).toEqual({
      set: 'alike',
      by: 'alike',
      jaccard: 1,
    });
    expect(reduceRedundancy(sets, 0.6)[2]?.jaccard).toBeCloseTo(0.6, 12);
  });
});
