import type { Random } from '#numeric/random.ts';
import type { CaseKind, Drawing } from '../plant-cases.ts';
import type { Genome, Module } from './genome.ts';

/** A gene set before it has an id. */
export interface GeneSet {
  readonly name: string;
  readonly genes: readonly string[];
  readonly scenario?: string | undefined;
}

interface Curation extends Drawing {
  readonly genome: Genome;
}

/** What is planted: sets that do not hang together as others do. */
export const CURATION_ERRORS: Readonly<
  Record<string, CaseKind<Omit<Curation, 'random'>, GeneSet>>
> = {
  fused: { share: 0.2, plant: fuse },
  contaminated: { share: 0.4, plant: contaminate },
  shuffled: { share: 0.25, plant: shuffle },
  dates: { share: 0.15, plant: turnToDates },
};

/**
 * A set as a curator would write it: most of a module, a few genes more; one in
 * seven is a parent that takes in two or three modules of its process.
 */
export function curate(random: Random, { modules }: Genome): GeneSet {
  const module = random.pick(modules);
  const parts = [module];
  if (random.chance(1 / 7)) {
    const same = modules.filter(({ process }) => process === module.process);
    for (let more = 1 + random.int(2); more > 0; more--) {
      parts.push(random.pick(same));
    }
  }
  const genes = new Set(parts.flatMap((part) => described(random, part)));
  for (let extra = Math.round(genes.size * 0.05); extra > 0; extra--) {
    // Now and then a gene from anywhere: a new finding, or a mistake.
    const near = modules.filter(({ process }) => process === module.process);
    const from = random.pick(random.chance(0.85) ? near : modules);
    genes.add(random.pick(from.genes));
  }
  return {
    name: parts.map(({ name }) => name).join(' and '),
    genes: [...genes],
  };
}

/** The share of a module's genes that one source knows. */
function described(random: Random, { genes }: Module): string[] {
  const known = 0.7 + 0.25 * random.float();
  return genes.filter(() => random.chance(known));
}

/** Two unrelated modules run together, as when two lists are pasted into one. */
function fuse({ random, genome }: Curation): GeneSet[] {
  const one = random.pick(genome.modules);
  const strangers = genome.modules.filter(
    ({ process }) => Math.abs(process - one.process) > 1,
  );
  const other = random.pick(strangers.length > 0 ? strangers : genome.modules);
  const genes = [...described(random, one), ...described(random, other)];
  return [{ name: one.name, genes: [...new Set(genes)] }];
}

/** A third to a half of the genes are others': a batch effect, a wrong column. */
function contaminate({ random, genome }: Curation): GeneSet[] {
  const module = random.pick(genome.modules);
  const share = 0.33 + 0.17 * random.float();
  const genes = described(random, module).map((gene) =>
    random.chance(share) ? random.pick(genome.byPopularity) : gene,
  );
  return [{ name: module.name, genes: [...new Set(genes)] }];
}

/** Every gene drawn by popularity: a list that lost its labels. */
function shuffle({ random, genome }: Curation): GeneSet[] {
  const module = random.pick(genome.modules);
  const genes = module.genes.map(() => random.pick(genome.byPopularity));
  return [{ name: module.name, genes: [...new Set(genes)] }];
}

/** Some symbols went through a spreadsheet and came back as dates. */
function turnToDates({ random, genome }: Curation): GeneSet[] {
  const module = random.pick(genome.modules);
  const genes = described(random, module);
  const count = Math.min(genes.length, 2 + random.int(4));
  for (let changed = 0; changed < count; changed++) {
    const day = 1 + random.int(14);
    genes[random.int(genes.length)] =
      `${String(day)}-${random.pick(['Mar', 'Sep', 'Dec'])}`;
  }
  return [{ name: module.name, genes: [...new Set(genes)] }];
}
