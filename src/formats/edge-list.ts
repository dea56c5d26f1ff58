import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { encodeText } from './encode-text.ts';
import type {
  ByteSource,
  FormatReader,
  FormatWriter,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { readLines, type LineBlock } from './read-lines.ts';
import { RejectionLog } from './rejection-log.ts';
import { structureLosses } from './structure-losses.ts';

const HASH = 0x23;
const COMMA = 0x2c;

const names = {
  name: 'edgelist',
  title: 'edge list, one hyperedge a line',
  extensions: ['edgelist', 'edges', 'hyperedges', 'txt', 'dat'],
};

/**
 * One hyperedge a line, its members separated by white space or commas. Blank
 * lines are skipped, and what follows a `#` at the start of a line or after
 * white space is a comment. Ids of hyperedges are row numbers from 0.
 */
export const edgeListReader: FormatReader = {
  ...names,
  detect,
  read: readEdgeList,
};

/** The last guess for text: surer by name, or where lines differ in length as no table's do. */
function detect(head: Uint8Array, name: string): number {
  if (head.includes(0)) return 0;
  if (/\.(edgelist|edges|hyperedges)$/i.test(name)) return 0.9;
  const text = new TextDecoder().decode(head).trim();
  if (text === '' || /^[[{<"]/.test(text)) return 0;
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  // The last line may be cut.
  const whole = lines.length > 2 ? lines.slice(0, -1) : lines;
  const sizes = new Set(whole.map((line) => line.split(/[\s,]+/).length));
  const uneven = sizes.size > 1;
  return uneven || /\.(txt|dat)$/i.test(name) ? 0.25 : 0.1;
}

async function readEdgeList(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  const rejected = new RejectionLog(options.strict);
  const file = source.name;
  const incidences = (): number => builder.incidenceCount;
  let row = 0;
  for await (const block of readLines(source, { ...options, incidences })) {
    while (block.next()) {
      const end = commentStart(block);
      const first = skipSeparators(block.bytes, block.start, end);
      if (first >= end) continue;
      const fault = block.fault();
      if (fault) rejected.add({ file, line: block.line, ...fault });
      else addMembers(builder, block.bytes, first, { end, row });
      row++;
    }
  }
  const hypergraph = builder.build();
  rejected.assertSomeRead(hypergraph.edgeCount);
  const notes = [
    'Each line is a hyperedge, its members separated by white space or commas.',
  ];
  return { hypergraph, format: 'edgelist', rejected, notes };
}

/** Where the line's comment starts, or its end. */
function commentStart({ bytes, start, end }: LineBlock): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== HASH) continue;
    if (at === start || isSpace(bytes[at - 1] ?? 0)) return at;
  }
  return end;
}

function addMembers(
  builder: HypergraphBuilder,
  bytes: Uint8Array,
  first: number,
  { end, row }: { end: number; row: number },
): void {
  const edge = builder.addRowEdge(row);
  for (let start = first; start < end;) {
    let stop = start;
    while (stop < end && !isSeparator(bytes[stop] ?? 0)) stop++;
    builder.addIncidence(edge, builder.addNodeBytes(bytes, start, stop));
    start = skipSeparators(bytes, stop, end);
  }
}

function skipSeparators(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isSeparator(bytes[at] ?? 0)) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function isSeparator(byte: number): boolean {
  return byte === COMMA || isSpace(byte);
}

/** Writes one hyperedge a line, members separated by spaces. */
export const edgeListWriter: FormatWriter = {
  ...names,
  extensions: names.extensions.slice(0, 4),
  losses: (hypergraph) =>
    structureLosses(hypergraph, { edgeIds: 'rows', nodeIds: 'text' }),
  write: (hypergraph, options) => encodeText(lines(hypergraph), options),
};

function* lines(hypergraph: Hypergraph): Generator<string> {
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    if (hypergraph.edgeSize(edge) === 0) continue;
    const members = Array.from(hypergraph.edgeMembers(edge), (node) =>
      writable(hypergraph.nodeIds.textAt(node)),
    );
    yield `${members.join(' ')}\n`;
  }
}

/** @throws PolyadError INVALID_ARGUMENT for an id that would be read as another. */
function writable(id: string): string {
  if (id !== '' && !/[ \t-\r,\0]|^#|^\ufeff/.test(id)) return id;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The node ${JSON.stringify(id)} cannot be written to an edge list, where white space, commas and a leading # separate ids. Write HIF or CSV.`,
    { id },
  );
}
