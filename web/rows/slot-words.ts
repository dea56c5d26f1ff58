import { utcFormat } from 'd3-time-format';
import type { RowSlot } from './rows-model.ts';

const DAY = 86_400_000;
const clock = utcFormat('%H:%M');
const second = utcFormat('%H:%M:%S');
const day = utcFormat('%-d %b');
const month = utcFormat('%b %Y');
const year = utcFormat('%Y');

/**
 * Names of slots that fit over them: a slot within a day says its day too where
 * there is room, and the first slot of a day says at least the day.
 * @param roomOf - Pixels over a slot.
 * @param widthOf - Pixels of a text.
 */
export function slotWords(
  slots: readonly RowSlot[],
  step: number,
  measure: {
    roomOf: (at: number) => number;
    widthOf: (text: string) => number;
  },
): string[] {
  let lastDay = '';
  return slots.map(({ start }, at) => {
    if (start === null) return '';
    const moment = new Date(start);
    const options = namesOf(moment, step, lastDay);
    lastDay = day(moment);
    const room = measure.roomOf(at);
    return options.find((name) => measure.widthOf(name) <= room) ?? '';
  });
}

function namesOf(moment: Date, step: number, lastDay: string): string[] {
  if (step >= 300 * DAY) return [year(moment)];
  if (step >= 28 * DAY) return [month(moment), year(moment)];
  if (step >= DAY) return [day(moment)];
  const time = step < 60_000 ? second(moment) : clock(moment);
  const isNew = day(moment) !== lastDay;
  return isNew ? [`${day(moment)}, ${time}`, day(moment), time] : [time];
}
