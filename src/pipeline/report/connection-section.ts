import type { ElementKind } from '#hypergraph/hypergraph.ts';
import { rowLength, rowLengths } from '#hypergraph/incidence.ts';
import { sStructure } from '#topology/s-structure.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import type { Chapter } from './chapter.ts';
import { counted, shareText } from './number-text.ts';
import { elementWord } from './ranked.ts';

/** Most values of s looked at. */
const MOST_STEPS = 16;

/** What the components at one s are. */
interface Level {
  readonly s: number;
  /** Elements that could have a neighbour: at least s members. */
  readonly elements: number;
  /** Components of two elements or more. */
  readonly components: number;
  readonly largest: number;
}

/** How the whole hangs together, and when it falls apart as s grows. */
export function writeConnection(chapter: Chapter): void {
  const edges = levelsOf(chapter, 'edges');
  const nodes = levelsOf(chapter, 'nodes');
  const { command, summary } = chapter.survey;
  if (edges) chapter.say(connectionText(edges, summary.edges));
  const axis = { title: 's, members shared at least', scale: 'log' as const };
  const sides = [
    { name: 'hyperedges', levels: edges ?? [] },
    { name: 'nodes', levels: nodes ?? [] },
  ].filter(({ levels }) => levels.length > 0);
  if (sides.length === 0) return;
  chapter.show(
    {
      kind: 'lines',
      title: 'The largest s-component',
      note: 'Elements in it, as a share of those with at least s members (for nodes: hyperedges).',
      command: command('topology components', '--s 2'),
      axes: { x: axis, y: { title: 'share in the largest', scale: 'linear' } },
      shape: 'straight',
      series: sides.map(({ name, levels }) => ({
        name,
        points: levels.map(({ s, elements, largest }) => [
          s,
          largest / elements,
        ]),
      })),
    },
    {
      kind: 'lines',
      title: 'Number of s-components',
      note: 'Of two elements or more; singletons are not counted.',
      command: command('topology components', '--s 2 --of nodes'),
      axes: { x: axis, y: { title: 's-components', scale: 'linear' } },
      shape: 'straight',
      series: sides.map(({ name, levels }) => ({
        name,
        points: levels.map(({ s, components }) => [s, components]),
      })),
    },
    {
      kind: 'table',
      title: 'Hyperedges that share s members',
      command: command('topology components', '--s 1'),
      columns: ['s', 'with s members', 's-components', 'in the largest'],
      rows: (edges ?? []).map((level) => [
        level.s,
        level.elements,
        level.components,
        level.largest,
      ]),
    },
  );
  writeDiameters(chapter);
}

function connectionText(levels: readonly Level[], edges: number): string {
  const [first] = levels;
  if (first === undefined) return 'No two hyperedges share a node.';
  const start =
    first.largest === edges
      ? 'All hyperedges hang together'
      : `${shareText(first.largest / edges)} of all hyperedges hang together in one component`;
  const half = levels.find(({ elements, largest }) => largest < elements / 2);
  if (half === undefined) {
    const last = levels.at(-1)?.s ?? 1;
    return `${start}; of those with s members at least half still do as far as any share s (s = ${last}).`;
  }
  if (half.s === 1)
    return `${start}, in ${counted(first.components, 'component', 'components')}.`;
  return `${start}; where they must share ${half.s} members, the largest component holds ${shareText(half.largest / half.elements)} of those that have as many.`;
}

/** Undefined where even the first one is too costly. */
function levelsOf(chapter: Chapter, of: ElementKind): Level[] | undefined {
  const { hypergraph, edgeWedges, nodeWedges } = chapter.survey;
  const { rows } = sStructure(hypergraph, { of });
  const sizes = rowLengths(rows);
  const longest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const wedges = of === 'edges' ? edgeWedges : nodeWedges;
  const levels: Level[] = [];
  for (const s of stepsUpTo(longest)) {
    const found = chapter.attempt(
      {
        what: `Components of ${elementWord(of)} from s = ${s} on`,
        steps: s === 1 ? hypergraph.incidenceCount : MOST_STEPS * wedges,
        command: chapter.survey.command(
          'topology components',
          `--s ${s} --of ${of}`,
        ),
      },
      (loop) => computeComponents(hypergraph, { s, of, ...loop }),
    );
    if (found === undefined) return s === 1 ? undefined : levels;
    const components = found.count - found.singletons;
    if (components === 0) break;
    levels.push({
      s,
      elements: sizes.filter((size) => size >= s).length,
      components,
      largest: rowLength(found.members, 0),
    });
  }
  return levels;
}

/** 1, 2, 3 … and then in growing steps. */
function stepsUpTo(longest: number): number[] {
  const steps: number[] = [];
  for (let s = 1; s <= longest && steps.length < MOST_STEPS;) {
    steps.push(s);
    s = Math.max(s + 1, Math.round(s * 1.4));
  }
  return steps;
}

function writeDiameters(chapter: Chapter): void {
  const { hypergraph, names, command, edgeWedges, nodeWedges } = chapter.survey;
  const rows: (string | number)[][] = [];
  let shown: string | undefined;
  for (const of of ['edges', 'nodes'] as const) {
    const wedges = of === 'edges' ? edgeWedges : nodeWedges;
    const order = of === 'edges' ? '' : ' --of nodes';
    for (const s of [1, 2]) {
      const line = command('topology diameter', `--s ${s}${order}`);
      const found = chapter.attempt(
        {
          what: `The ${s}-diameter of ${elementWord(of)}`,
          steps: 32 * wedges,
          command: line,
        },
        (loop) => computeDiameter(hypergraph, { s, of, ...loop }),
      );
      const pair = found?.pair ?? null;
      if (found === undefined || pair === null || found.diameter === 0)
        continue;
      shown ??= line;
      const [from, to] = pair;
      rows.push([
        elementWord(of),
        s,
        found.diameter,
        found.component,
        names.text(of, from),
        names.text(of, to),
      ]);
    }
  }
  if (rows.length === 0) return;
  chapter.show({
    kind: 'table',
    title: 'Farthest apart',
    note: 'The diameter: steps of the longest of all shortest s-walks, the component it lies in, and a pair so far apart.',
    ...(shown !== undefined && { command: shown }),
    columns: ['of', 's', 'diameter', 'in a component of', 'from', 'to'],
    rows,
  });
}
