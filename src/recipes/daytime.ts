import type { Random } from '#numeric/random.ts';

/** Hour of the day, UTC: a rise at noon and one in the evening, as people shop and write. */
export function leisureHour(random: Random): number {
  const middle = random.chance(0.45) ? 10.5 : 16.5;
  return Math.min(23.99, Math.max(4, middle + 2.2 * random.normal()));
}

/** Hour of a working day, UTC, with a dip at noon; a few work late. */
export function officeHour(random: Random): number {
  if (random.chance(0.04)) return 18 + 4 * random.float();
  const middle = random.chance(0.5) ? 9.3 : 14.4;
  return Math.min(19, Math.max(6.5, middle + 1.3 * random.normal()));
}

/** Whether a day of a scenario, which begins on a Monday, is at a weekend. */
export function isWeekend(day: number): boolean {
  return day % 7 >= 5;
}
