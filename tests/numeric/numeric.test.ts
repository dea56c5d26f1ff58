import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitset } from '#numeric/bitset.ts';
import { GrowableUint32 } from '#numeric/growable.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { Random } from '#numeric/random.ts';

describe('exclusivePrefixSum', () => {
  it('sums what comes before', () => {
    expect([...exclusivePrefixSum([3, 0, 2])]).toEqual([0, 3, 3, 5]);
    expect([...exclusivePrefixSum([])]).toEqual([0]);
  });

  it('refuses a total beyond 32 bits instead of wrapping', () => {
    expect(() => exclusivePrefixSum([2 ** 31, 2 ** 31])).toThrow(/4294967295/);
  });
});

describe('Growable', () => {
  it('behaves like an array', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 32 - 1)), (values) => {
        const growable = new GrowableUint32();
        values.forEach((value) => {
          growable.push(value);
        });
        growable.append(Uint32Array.from(values));
        growable.fill(7, 3);
        expect([...growable.view()]).toEqual([...values, ...values, 7, 7, 7]);
      }),
    );
  });
});

describe('Bitset', () => {
  it('behaves like a Set', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99)), fc.array(fc.nat(99)), (add, drop) => {
        const bits = new Bitset(100);
        const set = new Set(add);
        add.forEach((i) => {
          bits.add(i);
        });
        drop.forEach((i) => {
          bits.delete(i);
          set.delete(i);
        });
        expect(bits.count()).toBe(set.size);
        for (let i = 0; i < 100; i++) expect(bits.has(i)).toBe(set.has(i));
      }),
    );
  });
});

describe('Random', () => {
  it('repeats for a seed and differs between seeds', () => {
    const sequence = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => random.nextUint32());
    };
    expect(sequence(1)).toEqual(sequence(1));
    expect(sequence(1)).not.toEqual(sequence(2));
    expect(new Set(sequence(0)).size).toBe(20);
  });

  it('draws integers evenly (χ² over ten cells, far from its 1e-6 tail)', () => {
    const random = new Random(5);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[random.int(10)]!++;
    const chi = counts.reduce((sum, n) => sum + (n - 1e4) ** 2 / 1e4, 0);
    expect(chi).toBeLessThan(45);
  });

  it('has the moments its distributions promise', () => {
    const random = new Random(9);
    const n = 50_000;
    const mean = (draw: () => number): number => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += draw();
      return sum / n;
    };
    // six standard errors: 6 / √n ≈ 0.027
    expect(Math.abs(mean(() => random.normal()))).toBeLessThan(0.03);
    expect(Math.abs(mean(() => random.normal() ** 2) - 1)).toBeLessThan(0.04);
    expect(Math.abs(mean(() => random.exponential(2)) - 0.5)).toBeLessThan(
      0.02,
    );
    expect(Math.abs(mean(() => random.float()) - 0.5)).toBeLessThan(0.01);
  });

  it('shuffles without losing anything', () => {
    const values = Array.from({ length: 30 }, (_, i) => i);
    const shuffled = [...values];
    new Random(3).shuffle(shuffled);
    expect(shuffled).not.toEqual(values);
    expect(shuffled.sort((a, b) => a - b)).toEqual(values);
  });
});
