import { PolyadError } from '#errors/polyad-error.ts';

/**
 * An id for a line of cells divided by tabs.
 * @param format - Its name, for people.
 * @throws PolyadError INVALID_ARGUMENT for an id that would be read as another.
 */
export function tabbedId(id: string, format: string): string {
  if (id !== '' && id.trim() === id && !/[\t\n\r\0]/.test(id)) return id;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The id ${JSON.stringify(id)} cannot be written to ${format}, where tabs and line ends separate ids and spaces around them go. Write HIF or CSV.`,
    { id },
  );
}
