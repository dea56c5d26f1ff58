// How well groups, missing members and windows are found, as Markdown:
//   node tests/support/run-script.mjs tests/bench/anomaly-sets.ts
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import { plantAnomalies } from '#anomaly/evaluation/planted-stream.ts';
import { companyRows } from '#anomaly/sets/company-rows.ts';
import { denseGroups, pairSurplus } from '#anomaly/sets/dense-groups.ts';
import { suggestMembers } from '#anomaly/sets/missing-members.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Random } from '#numeric/random.ts';
import { readHypergraph } from '#pipeline/sources/read-hypergraph.ts';
import { readScholp } from './planted-streams.ts';

const SEEDS = [0, 1, 2];
const bio = '../shared/data/bio';
const sets = {
  Reactome: `${bio}/ReactomePathways_2024-09-18.gmt.gz`,
  Hallmark: `${bio}/h.all.v7.5.1.symbols.gmt`,
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function membersOf(data: Hypergraph): string[][] {
  return Array.from({ length: data.edgeCount }, (_, edge) =>
    Array.from(data.edgeMembers(edge), (node) => data.nodeIds.textAt(node)),
  );
}

/** One member taken from one set in ten: how often it is the suggestion, and the first of all. */
function missing(data: Hypergraph, seed: number): number[] {
  const draw = new Random(seed);
  const gone = new Map<number, string>();
  const relations = membersOf(data).map((members, edge) => {
    if (members.length < 4 || members.length > 256 || !draw.chance(0.1)) {
      return members;
    }
    const [taken = ''] = members.splice(draw.int(members.length), 1);
    gone.set(edge, taken);
    return members;
  });
  const planted = hypergraphFromMembers(relations);
  const rows = companyRows(planted, 'share', { largest: 256 });
  const found = suggestMembers(planted, rows);
  const hits = found.filter(
    ({ edge, node }) => gone.get(edge) === planted.nodeIds.textAt(node),
  );
  // whoever is in no other set cannot be suggested
  const known = [...gone.values()].filter(
    (id) => planted.nodeIds.indexOf(id) !== undefined,
  );
  const first = [...found].sort((a, b) => b.lift - a.lift).slice(0, 100);
  const right = first.filter(
    ({ edge, node }) => gone.get(edge) === planted.nodeIds.textAt(node),
  );
  return [hits.length / known.length, right.length / 100, known.length];
}

console.log(
  '| sets | taken | suggested | of the first 100 |\n| --- | --- | --- | --- |',
);
for (const [name, path] of Object.entries(sets)) {
  const { hypergraph } = await readHypergraph(path, {
    mapping: {},
    strict: false,
  });
  const runs = SEEDS.map((seed) => missing(hypergraph, seed));
  const cell = (k: number): string =>
    mean(runs.map((run) => run[k]!)).toFixed(2);
  console.log(
    `| ${name} | ${Math.round(mean(runs.map((r) => r[2]!)))} | ${cell(0)} | ${cell(1)} |`,
  );
}

/** Ranks and overlaps of the planted group of six among the densest groups. */
function collusion(
  name: 'contact-high-school' | 'email-Eu',
  seed: number,
): [number, number] {
  const { relations, labels } = plantAnomalies(
    readScholp(name),
    'collusion',
    new Random(1000 + seed),
  );
  const clique = new Set(
    relations
      .filter((_, i) => labels[i] === 1)
      .flatMap(({ members }) => members.map(String)),
  );
  const data = hypergraphFromMembers(
    relations.map(({ members }) => members.map(String)),
  );
  const groups = denseGroups(pairSurplus(data), 50);
  let best: [number, number] = [0, 0];
  groups.forEach(({ nodes }, rank) => {
    const own = nodes.map((node) => data.nodeIds.textAt(node));
    const both = own.filter((id) => clique.has(id)).length;
    const overlap = both / (own.length + clique.size - both);
    if (overlap > best[1]) best = [rank + 1, overlap];
  });
  return best;
}

console.log(
  '\n| stream | planted group of forty relations among six: rank, overlap (Jaccard) |\n| --- | --- |',
);
for (const name of ['contact-high-school', 'email-Eu'] as const) {
  const cells = SEEDS.map((seed) => collusion(name, seed)).map(
    ([rank, overlap]) => `${rank}, ${overlap.toFixed(2)}`,
  );
  console.log(`| ${name} | ${cells.join(' · ')} |`);
}

/** A generated series of days, six of them odd in one way each. */
function days(seed: number): { data: Hypergraph; odd: ReadonlySet<number> } {
  const kinds = new Map([
    [60, 'many'],
    [75, 'large'],
    [88, 'few'],
    [95, 'strangers'],
    [101, 'few'],
    [108, 'clique'],
  ]);
  const draw = new Random(seed);
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (let day = 0; day < 120; day++) {
    const kind = kinds.get(day);
    const usual = day % 7 < 5 ? 30 : 8;
    const meetings = kind === 'many' ? 80 : kind === 'few' ? 9 : usual;
    const count = Math.round(meetings * (0.9 + 0.2 * draw.float()));
    for (let meeting = 0; meeting < count; meeting++) {
      const edge = builder.addNextEdge();
      builder.setEdge(
        edge,
        'time',
        Date.UTC(2026, 0, 5 + day) + draw.int(86_400_000),
      );
      const people = new Set<number>();
      const size = kind === 'large' ? 7 : 3;
      while (people.size < size) {
        const isStranger = kind === 'strangers' && draw.chance(0.3);
        people.add(
          isStranger
            ? 100 + draw.int(1000)
            : draw.int(kind === 'clique' ? 6 : 40),
        );
      }
      for (const person of people)
        builder.addIncidence(edge, builder.addNode(`p${person}`));
    }
  }
  return { data: builder.build(), odd: new Set(kinds.keys()) };
}

const found = Array.from({ length: 10 }, (_, seed) => {
  const { data, odd } = days(seed + 1);
  const ranking = detectAnomalies(data, { of: 'windows' });
  const first = ranking.order.subarray(0, odd.size);
  return [
    first.filter((day) => odd.has(day)).length / odd.size,
    ranking.changes?.length ?? 0,
  ];
});
console.log(
  `\nWindows: of the first six ${mean(found.map((f) => f[0]!)).toFixed(2)} are odd days (ten series); changes told where there is none: ${found.reduce((s, f) => s + f[1]!, 0)}.`,
);
