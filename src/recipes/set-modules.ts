import type { Random } from '#numeric/random.ts';
import { logNormal, pickZipf, seededStream } from '../seeded-stream.ts';

/** Genes that do one thing together, in some greater process. */
export interface Module {
  readonly name: string;
  readonly process: number;
  readonly genes: readonly string[];
}

export interface Genome {
  readonly modules: readonly Module[];
  /** Every gene, once for each module it is in: a pick is by popularity. */
  readonly byPopularity: readonly string[];
}

/** Genes that turn up in pathways of every kind. */
const HUBS = 40;
const MODULES_A_PROCESS = 8;

/**
 * A genome of `count` modules: modules of a process share genes, some reach into
 * a neighbouring process, and a few hub genes are everywhere.
 */
export function buildGenome(count: number, seed: number): Genome {
  const random = seededStream(seed, 'genome');
  const symbols = new SymbolMaker(random);
  const hubs = symbols.take(HUBS);
  const processes = Array.from(
    { length: Math.max(2, Math.ceil(count / MODULES_A_PROCESS)) },
    () => symbols.take(60 + random.int(140)),
  );
  const modules = Array.from({ length: count }, (_, number): Module => {
    const process = number % processes.length;
    const own = processes[process] ?? [];
    const near = processes[(process + 1) % processes.length] ?? own;
    const size = Math.min(200, Math.max(8, logNormal(random, 24, 0.65)));
    const genes = new Set<string>();
    for (let tries = 0; genes.size < size && tries < 4 * size; tries++) {
      const roll = random.float();
      const pool = roll < 0.84 ? own : roll < 0.93 ? near : hubs;
      genes.add(
        random.chance(0.5) ? pickZipf(random, pool) : random.pick(pool),
      );
    }
    const name = `${verb(random)} ${String(number + 1)}`;
    return { name, process, genes: [...genes] };
  });
  return { modules, byPopularity: modules.flatMap(({ genes }) => genes) };
}

/** Symbols such as `KDR14`, none twice. */
class SymbolMaker {
  readonly #random: Random;
  readonly #known = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  take(count: number): string[] {
    return Array.from({ length: count }, () => this.#next());
  }

  #next(): string {
    const letters = 'ABCDEFGHIKLMNPRSTUVXZ';
    for (;;) {
      const stem = Array.from({ length: 3 }, () =>
        letters.charAt(this.#random.int(letters.length)),
      ).join('');
      const symbol = `${stem}${String(1 + this.#random.int(24))}`;
      if (this.#known.has(symbol)) continue;
      this.#known.add(symbol);
      return symbol;
    }
  }
}

function verb(random: Random): string {
  return random.pick([
    'Regulation of pathway',
    'Signalling by complex',
    'Transport of substrate',
    'Response to stimulus',
    'Assembly of complex',
    'Metabolism of compound',
  ]);
}
