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
import { tabbedId } from './tabbed-id.ts';

const names = {
  name: 'gmt',
  title: 'gene sets (GMT)',
  extensions: ['gmt'],
};

/** What stands for a missing description. */
const NO_DESCRIPTION = 'na';

/**
 * Gene sets: name, description and members in one line, separated by tabs. Rows
 * may differ in length; empty cells are padding; spaces around cells go. A name
 * that was there before rejects its line, since names are the ids of sets.
 */
export const gmtReader: FormatReader = { ...names, detect, read: readGmt };

function detect(head: Uint8Array, name: string): number {
  if (head.includes(0)) return 0;
  const text = new TextDecoder().decode(head);
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  // The last line may be cut.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const cells = whole.map((line) => line.split('\t').length);
  const tabbed = cells.length > 0 && cells.every((count) => count >= 3);
  if (/\.gmt$/i.test(name)) return tabbed ? 0.97 : 0.5;
  const uneven = new Set(cells).size > 1 && cells.length > 1;
  return tabbed && uneven ? 0.7 : 0;
}

async function readGmt(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const builder = new HypergraphBuilder();
  const rejected = new RejectionLog(options.strict);
  const file = source.name;
  const incidences = (): number => builder.incidenceCount;
  for await (const block of readLines(source, { ...options, incidences })) {
    while (block.next()) {
      const fault = block.fault() ?? addSet(builder, block);
      if (fault) rejected.add({ file, line: block.line, ...fault });
    }
  }
  const hypergraph = builder.build();
  rejected.assertSomeRead(hypergraph.edgeCount);
  return { hypergraph, format: 'gmt', rejected, notes: [] };
}

/** Adds the set of a line; blank lines are skipped. */
function addSet(
  builder: HypergraphBuilder,
  block: LineBlock,
): { column: number; reason: string; expected: string } | undefined {
  const text = new TextDecoder().decode(block.view);
  if (text.trim() === '') return undefined;
  const [first = '', second, ...members] = text.split('\t');
  const name = first.trim();
  if (second === undefined || name === '') {
    return {
      column: 1,
      reason: name === '' ? 'a set without a name' : 'a line without a tab',
      expected: 'name, description and members, separated by tabs',
    };
  }
  const edge = builder.edgeCount;
  if (builder.addEdge(name) < edge) {
    const expected = 'each name once';
    return { column: 1, reason: `the set ${name} again`, expected };
  }
  const description = second.trim();
  if (description !== '' && description !== NO_DESCRIPTION) {
    builder.setEdge(edge, 'description', description);
  }
  for (const cell of members) {
    const id = cell.trim();
    if (id !== '') builder.addIncidence(edge, builder.addNode(id));
  }
  return undefined;
}

/** Writes one set a line; `na` where a hyperedge has no `description`. */
export const gmtWriter: FormatWriter = {
  ...names,
  losses: (hypergraph) => [
    ...structureLosses(hypergraph, {
      edgeIds: 'text',
      nodeIds: 'text',
      emptyEdges: true,
      edgeProperties: ['description'],
    }),
    ...descriptionLosses(hypergraph),
  ],
  write: (hypergraph, options) => encodeText(lines(hypergraph), options),
};

function* lines(hypergraph: Hypergraph): Generator<string> {
  const { edgeIds, nodeIds } = hypergraph;
  const descriptions = hypergraph.edgeProperties.column('description');
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const cells = [
      tabbed(edgeIds.textAt(edge)),
      descriptionText(descriptions?.get(edge) ?? null),
    ];
    for (const node of hypergraph.edgeMembers(edge)) {
      cells.push(tabbed(nodeIds.textAt(node)));
    }
    yield `${cells.join('\t')}\n`;
  }
}

function descriptionText(value: unknown): string {
  if (value === null) return NO_DESCRIPTION;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll(/\s+/g, ' ').trim() || NO_DESCRIPTION;
}

function descriptionLosses(hypergraph: Hypergraph): string[] {
  const column = hypergraph.edgeProperties.column('description');
  for (let edge = 0; column && edge < column.length; edge++) {
    const value = column.get(edge);
    if (value === null) continue;
    const text = descriptionText(value);
    if (text === value && text !== NO_DESCRIPTION) continue;
    return ['Descriptions become text in one line.'];
  }
  return [];
}

function tabbed(id: string): string {
  return tabbedId(id, 'GMT');
}
