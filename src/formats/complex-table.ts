import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { readLines, type LineBlock } from './read-lines.ts';
import { RejectionLog, rejectionError } from './rejection-log.ts';

/** Names that releases of both data bases gave their columns, in lower case. */
const aliases = {
  id: ['#complex ac', 'complex ac', 'complexid', 'complex_id'],
  name: ['recommended name', 'complexname', 'complex_name'],
  taxon: ['taxonomy identifier', 'organism'],
  members: [
    'identifiers (and stoichiometry) of molecules in complex',
    'expanded participant list',
    'subunits(uniprot ids)',
    'subunits_uniprot_id',
    'subunits(uniprot id)',
    'subunits(gene name)',
    'subunits_gene_name',
  ],
} as const;

type ComplexColumns = Readonly<Record<keyof typeof aliases, number>>;

/**
 * Protein complexes: ComplexTAB of the Complex Portal, where `P12345(2)` says
 * how many copies (0 is unknown), and CORUM's table of subunits divided by `;`.
 * A complex is a hyperedge, copies are weights, molecules the nodes.
 */
export const complexTableReader: FormatReader = {
  name: 'complextab',
  title: 'protein complexes (ComplexTAB, CORUM)',
  extensions: ['complextab'],
  detect(head) {
    const [line = ''] = new TextDecoder().decode(head).split(/\r?\n/, 1);
    return findColumns(line.replace(/^\uFEFF/, '')) === undefined ? 0 : 0.98;
  },
  read,
};

function findColumns(line: string): ComplexColumns | undefined {
  const cells = line.split('\t').map((cell) => cell.trim().toLowerCase());
  const find = (of: keyof typeof aliases): number => {
    for (const alias of aliases[of]) {
      const at = cells.indexOf(alias);
      if (at >= 0) return at;
    }
    return -1;
  };
  const id = find('id');
  const members = find('members');
  if (id < 0 || members < 0) return undefined;
  return { id, members, name: find('name'), taxon: find('taxon') };
}

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const builder = new HypergraphBuilder();
  const rejected = new RejectionLog(options.strict);
  const file = source.name;
  const incidences = (): number => builder.incidenceCount;
  let columns: ComplexColumns | undefined;
  for await (const block of readLines(source, { ...options, incidences })) {
    while (block.next()) {
      const text = new TextDecoder().decode(block.view);
      if (columns === undefined) {
        columns = findColumns(text);
        if (columns === undefined) throw noHeader(file, block.line);
        continue;
      }
      const fault = block.fault() ?? addComplex(builder, columns, text);
      if (fault) rejected.add({ file, line: block.line, ...fault });
    }
  }
  if (columns === undefined) throw noHeader(file, 1);
  rejected.assertSomeRead(builder.edgeCount);
  const hypergraph = builder.build();
  return { hypergraph, format: 'complextab', rejected, notes: [] };
}

function noHeader(file: string, line: LineBlock['line']): Error {
  return rejectionError({
    file,
    line,
    column: 1,
    reason: 'no header of a table of complexes',
    expected: 'the columns that Complex Portal or CORUM write',
  });
}

function addComplex(
  builder: HypergraphBuilder,
  columns: ComplexColumns,
  text: string,
): { column: number; reason: string; expected: string } | undefined {
  if (text.trim() === '') return undefined;
  const cells = text.split('\t').map((cell) => cell.trim());
  const id = cells[columns.id] ?? '';
  const members = membersOf(cells[columns.members] ?? '');
  if (id === '' || members.length === 0) {
    const reason =
      id === '' ? 'a complex without an id' : `${id} without members`;
    return { column: 1, reason, expected: 'an id and molecules' };
  }
  const edge = builder.edgeCount;
  if (builder.addEdge(id) < edge) {
    return {
      column: 1,
      reason: `the complex ${id} again`,
      expected: 'each id once',
    };
  }
  for (const [key, column] of [
    ['name', columns.name],
    ['taxon', columns.taxon],
  ] as const) {
    const cell = cells[column] ?? '';
    if (cell !== '' && cell !== '-') builder.setEdge(edge, key, cell);
  }
  for (const { molecule, copies } of members) {
    builder.addIncidence(edge, builder.addNode(molecule));
    if (copies > 0) builder.setIncidence('weight', copies);
  }
  return undefined;
}

/** `P1(2)|P2(0)` of ComplexTAB, or `P1;P2` of CORUM. */
function membersOf(cell: string): { molecule: string; copies: number }[] {
  const isCounted = /\(\d+\)(\||$)/.test(cell);
  return cell
    .split(isCounted ? '|' : /[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-')
    .map((part) => {
      const counted = /^(.*)\((\d+)\)$/.exec(part);
      const [, molecule = part, copies = '0'] = counted ?? [];
      return { molecule, copies: Number(copies) };
    });
}
