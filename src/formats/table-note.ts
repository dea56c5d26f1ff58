import { z } from 'zod';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { IncidenceTable } from './incidence-table.ts';
import type { TableHints } from './table-plan.ts';

/** Key under which files keep what their columns cannot say. */
export const NOTE_KEY = 'polyad';

type JsonObject = Readonly<Record<string, JsonValue>>;

const spelling = z.enum(['plain', 'json']);

const noteSchema = z.object({
  version: z.literal(1),
  edgeIds: spelling,
  nodeIds: spelling,
  networkType: z.enum(['undirected', 'directed', 'asc']),
  metadata: z.custom<JsonObject>(
    (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
  // A list, since an object would mistake a column named __proto__.
  types: z.array(
    z.tuple([
      z.string(),
      z.enum(['number', 'integer', 'boolean', 'timestamp', 'string', 'json']),
    ]),
  ),
});

/** What a file that Polyad wrote says of itself beside its columns. */
export type TableNote = z.infer<typeof noteSchema>;

/** The note for a table, as JSON text. */
export function writeTableNote(table: IncidenceTable): string {
  const { hypergraph, types } = table;
  const note: TableNote = {
    version: 1,
    edgeIds: table.edgeIds === 'json' ? 'json' : 'plain',
    nodeIds: table.nodeIds === 'json' ? 'json' : 'plain',
    networkType: hypergraph.networkType,
    metadata: hypergraph.metadata,
    types: [...types],
  };
  return JSON.stringify(note);
}

/** Reads a note; undefined where there is none, or one that is not ours. */
export function readTableNote(text: string | undefined): TableNote | undefined {
  if (text === undefined) return undefined;
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The part of a note that the plan needs. */
export function hintsOf(note: TableNote | undefined): TableHints {
  return note ? { ...note, types: new Map(note.types) } : {};
}

/** The hypergraph with the network type and the metadata of a note. */
export function withNote(
  hypergraph: Hypergraph,
  note: TableNote | undefined,
): Hypergraph {
  if (!note) return hypergraph;
  const { networkType, metadata } = note;
  return hypergraph.withParts({ networkType, metadata });
}
