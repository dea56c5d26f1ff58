import type { Signal } from '@preact/signals';
import { TEXT } from '../messages.ts';

/**
 * Shows a table instead of a picture, and back.
 * @param props.name - Says which table, where a page has several.
 */
export function TableToggle(props: {
  isTable: Signal<boolean>;
  name?: string;
  isSmall?: boolean;
}) {
  const { isTable, name, isSmall = false } = props;
  return (
    <button
      type="button"
      class={isSmall ? 'button quiet small' : 'button'}
      aria-label={name}
      aria-pressed={isTable.value}
      onClick={() => (isTable.value = !isTable.value)}
    >
      {TEXT.overview.asTable}
    </button>
  );
}
