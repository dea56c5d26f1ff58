import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveRange } from '../../web/timeline/move-range.ts';
import { spanWords } from '../../web/timeline/span-words.ts';
import { parseTypedTime, typedTime } from '../../web/timeline/typed-time.ts';

describe('typed times', () => {
  it('read dates, minutes and seconds as UTC', () => {
    expect(parseTypedTime('2026-11-09')).toBe(Date.UTC(2026, 10, 9));
    expect(parseTypedTime(' 2026-11-09 18:05 ')).toBe(
      Date.UTC(2026, 10, 9, 18, 5),
    );
    expect(parseTypedTime('2026-11-09T18:05:30')).toBe(
      Date.UTC(2026, 10, 9, 18, 5, 30),
    );
  });

  it.each(['', 'yesterday', '2026-13-01', '2026-02-30', '2026-01-01 25:00'])(
    'refuse %j',
    (text) => {
      expect(parseTypedTime(text)).toBeNull();
    },
  );

  it('write what they read, to the minute', () => {
    const minute = fc.integer({ min: 0, max: 60_000_000 });
    fc.assert(
      fc.property(minute, (minutes) => {
        const time = minutes * 60_000;
        expect(parseTypedTime(typedTime(time))).toBe(time);
      }),
    );
  });
});

describe('moving the brush', () => {
  const full = { from: 0, to: 1000 };

  it('goes a quarter of its length and stops at the ends', () => {
    const range = { from: 100, to: 300 };
    expect(moveRange(range, full, 1, false)).toEqual({ from: 150, to: 350 });
    expect(moveRange(range, full, -1, false)).toEqual({ from: 50, to: 250 });
    expect(moveRange({ from: 10, to: 210 }, full, -1, false)).toEqual({
      from: 0,
      to: 200,
    });
  });

  it('widens and narrows at both ends', () => {
    const range = { from: 400, to: 600 };
    expect(moveRange(range, full, 1, true)).toEqual({ from: 350, to: 650 });
    expect(moveRange(range, full, -1, true)).toEqual({ from: 450, to: 550 });
  });

  it('never leaves the data', () => {
    const end = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        end,
        end,
        fc.constantFrom(-1 as const, 1 as const),
        fc.boolean(),
        (a, b, direction, widen) => {
          const range = { from: Math.min(a, b), to: Math.max(a, b) };
          const moved = moveRange(range, full, direction, widen);
          expect(moved.from).toBeGreaterThanOrEqual(0);
          expect(moved.to).toBeLessThanOrEqual(1000);
          expect(moved.from).toBeLessThanOrEqual(moved.to);
        },
      ),
    );
  });
});

describe('spans in words', () => {
  it.each([
    [10_800_000, '3 h'],
    [129_600_000, '1.5 d'],
    [90_000, '1.5 min'],
    [45_000, '45 s'],
    [12, '12 ms'],
    [0, '0 ms'],
  ])('%d ms', (span, words) => {
    expect(spanWords(span)).toBe(words);
  });
});
