import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { glimpseJson } from './detect-json.ts';
import { encodeText } from './encode-text.ts';
import type {
  ByteSource,
  FormatReader,
  FormatWriter,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { mappedTimes } from './mapped-times.ts';
import { readJson } from './read-json.ts';
import { RejectionLog } from './rejection-log.ts';
import { RelationAssembler } from './relation-assembler.ts';
import { areRowNumbers, structureLosses } from './structure-losses.ts';

const names = { name: 'json', title: 'JSON dictionary or list of lists' };

/**
 * A dictionary of hyperedge to members, `{"A": ["a", 1]}`, or a list of
 * hyperedges, `[["a", 1]]`, whose ids are then row numbers from 0. A list may
 * also hold the records that JSON lines hold.
 */
export const jsonReader: FormatReader = {
  ...names,
  extensions: ['json'],
  detect,
  read,
};

function detect(head: Uint8Array, name: string): number {
  const { top, keys, elements, lines } = glimpseJson(head);
  if (!top || lines) return 0;
  const named = /\.json$/i.test(name);
  const kinds = top === 'array' ? [...elements] : [...keys.values()];
  const relations = kinds.filter((kind) => kind === 'array').length;
  if (relations === kinds.length) return 0.8;
  return named ? 0.7 : 0.65;
}

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const rejected = new RejectionLog(options.strict);
  const assembler = new RelationAssembler(rejected, options.limits.columns);
  const { builder } = assembler;
  const onBytes = (bytes: number): void =>
    options.onProgress?.({
      bytes,
      incidences: builder.incidenceCount,
      ...(source.size !== undefined && { totalBytes: source.size }),
    });
  for await (const { kind, values } of readJson(source, {
    ...options,
    onBytes,
  })) {
    const step = kind === 'entries' ? 2 : 1;
    for (let i = 0; i < values.values.length; i += step) {
      if (kind === 'entries') assembler.addEntry(values, i);
      else assembler.add(values, i);
    }
  }
  rejected.assertSomeRead(builder.edgeCount + builder.nodeCount);
  const notes = mappedTimes(builder, options.mapping.time, source.name);
  return { hypergraph: builder.build(), format: 'json', rejected, notes };
}

/** Writes a dictionary, or a list of lists where the ids are row numbers. */
export const jsonWriter: FormatWriter = {
  ...names,
  extensions: [],
  losses: (hypergraph) =>
    structureLosses(hypergraph, {
      edgeIds: 'text',
      nodeIds: 'exact',
      emptyEdges: true,
    }),
  write: (hypergraph, options) => encodeText(pieces(hypergraph), options),
};

function* pieces(hypergraph: Hypergraph): Generator<string> {
  const { edgeIds, nodeIds, edgeCount } = hypergraph;
  const list = areRowNumbers(edgeIds);
  yield list ? '[' : '{';
  for (let edge = 0; edge < edgeCount; edge++) {
    yield edge === 0 ? '\n' : ',\n';
    if (!list) yield `${JSON.stringify(edgeIds.textAt(edge))}:`;
    const members = Array.from(hypergraph.edgeMembers(edge), (node) =>
      JSON.stringify(nodeIds.idAt(node)),
    );
    yield `[${members.join(',')}]`;
  }
  yield list ? '\n]\n' : '\n}\n';
}
