import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourOfWeek, isInWeekStretch } from '#hypergraph/hour-of-week.ts';

describe('the hour of the week', () => {
  it('is what the calendar says, before and after 1970', () => {
    const day = fc.date({
      min: new Date('1901-01-01'),
      max: new Date('2199-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const weekday = (date.getUTCDay() + 6) % 7;
        expect(hourOfWeek(date.getTime())).toBe(
          weekday * 24 + date.getUTCHours(),
        );
      }),
    );
  });

  it('lies in a stretch with both its ends', () => {
    const office = { dayFrom: 0, dayTo: 4, hourFrom: 9, hourTo: 17 };
    expect(isInWeekStretch(9, office)).toBe(true);
    expect(isInWeekStretch(4 * 24 + 17, office)).toBe(true);
    expect(isInWeekStretch(4 * 24 + 18, office)).toBe(false);
    expect(isInWeekStretch(5 * 24 + 12, office)).toBe(false);
    expect(isInWeekStretch(hourOfWeek(NaN), office)).toBe(false);
  });
});
