import { signal, type ReadonlySignal } from '@preact/signals';

/** Where the style sheet turns to one column. */
const query = matchMedia('(width <= 760px)');
const isNarrow = signal(query.matches);
query.addEventListener('change', () => (isNarrow.value = query.matches));

/** Whether the page is laid out for a phone. */
export const narrow: ReadonlySignal<boolean> = isNarrow;
