import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths, type Incidence } from '#hypergraph/incidence.ts';
import { affinityBlocks } from '#compute/cpu/affinity-blocks.ts';
import { unionRows } from '#compute/cpu/union-rows.ts';
import {
  drawIncidences,
  type BlockWeights,
} from '#compute/cpu/weighted-draws.ts';
import {
  checkCount,
  checkProbability,
  checkWeights,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** Expected degrees and sizes; their sums must agree. */
export interface ExpectedMargins {
  readonly degrees: ArrayLike<number>;
  readonly sizes: ArrayLike<number>;
}

/**
 * Chung–Lu model: node v is in hyperedge e with probability degree · size / sum,
 * at most 1, independently. Degrees and sizes are met on average where no
 * product exceeds the sum.
 * @throws PolyadError INVALID_ARGUMENT if sums differ; LIMIT_EXCEEDED; CANCELLED
 * @remarks Aksoy et al. 2017, doi:10.1093/comnet/cnx001. Time O(incidences).
 */
export function chungLuModel(
  margins: ExpectedMargins,
  options: ModelOptions = {},
): Hypergraph {
  const sum = checkedSum(margins);
  const rows = draw(
    { ...oneGroup(margins), factors: Float64Array.of(sum > 0 ? 1 / sum : 0) },
    sum,
    options,
  );
  return numberedHypergraph(rows, margins.degrees.length);
}

/** Nodes, hyperedges and the probability of each incidence. */
export interface BipartiteErdosRenyi {
  readonly nodes: number;
  readonly edges: number;
  readonly p: number;
}

/**
 * Erdős–Rényi model of the incidence matrix: every node is in every hyperedge with
 * probability `p`.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Time O(incidences + hyperedges).
 */
export function erdosRenyiIncidences(
  { nodes, edges, p }: BipartiteErdosRenyi,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('nodes', nodes, 0);
  checkCount('edges', edges, 0);
  checkProbability('p', p);
  startModel(options).rows.price(nodes * edges * p);
  const margins = {
    degrees: new Float64Array(nodes).fill(1),
    sizes: new Float64Array(edges).fill(1),
  };
  const model = { ...oneGroup(margins), factors: Float64Array.of(p) };
  return numberedHypergraph(draw(model, nodes * edges * p, options), nodes);
}

/** Degrees, sizes, and incidences between groups. */
export interface BlockMargins extends ExpectedMargins {
  /** Group of each node and hyperedge, from 0. */
  readonly nodeGroups: ArrayLike<number>;
  readonly edgeGroups: ArrayLike<number>;
  /** Expected incidences between node group g (row) and hyperedge group h (column). */
  readonly incidences: readonly (readonly number[])[];
}

/**
 * Degree-corrected stochastic block model: node v is in hyperedge e with
 * probability degree · size · incidences(g, h) / (degrees in g · sizes in h), at
 * most 1, for their groups g and h.
 * @throws PolyadError INVALID_ARGUMENT if lists or sums do not fit; LIMIT_EXCEEDED;
 * CANCELLED
 * @remarks Larremore, Clauset and Jacobs 2014, doi:10.1103/PhysRevE.90.012805.
 * Time O(incidences + hyperedges · groups).
 */
export function degreeCorrectedBlockModel(
  model: BlockMargins,
  options: ModelOptions = {},
): Hypergraph {
  const { degrees, sizes, nodeGroups, edgeGroups, incidences } = model;
  checkedSum(model);
  checkGroups('nodeGroups', nodeGroups, degrees.length, incidences.length);
  const columns = incidences[0]?.length ?? 0;
  checkGroups('edgeGroups', edgeGroups, sizes.length, columns);
  const nodeSums = groupSums(degrees, nodeGroups, incidences.length);
  const edgeSums = groupSums(sizes, edgeGroups, columns);
  const factors = edgeSums.flatMap((edgeSum, h) =>
    nodeSums.map((nodeSum, g) =>
      edgeSum * nodeSum > 0
        ? (incidences[g]?.[h] ?? 0) / (edgeSum * nodeSum)
        : 0,
    ),
  );
  const expected = incidences.flat().reduce((sum, value) => sum + value, 0);
  const rows = draw(
    {
      rowWeights: Float64Array.from(sizes),
      rowGroups: Uint32Array.from(edgeGroups),
      columnWeights: Float64Array.from(degrees),
      columnGroups: Uint32Array.from(nodeGroups),
      factors: Float64Array.from(factors),
      columnGroupCount: incidences.length,
    },
    expected,
    options,
  );
  return numberedHypergraph(rows, degrees.length);
}

/** Degrees and sizes with clustering. */
export interface ClusteredMargins extends ExpectedMargins {
  /**
   * Share of paths of three incidences closed by a fourth, for nodes and
   * hyperedges of about this degree or size. A number is for all.
   */
  readonly coefficient: number | ((degree: number) => number);
}

/**
 * Block two-level Erdős–Rényi model (bipartite BTER): nodes and hyperedges of like
 * degree form dense blocks, and a Chung–Lu model adds what blocks leave wanting.
 * Degrees and sizes are met on average, up to incidences that both levels draw.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Aksoy, Kolda and Pinar 2017, doi:10.1093/comnet/cnx001.
 */
export function blockTwoLevelModel(
  model: ClusteredMargins,
  options: ModelOptions = {},
): Hypergraph {
  const sum = checkedSum(model);
  const { degrees, sizes, coefficient } = model;
  const blocks = affinityBlocks(sizes, degrees, (degree) => {
    const c =
      typeof coefficient === 'number' ? coefficient : coefficient(degree);
    checkProbability('coefficient', c);
    return c;
  });
  const inside = drawBlocks(blocks, sum, options);
  const excess = Math.max(total(blocks.rowExcess), total(blocks.columnExcess));
  const outside = draw(
    {
      ...oneGroup({ degrees: blocks.columnExcess, sizes: blocks.rowExcess }),
      factors: Float64Array.of(excess > 0 ? 1 / excess : 0),
    },
    sum,
    { ...options, seed: (options.seed ?? 0) + 1 },
  );
  return numberedHypergraph(unionRows(inside, outside), degrees.length);
}

function drawBlocks(
  blocks: ReturnType<typeof affinityBlocks>,
  expected: number,
  options: ModelOptions,
): Incidence {
  // Rows are drawn block by block: a table of all pairs of blocks would be square.
  const { rowBlocks, columnBlocks, densities } = blocks;
  return draw(
    {
      rowWeights: Float64Array.from(
        rowBlocks,
        (block) => densities[block] ?? 0,
      ),
      rowGroups: rowBlocks,
      columnWeights: new Float64Array(columnBlocks.length).fill(1),
      columnGroups: columnBlocks,
      factors: Float64Array.of(1),
      columnGroupCount: densities.length,
      diagonal: true,
    },
    expected,
    options,
  );
}

function draw(
  model: Omit<BlockWeights, 'limit'>,
  expected: number,
  options: ModelOptions,
): Incidence {
  const { random, rows, limit } = startModel(options);
  rows.price(expected);
  return drawIncidences({ ...model, limit }, random, options);
}

function oneGroup({
  degrees,
  sizes,
}: ExpectedMargins): Omit<BlockWeights, 'limit' | 'factors'> {
  return {
    rowWeights: Float64Array.from(sizes),
    rowGroups: new Uint32Array(sizes.length),
    columnWeights: Float64Array.from(degrees),
    columnGroups: new Uint32Array(degrees.length),
    columnGroupCount: 1,
  };
}

/** Degrees and sizes of a hypergraph, as margins to draw another with. */
export function marginsOf(hypergraph: Hypergraph): {
  degrees: Uint32Array;
  sizes: Uint32Array;
} {
  return {
    degrees: rowLengths(hypergraph.nodes),
    sizes: rowLengths(hypergraph.edges),
  };
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkedSum({ degrees, sizes }: ExpectedMargins): number {
  checkWeights('degrees', degrees);
  checkWeights('sizes', sizes);
  const [wanted, given] = [total(degrees), total(sizes)];
  if (Math.abs(wanted - given) <= 1e-9 * Math.max(wanted, given)) return wanted;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `Degrees sum to ${wanted} and sizes to ${given}; each counts the incidences, so the sums must agree.`,
    { degrees: wanted, sizes: given },
  );
}

function total(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0);
}

function groupSums(
  values: ArrayLike<number>,
  groups: ArrayLike<number>,
  count: number,
): number[] {
  const sums = new Array<number>(count).fill(0);
  Array.from(groups).forEach((group, i) => {
    sums[group] = (sums[group] ?? 0) + (values[i] ?? 0);
  });
  return sums;
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkGroups(
  name: string,
  groups: ArrayLike<number>,
  length: number,
  count: number,
): void {
  const wrong = Array.from(groups).find(
    (group) => !Number.isSafeInteger(group) || group < 0 || group >= count,
  );
  if (wrong === undefined && groups.length === length) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    wrong === undefined
      ? `${name} has ${groups.length} entries for ${length}; give one each.`
      : `${name} holds ${wrong}; groups are integers from 0 to ${count - 1}.`,
    { [name]: wrong ?? groups.length },
  );
}
