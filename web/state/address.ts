import type { WeekStretch } from '#browser.ts';
import { matrixOrderSchema } from '#protocol/matrix.ts';
import { NO_FILTERS, ORDERS, type Filters, type Range } from './filters.ts';
import type { Drawing, OverviewPart, Store, View } from './store.ts';

const VIEWS: readonly View[] = ['triage', 'overview', 'bring'];
const DRAWINGS: readonly Drawing[] = [
  'bands',
  'rows',
  'links',
  'sets',
  'table',
];
const PARTS: readonly OverviewPart[] = ['matrix', 'holes'];

/**
 * What the address holds after its `#`: which view of which data set, by the
 * data set's random id, ranks and ranges. Names and search words are data, and
 * data does not belong in an address.
 */
export interface Address {
  readonly view: View;
  readonly dataset: string | null;
  /** Place of the open relation in the ranking, from 1. */
  readonly rank: number | null;
  readonly drawing: Drawing;
  readonly order: Store['order']['value'];
  readonly s: number;
  readonly filters: Pick<
    Filters,
    'onlyFlagged' | 'brush' | 'sizes' | 'degrees' | 'scores' | 'week'
  >;
  readonly matrixOrder: Store['matrixOrder']['value'];
  readonly tileMeaning: Store['tileMeaning']['value'];
  readonly groupS: number | null;
  readonly part: OverviewPart;
}

/** The address as text: `#/triage?rank=3&s=2`. What is as at the start is left out. */
export function writeAddress(address: Address): string {
  const { filters } = address;
  const parts = new URLSearchParams();
  const put = (name: string, value: string | number | null, usual: unknown) => {
    if (value !== null && value !== usual) parts.set(name, String(value));
  };
  put('data', address.dataset, null);
  put('rank', address.rank, 1);
  put('as', address.drawing, 'bands');
  put('order', address.order, 'strongest');
  put('s', address.s, 1);
  put('flagged', filters.onlyFlagged ? 1 : null, null);
  put('time', rangeText(filters.brush), null);
  put('members', rangeText(filters.sizes), null);
  put('degree', rangeText(filters.degrees), null);
  put('score', rangeText(filters.scores), null);
  put('week', weekText(filters.week), null);
  put('part', address.part, 'matrix');
  put('matrix', address.matrixOrder, 'groups');
  put('tiles', address.tileMeaning, 'count');
  put('group', address.groupS, null);
  const query = parts.toString();
  return `#/${address.view}${query === '' ? '' : `?${query}`}`;
}

/** Reads what {@link writeAddress} wrote; what is missing or unreadable is as at the start. */
export function readAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const parts = new URLSearchParams(query);
  const oneOf = <Value>(
    name: string,
    values: readonly Value[],
    usual: Value,
  ): Value => values.find((value) => value === parts.get(name)) ?? usual;
  return {
    view: VIEWS.find((view) => view === path) ?? 'triage',
    dataset: parts.get('data'),
    rank: wholeOf(parts.get('rank')),
    drawing: oneOf('as', DRAWINGS, 'bands'),
    order: oneOf('order', ORDERS, 'strongest'),
    s: wholeOf(parts.get('s')) ?? 1,
    filters: {
      onlyFlagged: parts.get('flagged') === '1',
      brush: rangeOf(parts.get('time')),
      sizes: rangeOf(parts.get('members')),
      degrees: rangeOf(parts.get('degree')),
      scores: rangeOf(parts.get('score')),
      week: weekOf(parts.get('week')),
    },
    matrixOrder: oneOf('matrix', matrixOrderSchema.options, 'groups'),
    tileMeaning: oneOf('tiles', ['count', 'top'] as const, 'count'),
    groupS: wholeOf(parts.get('group')),
    part: oneOf('part', PARTS, 'matrix'),
  };
}

/** The address of what the page shows now. */
export function addressOf(store: Store): Address {
  const { onlyFlagged, brush, sizes, degrees, scores, week } =
    store.filters.value;
  return {
    view: store.view.value,
    dataset: store.datasetId.value,
    rank: store.focused.value?.rank ?? store.wantedRank.value,
    drawing: store.drawing.value,
    order: store.order.value,
    s: store.s.value,
    filters: { onlyFlagged, brush, sizes, degrees, scores, week },
    matrixOrder: store.matrixOrder.value,
    tileMeaning: store.tileMeaning.value,
    groupS: store.groupS.value,
    part: store.overviewPart.value,
  };
}

/** Brings the page to an address, once its data set is open. */
export function applyAddress(store: Store, address: Address): void {
  store.view.value = address.view;
  store.wantedRank.value = address.rank;
  store.drawing.value = address.drawing;
  store.order.value = address.order;
  store.s.value = address.s;
  store.filters.value = { ...NO_FILTERS, ...address.filters };
  store.matrixOrder.value = address.matrixOrder;
  store.tileMeaning.value = address.tileMeaning;
  store.groupS.value = address.groupS;
  store.overviewPart.value = address.part;
}

/** "2~9"; a comma or a dash may stand in numbers. */
function rangeText(range: Range | null): string | null {
  return range ? `${String(range.from)}~${String(range.to)}` : null;
}

function rangeOf(text: string | null): Range | null {
  const [from = NaN, to = NaN] = text?.split('~').map(Number) ?? [];
  return from <= to ? { from, to } : null;
}

/** "0~4~9~17": days from Monday 0, then hours. */
function weekText(week: WeekStretch | null): string | null {
  if (!week) return null;
  return [week.dayFrom, week.dayTo, week.hourFrom, week.hourTo].join('~');
}

function weekOf(text: string | null): WeekStretch | null {
  const [dayFrom = NaN, dayTo = NaN, hourFrom = NaN, hourTo = NaN] =
    text?.split('~').map(Number) ?? [];
  const ends = [dayFrom, dayTo, hourFrom, hourTo];
  const isIn =
    ends.every((end) => Number.isInteger(end) && end >= 0) &&
    dayFrom <= dayTo &&
    dayTo <= 6 &&
    hourFrom <= hourTo &&
    hourTo <= 23;
  return isIn ? { dayFrom, dayTo, hourFrom, hourTo } : null;
}

function wholeOf(text: string | null): number | null {
  const value = Number(text ?? NaN);
  return Number.isInteger(value) && value >= 1 ? value : null;
}
