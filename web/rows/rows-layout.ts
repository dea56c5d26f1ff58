import { textWidth } from '../frame/text-width.ts';
import {
  COUNTS,
  FOOT,
  HEAD,
  placeRows,
  type RowsPlaces,
} from './rows-geometry.ts';
import type { RowsModel } from './rows-model.ts';

export const NAME_FONT = '400 12px FAMILY';
/** Beside a row's name: its mark and the gaps. */
export const BESIDE_NAME = 42;

/** A model with its places. */
export interface RowsLayout {
  readonly model: RowsModel;
  readonly places: RowsPlaces;
  /** Pixels of the names' column. */
  readonly names: number;
}

/** Places a model in a box; names take at most a third of its width. */
export function layOutRows(
  model: RowsModel,
  size: { readonly width: number; readonly height: number },
): RowsLayout {
  const widest = Math.max(
    70,
    ...model.rows.map(({ name }) => textWidth(name, NAME_FONT) + BESIDE_NAME),
  );
  const names = Math.ceil(Math.min(widest, size.width * 0.36));
  const room = {
    width: size.width - names - COUNTS,
    height: size.height - HEAD - FOOT,
  };
  return { model, names, places: placeRows(model, room) };
}
