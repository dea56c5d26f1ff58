import { Utf8IdTable, type Id, type IdTable } from '#hypergraph/id-table.ts';

const encoder = new TextEncoder();

/** The id at `index` as UTF-8; a view where the table holds bytes. */
export function idBytes(ids: IdTable, index: number): Uint8Array {
  if (ids instanceof Utf8IdTable) {
    const { bytes, offsets } = ids.ids;
    return bytes.subarray(offsets[index], offsets[index + 1]);
  }
  return encoder.encode(ids.textAt(index));
}

/** The id spelled so that `1` and `"1"` differ. */
export function idJson(ids: IdTable, index: number): string {
  return JSON.stringify(ids.idAt(index));
}

/** Reverses {@link idJson}; the text itself where it is not one. */
export function parseIdJson(text: string): Id {
  const id: unknown = JSON.parse(text);
  return typeof id === 'number' ? id : String(id);
}
