import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectTimeFormat,
  formatIsoTime,
  parseIsoTime,
  parseTime,
  windowStart,
} from '#formats/time-text.ts';

const NOON = Date.UTC(2026, 10, 10, 12);

describe('ISO 8601 times', () => {
  it.each([
    ['2026-11-10', Date.UTC(2026, 10, 10)],
    ['2026-11-10T12:00', NOON],
    ['2026-11-10T12:00:00', NOON],
    ['2026-11-10 12:00:00', NOON],
    ['2026-11-10T12:00:00Z', NOON],
    ['2026-11-10 12:00:00 UTC', NOON],
    ['2026-11-10T13:00:00+01:00', NOON],
    ['2026-11-10T13:00:00+0100', NOON],
    ['2026-11-10T07:00:00-05', NOON],
    ['2026-11-10T17:30:00+05:30', NOON],
    ['2026-11-10T12:00:00.5Z', NOON + 500],
    ['2026-11-10T12:00:00,250Z', NOON + 250],
    ['2026-11-10T12:00:00.123456Z', NOON + 123.456],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['+012026-11-10T12:00:00Z', Date.UTC(12026, 10, 10, 12)],
  ])('%s', (text, expected) => {
    expect(parseIsoTime(text)).toBeCloseTo(expected, 6);
  });

  it.each([
    '',
    'soon',
    '2026',
    '10/11/2026',
    '2026-13-01',
    '2026-02-30',
    '2023-02-29',
    '2026-11-10T25:00',
    '2026-11-10T12:61',
    '2026-11-10T12:00:00Q',
  ])('refuses %s', (text) => {
    expect(parseIsoTime(text)).toBeNaN();
  });

  it('reads back what it writes', () => {
    const times = fc.integer({ min: -8.64e15, max: 8.64e15 });
    fc.assert(
      fc.property(times, (time) => {
        expect(parseIsoTime(formatIsoTime(time))).toBe(time);
      }),
    );
  });
});

describe('time detection', () => {
  it.each([
    [['2026-11-10T12:00:00Z'], 'iso', NOON],
    [['1794312000'], 'seconds', NOON],
    [['1794312000.25'], 'seconds', NOON + 250],
    [['1794312000000'], 'milliseconds', NOON],
    [['1794312000000000'], 'microseconds', NOON],
    [['1794312000000001'], 'microseconds', NOON + 0.001],
    [['1794312000000000000'], 'nanoseconds', NOON],
    [['28820', '0'], 'seconds', 28_820_000],
    [['-5', '1794312000000'], 'milliseconds', -5],
  ])('%j is %s', (texts, unit, first) => {
    expect(detectTimeFormat(texts)?.unit).toBe(unit);
    expect(parseTime(texts[0]!, detectTimeFormat(texts)!.unit)).toBeCloseTo(
      first,
      3,
    );
  });

  it('keeps whole microseconds exact', () => {
    const micros = fc.integer({ min: 0, max: 4e15 });
    fc.assert(
      fc.property(micros, (value) => {
        const time = parseTime(String(value), 'microseconds');
        expect(Math.round(time * 1000)).toBe(value);
      }),
    );
  });

  it.each([[[]], [['alice']], [['2026-11-10', '1794312000']], [['1', '']]])(
    '%j is none',
    (texts) => {
      expect(detectTimeFormat(texts)).toBeUndefined();
    },
  );

  it('knows whether a zone is named', () => {
    expect(detectTimeFormat(['2026-11-10T12:00'])?.zoneless).toBe(true);
    expect(detectTimeFormat(['2026-11-10T12:00Z'])?.zoneless).toBe(false);
  });
});

describe('windows', () => {
  it('start at the epoch and hold their start, not their end', () => {
    expect(windowStart(0, 600_000)).toBe(0);
    expect(windowStart(599_999, 600_000)).toBe(0);
    expect(windowStart(600_000, 600_000)).toBe(600_000);
    expect(windowStart(-1, 600_000)).toBe(-600_000);
  });
});
