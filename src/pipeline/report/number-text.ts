import { format } from 'd3-format';

const grouped = format(',');
const short = format(',.4~r');
const tiny = format('.2e');
const large = format('.3~s');

/** A number for people: grouped, four digits that count; – for none. */
export function numberText(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Number.isInteger(value)) return grouped(value);
  const size = Math.abs(value);
  if (size < 1e-4) return tiny(value);
  return size >= 1e4 ? grouped(Math.round(value)) : short(value);
}

/** The same in the room of a few letters: 12.3k. */
export function shortNumberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e4) return large(value).replace('G', 'bn');
  return numberText(value);
}

/** A number of steps, as a power of ten: 3.4 · 10¹¹. */
export function stepsText(steps: number): string {
  if (!Number.isFinite(steps)) return 'more than 10³⁰⁰';
  if (steps < 1e4) return grouped(Math.round(steps));
  const [digits = '', power = ''] = steps.toExponential(1).split('e+');
  const raised = Array.from(
    power,
    (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '',
  );
  return `${digits.replace('.0', '')} · 10${raised.join('')}`;
}

/** A share in per cent, never 0 % or 100 % of something that is not. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.001) return 'less than 0.1\u00A0%';
  if (share < 1 && share > 0.999) return 'more than 99.9\u00A0%';
  return `${format('.3~r')(share * 100)}\u00A0%`;
}

/** `1 node`, `2 nodes`. */
export function counted(count: number, one: string, several: string): string {
  return `${numberText(count)} ${count === 1 ? one : several}`;
}
