import { format } from 'd3-format';
import { utcFormat } from 'd3-time-format';

/** 214806 → "214,806". */
export const formatCount = format(',');
const fixed = format('.2f');
const signed = format('+.2f');

/** Two decimals, with a true minus sign. */
export function formatScore(score: number | null): string {
  return score === null ? '–' : fixed(score);
}

/** An expected count: two digits below ten, never a plain 0. */
export function formatExpected(value: number): string {
  if (value >= 9.95) return formatCount(Math.round(value));
  return value < 0.0005 ? '<0.001' : String(Number(value.toPrecision(2)));
}

/** Two decimals with sign. */
export function formatSigned(value: number): string {
  return signed(value);
}

const day = utcFormat('%-d %b %Y');
const shortDay = utcFormat('%-d %b');
const minute = utcFormat('%-d %b, %H:%M');
const second = utcFormat('%-d %b %Y, %H:%M:%S');

/** "10 Nov, 03:12", UTC. */
export function formatMinute(time: number | null): string {
  return time === null ? '' : minute(new Date(time));
}

/** "10 Nov 2026, 03:12:04", UTC. */
export function formatSecond(time: number | null): string {
  return time === null ? '' : second(new Date(time));
}

/** "13 Oct – 12 Nov 2026", UTC. */
export function formatDays(from: number, to: number): string {
  const start = new Date(from);
  const end = new Date(to);
  const sameYear = start.getUTCFullYear() === end.getUTCFullYear();
  return `${sameYear ? shortDay(start) : day(start)} – ${day(end)}`;
}

/** "9 Nov, 18:00 – 11 Nov, 12:00", UTC. */
export function formatMinutes(from: number, to: number): string {
  return `${formatMinute(from)} – ${formatMinute(to)}`;
}

/** 193_000_000 → "193 MB". */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}
