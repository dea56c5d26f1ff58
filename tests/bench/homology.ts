// node tests/support/run-script.mjs tests/bench/homology.ts
// Prints the table of Betti numbers and bars in RESULTS.md: CPU seconds of the first
// call in this process and of the best of the next ones, and how good prices are.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadHypergraph } from '#pipeline/operations/load.ts';
import { priceClosure } from '#compute/cpu/closure-price.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { computePersistence } from '#topology/homology/persistence.ts';
import { projectRoot, sharedPath } from '../support/shared.ts';
import { readDistinctScholp } from './scholp.ts';

/** Calls after the first one. */
const REPEAT = 4;

interface Question {
  readonly set: string;
  readonly what: string;
  readonly ask: (hypergraph: Hypergraph) => string;
}

const scholp = (name: string) => (): Promise<Hypergraph> =>
  Promise.resolve(readDistinctScholp(sharedPath('data', 'anomaly'), name));

const file =
  (...parts: string[]) =>
  async (): Promise<Hypergraph> => {
    const path = sharedPath(...parts);
    const choice = { mapping: {}, strict: false };
    return (await loadHypergraph(path, choice)).hypergraph;
  };

const sets = {
  'email-Eu': scholp('email-Eu'),
  'contact-high-school': scholp('contact-high-school'),
  'attack-groups': file('golden', 'attack-groups.hif.json'),
  Reactome: file('data', 'bio', 'ReactomePathways_2024-09-18.gmt.gz'),
};

const betti = (maxDim: number) => (hypergraph: Hypergraph) =>
  computeHomology(hypergraph, { maxDim, counts: false }).betti.join(' ');

const bars = (maxDim: number) => (hypergraph: Hypergraph) =>
  `${computePersistence(hypergraph, { maxDim, filtration: 'size' }).dims.length} bars`;

const questions: readonly Question[] = [
  { set: 'attack-groups', what: 'Betti 0–1', ask: betti(1) },
  { set: 'attack-groups', what: 'Betti 0–2', ask: betti(2) },
  { set: 'contact-high-school', what: 'Betti 0–2', ask: betti(2) },
  { set: 'email-Eu', what: 'Betti 0–2', ask: betti(2) },
  { set: 'Reactome', what: 'Betti 0–10', ask: betti(10) },
  { set: 'attack-groups', what: 'by size, bars 0–1', ask: bars(1) },
  { set: 'contact-high-school', what: 'by size, bars 0–2', ask: bars(2) },
  { set: 'email-Eu', what: 'by size, bars 0–2', ask: bars(2) },
  { set: 'Reactome', what: 'by size, bars 0–1', ask: bars(1) },
];

/** CPU seconds, all threads. */
function timed<Result>(run: () => Result): [seconds: number, result: Result] {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1e6, result];
}

async function main(): Promise<void> {
  if (!existsSync(join(projectRoot, '..', 'shared', 'data'))) {
    throw new Error('There is no ../shared/data to measure on.');
  }
  const read = new Map<string, Hypergraph>();
  for (const [name, load] of Object.entries(sets)) read.set(name, await load());
  console.log('| set | what | answer | first | best of 4 |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const { set, what, ask } of questions) {
    const hypergraph = read.get(set)!;
    const [first, answer] = timed(() => ask(hypergraph));
    const next = Array.from(
      { length: REPEAT },
      () => timed(() => ask(hypergraph))[0],
    );
    const best = Math.min(...next);
    console.log(
      `| ${set} | ${what} | ${answer} | ${first.toFixed(3)} | ${best.toFixed(4)} |`,
    );
  }
  console.log('\n| set | members | sets there are | priced | off | ms |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const set of ['email-Eu', 'contact-high-school', 'attack-groups']) {
    const { edges, nodes } = read.get(set)!;
    const maxDim = 1;
    const exact = computeHomology(read.get(set)!, { maxDim });
    for (const width of [2, 3]) {
      const [seconds, price] = timed(() => priceClosure(edges, nodes, width));
      const there = exact.simplices[width - 1] ?? NaN;
      const off = (100 * Math.abs(price.estimate - there)) / there;
      console.log(
        `| ${set} | ${width} | ${exact.isEstimated ? 'about ' : ''}${there} | ${Math.round(price.estimate)} | ${off.toFixed(1)} % | ${(1000 * seconds).toFixed(0)} |`,
      );
    }
  }
  console.log(
    `\nresident ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
  );
}

await main();
