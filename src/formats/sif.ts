import type { Hypergraph } from '#hypergraph/hypergraph.ts';
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
import { StarGraph, starIds, STAR_MARK } from './star-graph.ts';
import { structureLosses } from './structure-losses.ts';
import { tabbedId } from './tabbed-id.ts';

const names = {
  name: 'sif',
  title: 'simple interaction format (SIF)',
  extensions: ['sif'],
};

/** The relation that a star expansion has: the first vertex is a hyperedge of the others. */
const HAS_MEMBER = 'has-member';

/**
 * Cytoscape's simple interactions: `a type b c d` are three pairs, not one
 * hyperedge; a name alone is a node. Cells are divided by tabs where the line
 * has one, else by white space. `type` is kept. The extended tables of Pathway
 * Commons are read up to their second header. Lines of `has-member`, which
 * {@link sifWriter} writes, are hyperedges.
 */
export const sifReader: FormatReader = {
  ...names,
  detect(head, name) {
    const text = new TextDecoder().decode(head.subarray(0, 4096));
    if (text.startsWith('PARTICIPANT_A\tINTERACTION_TYPE\tPARTICIPANT_B')) {
      return 0.98;
    }
    return /\.sif$/i.test(name) && !head.includes(0) ? 0.97 : 0;
  },
  read,
};

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const rejected = new RejectionLog(options.strict);
  const graph = new StarGraph();
  const file = source.name;
  const state = { read: 0, done: false };
  for await (const block of readLines(source, options)) {
    while (block.next() && !state.done) {
      const fault = block.fault() ?? addLine(graph, block, state);
      if (fault) rejected.add({ file, line: block.line, ...fault });
    }
  }
  rejected.assertSomeRead(state.read);
  return { hypergraph: graph.finish(), format: 'sif', rejected, notes: [] };
}

function addLine(
  graph: StarGraph,
  block: LineBlock,
  state: { read: number; done: boolean },
): { column: number; reason: string; expected: string } | undefined {
  const text = new TextDecoder().decode(block.view);
  if (text.trim() === '') return undefined;
  if (text.startsWith('PARTICIPANT_A\t')) return undefined;
  // The second table of an extended file is about participants.
  state.done = text.startsWith('PARTICIPANT\t');
  if (state.done) return undefined;
  const cells = text.includes('\t')
    ? text.split('\t').map((cell) => cell.trim())
    : text.trim().split(/\s+/);
  const [source = '', type = '', ...targets] = cells;
  if (source === '' || (cells.length > 1 && targets.length === 0)) {
    const expected = 'a name, or a name, a type and names';
    return { column: 1, reason: `${String(cells.length)} cells`, expected };
  }
  state.read++;
  if (cells.length === 1) {
    graph.addVertex(source, new Map());
  } else if (type === HAS_MEMBER) {
    graph.addVertex(source, new Map([[STAR_MARK, 'hyperedge']]));
  }
  // What else an extended line has is about the pair.
  const ends = isExtended(targets) ? targets.slice(0, 1) : targets;
  for (const target of ends) {
    if (target === '') continue;
    const properties =
      type === HAS_MEMBER ? new Map() : new Map([['type', type]]);
    const isDirected = false;
    graph.addPair({ id: undefined, source, target, isDirected, properties });
  }
  return undefined;
}

/** Pathway Commons puts data sources, publications and pathways after the pair. */
function isExtended(targets: readonly string[]): boolean {
  return (
    targets.length >= 4 &&
    targets.slice(1).some((cell) => cell === '' || /;|^\d{6,}$/.test(cell))
  );
}

/** Every hyperedge as one line, `id has-member a b c`; nodes without one stand alone. */
export const sifWriter: FormatWriter = {
  ...names,
  losses: (hypergraph) =>
    structureLosses(hypergraph, {
      edgeIds: 'text',
      nodeIds: 'text',
      isolatedNodes: true,
    }),
  write: (hypergraph, options) => encodeText(lines(hypergraph), options),
};

function* lines(hypergraph: Hypergraph): Generator<string> {
  const ids = starIds(hypergraph);
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    if (hypergraph.nodeDegree(node) > 0) continue;
    yield `${tabbed(ids.node(node))}\n`;
  }
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    if (hypergraph.edgeSize(edge) === 0) continue;
    const cells = [tabbed(ids.edge(edge)), HAS_MEMBER];
    for (const node of hypergraph.edgeMembers(edge)) {
      cells.push(tabbed(ids.node(node)));
    }
    yield `${cells.join('\t')}\n`;
  }
}

function tabbed(id: string): string {
  return tabbedId(id, 'SIF');
}
