import fc from 'fast-check';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Id } from '#hypergraph/id-table.ts';
import type { PropertyValue } from '#hypergraph/property-column.ts';

/** What an arbitrary hypergraph may hold; everything unless switched off. */
export interface ArbitraryOptions {
  /** Most nodes, most hyperedges (8 each) and most incidences (24). */
  readonly maxNodes?: number;
  readonly maxEdges?: number;
  readonly maxIncidences?: number;
  /** `mixed`: text and integers side by side, `1` and `"1"` too. */
  readonly ids?: 'text' | 'integer' | 'mixed';
  /** The text of text ids. */
  readonly idText?: fc.Arbitrary<string>;
  readonly emptyEdges?: boolean;
  readonly isolatedNodes?: boolean;
  readonly weights?: boolean;
  readonly roles?: boolean;
  /** Edge `time` and `end`. */
  readonly times?: boolean;
  readonly kinds?: boolean;
  /** Named properties of nodes, hyperedges and incidences. */
  readonly properties?: boolean;
  /** Names of those properties. */
  readonly propertyNames?: readonly string[];
}

/** One incidence by position in {@link ArbitraryIncidences.edges} and `nodes`. */
export interface ArbitraryIncidence {
  readonly edge: number;
  readonly node: number;
  readonly weight?: number;
  readonly role?: string;
}

/** A hypergraph as lists, with repeated incidences left in. */
export interface ArbitraryIncidences {
  readonly nodes: readonly Id[];
  readonly edges: readonly Id[];
  readonly incidences: readonly ArbitraryIncidence[];
}

const awkwardText = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 4 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  fc.constantFrom('', '0', '1', '__proto__', 'constructor', 'a|b', ' x ', '"'),
);

/** Finite, and never −0, which JSON cannot tell from 0. */
export const arbitraryNumber: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => (value === 0 ? 0 : value)),
);

/** Whole milliseconds that a JavaScript date can show. */
export const arbitraryTime: fc.Arbitrary<number> = fc.integer({
  min: -8_640_000_000_000,
  max: 8_640_000_000_000,
});

const defaultNames = ['colour', 'size', 'weight', 'name x', '__proto__'];

/** Ids, and incidences between them; integer ids are safe integers. */
export function arbitraryIncidences(
  options: ArbitraryOptions = {},
): fc.Arbitrary<ArbitraryIncidences> {
  const ids = (maxLength: number): fc.Arbitrary<Id[]> =>
    fc.uniqueArray(arbitraryId(options), {
      maxLength,
      selector: (id) => JSON.stringify(id),
    });
  return fc
    .tuple(ids(options.maxNodes ?? 8), ids(options.maxEdges ?? 8))
    .chain(([nodes, edges]) =>
      arbitraryPairs(nodes.length, edges.length, options).map((incidences) =>
        withoutLoose({ nodes, edges, incidences }, options),
      ),
    );
}

/**
 * A hypergraph with properties, weights, roles, times and kinds, empty edges,
 * isolated nodes, multi-edges and repeated incidences.
 */
export function arbitraryHypergraph(
  options: ArbitraryOptions = {},
): fc.Arbitrary<Hypergraph> {
  return arbitraryIncidences(options).chain((lists) =>
    fc
      .record({
        nodes: arbitraryRows(lists.nodes.length, options, {
          ...(options.kinds !== false && {
            kind: fc.constantFrom('user', 'host'),
          }),
        }),
        edges: arbitraryRows(lists.edges.length, options, {
          ...(options.times !== false && {
            time: arbitraryTime,
            end: arbitraryTime,
          }),
        }),
        incidences: arbitraryRows(lists.incidences.length, options, {}),
      })
      .map((rows) => buildHypergraph(lists, rows)),
  );
}

type Row = ReadonlyMap<string, PropertyValue>;

interface Rows {
  readonly nodes: readonly Row[];
  readonly edges: readonly Row[];
  readonly incidences: readonly Row[];
}

function arbitraryId(options: ArbitraryOptions): fc.Arbitrary<Id> {
  const text: fc.Arbitrary<Id> = options.idText ?? awkwardText;
  const integer: fc.Arbitrary<Id> = fc.oneof(
    fc.integer({ min: -3, max: 9 }),
    fc.maxSafeInteger(),
  );
  if (options.ids === 'text') return text;
  if (options.ids === 'integer') return integer;
  return fc.oneof({ weight: 3, arbitrary: text }, integer);
}

