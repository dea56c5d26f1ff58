import { PolyadError } from '#errors/polyad-error.ts';
import type { TableSample } from './column-sample.ts';
import type { PlanOptions } from './table-plan.ts';
import { detectTimeFormat, type TimeUnit } from './time-text.ts';

/**
 * How a column writes times, reported in a note.
 * @throws PolyadError INVALID_DATA where its cells are not times.
 */
export function timeUnit(
  sample: TableSample,
  column: number,
  { file, notes }: Pick<PlanOptions, 'file' | 'notes'>,
): TimeUnit {
  const { name, type } = sample.columns[column] ?? { name: '' };
  if (type === 'timestamp') return 'milliseconds';
  const texts = sample.texts[column] ?? [];
  const usual = texts.filter((text) => detectTimeFormat([text]));
  const format = detectTimeFormat(
    usual.length * 2 > texts.length ? usual : texts,
  );
  if (format) {
    notes.push(
      format.unit === 'iso'
        ? `Column ${name}: ISO 8601 times${format.zoneless ? ', without a zone taken as UTC' : ''}.`
        : `Column ${name}: ${format.unit} since 1970.`,
    );
    return format.unit;
  }
  if (texts.length === 0) return 'iso';
  const strange = texts.find((text) => !detectTimeFormat([text])) ?? texts[0];
  throw new PolyadError(
    'INVALID_DATA',
    `${file}: column ${name} holds "${strange ?? ''}"; expected ISO 8601 times, or seconds, milliseconds or microseconds since 1970.`,
    { file, name },
  );
}
