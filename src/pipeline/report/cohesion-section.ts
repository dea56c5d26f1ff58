import { rowLengths } from '#hypergraph/incidence.ts';
import {
  computeAssortativity,
  type AssortativityKind,
} from '#topology/cohesion/assortativity.ts';
import {
  computeClustering,
  type Clustering,
} from '#topology/cohesion/clustering.ts';
import type { Chapter } from './chapter.ts';
import { numberText } from './number-text.ts';
import type { BarsFigure, NamedNumber } from './report.ts';

/** Bars of a distribution from 0 to 1. */
const BINS = 10;

const clusterings = [
  ['local', 'how far the hyperedges of a node meet beyond it'],
  ['two-node', 'hyperedges that a node and a neighbour share'],
  ['projection', 'pairs of neighbours that meet'],
] as const;

const assortativities = [
  ['uniform', 'any two members of a hyperedge'],
  ['top-2', 'its two members of the highest degree'],
  ['top-bottom', 'its members of the highest and the lowest degree'],
  ['degree', 'pairs of the clique expansion'],
] as const satisfies readonly (readonly [AssortativityKind, string])[];

/** Whether neighbours of neighbours meet, and whether like meets like. */
export function writeCohesion(chapter: Chapter): void {
  const { hypergraph, nodeWedges, edgeWedges, command } = chapter.survey;
  const means: NamedNumber[] = [];
  let local: Clustering | undefined;
  for (const [kind, note] of clusterings) {
    const found = chapter.attempt(
      {
        what: `The clustering coefficient of kind ${kind}`,
        steps: {
          local: 4 * nodeWedges + meetings(chapter),
          'two-node': 2 * nodeWedges + edgeWedges,
          projection: triangles(chapter),
        }[kind],
        command: command('topology clustering', `--kind ${kind}`),
      },
      (loop) => computeClustering(hypergraph, { kind, ...loop }),
    );
    if (found === undefined) continue;
    means.push({ name: kind, value: found.mean, note });
    if (kind === 'local') local = found;
  }
  const values: NamedNumber[] = [];
  for (const [kind, note] of assortativities) {
    const value = chapter.attempt(
      {
        what: `The assortativity of kind ${kind}`,
        steps: 2 * nodeWedges,
        command: command('topology assortativity', `--kind ${kind}`),
      },
      (loop) => computeAssortativity(hypergraph, { kind, ...loop }),
    );
    if (value !== undefined) values.push({ name: kind, value, note });
  }
  sayLikes(chapter, values);
  if (means.length > 0) {
    chapter.show({
      kind: 'numbers',
      title: 'Clustering coefficients',
      note: 'Means over all nodes, from 0 to 1; 0 for nodes where it is not defined.',
      command: command('topology clustering', '--kind local'),
      numbers: means,
    });
  }
  if (local) chapter.show(localDistribution(chapter, local.scores));
  if (values.length > 0) {
    chapter.show({
      kind: 'numbers',
      title: 'Degree assortativity',
      note: 'Correlation of the degrees of two nodes that meet, from −1 to 1; – where degrees do not vary.',
      command: command('topology assortativity', '--kind uniform'),
      numbers: values,
    });
  }
}

function sayLikes(chapter: Chapter, values: readonly NamedNumber[]): void {
  const value = values[0]?.value;
  if (typeof value !== 'number' || Number.isNaN(value)) return;
  const text = numberText(value);
  chapter.say(
    Math.abs(value) < 0.1
      ? `Nodes meet others with little regard to degree (uniform assortativity ${text}).`
      : value > 0
        ? `Well-connected nodes meet their like (uniform assortativity ${text}).`
        : `Well-connected nodes meet poorly connected ones (uniform assortativity ${text}).`,
  );
}

function localDistribution(
  { survey }: Chapter,
  scores: Float64Array,
): BarsFigure {
  const counts = new Uint32Array(BINS);
  for (const score of scores) {
    const bin = Math.min(BINS - 1, Math.floor(score * BINS));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    kind: 'bars',
    title: 'Local clustering of nodes',
    command: survey.command('topology clustering', '--kind local'),
    axes: {
      x: 'local clustering coefficient, from',
      y: { title: 'nodes', scale: 'linear' },
    },
    bars: Array.from(counts, (value, bin) => ({
      name: (bin / BINS).toFixed(1),
      value,
    })),
  };
}

/** Σ over hyperedges of members · what they meet: about the steps of local clustering. */
function meetings({ survey: { hypergraph } }: Chapter): number {
  const degrees = rowLengths(hypergraph.nodes);
  const { offsets, members } = hypergraph.edges;
  let total = 0;
  for (let edge = 0; edge + 1 < offsets.length; edge++) {
    const start = offsets[edge] ?? 0;
    const end = offsets[edge + 1] ?? 0;
    let met = 0;
    for (let at = start; at < end; at++) met += degrees[members[at] ?? 0] ?? 0;
    total += met * Math.sqrt(end - start);
  }
  return total;
}

/** Steps of counting triangles of the clique expansion: m √m, at most. */
function triangles({ survey: { nodeWedges, hypergraph } }: Chapter): number {
  const most = hypergraph.nodeCount * hypergraph.nodeCount;
  const links = Math.min(nodeWedges, most) / 2;
  return links * Math.sqrt(2 * links);
}