function arbitraryPairs(
  nodeCount: number,
  edgeCount: number,
  options: ArbitraryOptions,
): fc.Arbitrary<ArbitraryIncidence[]> {
  if (nodeCount === 0 || edgeCount === 0) return fc.constant([]);
  const role = fc.constantFrom('head', 'tail', 'user', 'src_host');
  return fc.array(
    fc.record(
      {
        edge: fc.nat(edgeCount - 1),
        node: fc.nat(nodeCount - 1),
        ...(options.weights !== false && {
          weight: fc.integer({ min: -40, max: 400 }).map((n) => n / 4),
        }),
        ...(options.roles !== false && { role }),
      },
      { requiredKeys: ['edge', 'node'] },
    ),
    { maxLength: options.maxIncidences ?? 24, size: 'max' },
  );
}

/** Drops the ids that no incidence names, where the options forbid them. */
function withoutLoose(
  lists: ArbitraryIncidences,
  options: ArbitraryOptions,
): ArbitraryIncidences {
  const keep = (
    count: number,
    side: 'edge' | 'node',
    loose?: boolean,
  ): number[] => {
    const used = new Set(lists.incidences.map((incidence) => incidence[side]));
    const all = Array.from({ length: count }, (_, index) => index);
    return loose === false ? all.filter((index) => used.has(index)) : all;
  };
  const nodes = keep(lists.nodes.length, 'node', options.isolatedNodes);
  const edges = keep(lists.edges.length, 'edge', options.emptyEdges);
  return {
    nodes: nodes.map((index) => lists.nodes[index]!),
    edges: edges.map((index) => lists.edges[index]!),
    incidences: lists.incidences.map((incidence) => ({
      ...incidence,
      node: nodes.indexOf(incidence.node),
      edge: edges.indexOf(incidence.edge),
    })),
  };
}

/** One value of a property of each kind; JSON values survive a trip through text. */
const propertyKinds: readonly fc.Arbitrary<PropertyValue>[] = [
  arbitraryNumber,
  fc.boolean(),
  awkwardText,
  fc
    .jsonValue({ maxDepth: 2 })
    .map((value) => JSON.parse(JSON.stringify(value)) as PropertyValue),
];

function arbitraryRows(
  count: number,
  options: ArbitraryOptions,
  reserved: Readonly<Record<string, fc.Arbitrary<PropertyValue>>>,
): fc.Arbitrary<Row[]> {
  const names = options.propertyNames ?? defaultNames;
  const columns: fc.Arbitrary<[string, fc.Arbitrary<PropertyValue>][]> =
    options.properties === false
      ? fc.constant([])
      : fc.array(
          fc.tuple(
            fc.constantFrom(...names),
            fc.constantFrom(...propertyKinds),
          ),
          { maxLength: 3 },
        );
  return columns.chain((drawn) => {
    const all = [...drawn, ...Object.entries(reserved)];
    const cells = all.map(([name, values]) =>
      fc.option(
        values.map((value) => [name, value] as const),
        { freq: 3 },
      ),
    );
    const row = fc
      .tuple(...cells)
      .map((entries) => new Map(entries.filter((entry) => entry !== null)));
    return fc.array(row, { minLength: count, maxLength: count });
  });
}

function buildHypergraph(lists: ArbitraryIncidences, rows: Rows): Hypergraph {
  const builder = new HypergraphBuilder();
  for (const id of lists.nodes) builder.addNode(id);
  for (const id of lists.edges) builder.addEdge(id);
  for (const [index, incidence] of lists.incidences.entries()) {
    builder.addIncidence(incidence.edge, incidence.node);
    for (const [name, value] of rows.incidences[index] ?? []) {
      if (name !== 'weight') builder.setIncidence(name, value);
    }
    builder.setIncidence('weight', incidence.weight ?? null);
    builder.setIncidence('role', incidence.role ?? null);
  }
  for (const [index, row] of rows.nodes.entries()) {
    for (const [name, value] of row) builder.setNode(index, name, value);
  }
  for (const [index, row] of rows.edges.entries()) {
    for (const [name, value] of row) builder.setEdge(index, name, value);
  }
  return builder.build();
}
