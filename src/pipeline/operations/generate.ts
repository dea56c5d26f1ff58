import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  activityDrivenModel,
  powerLawRates,
} from '#topology/models/activity-driven.ts';
import {
  randomFlagComplex,
  randomSimplicialComplex,
} from '#topology/models/complexes.ts';
import type { ModelOptions } from '#topology/models/generated.ts';
import { groupAttractivenessModel } from '#topology/models/group-attractiveness.ts';
import { preferentialAttachment } from '#topology/models/growth.ts';
import {
  completeHypergraph,
  erdosRenyiModel,
  plantedPartitionModel,
  uniformModel,
} from '#topology/models/random-sets.ts';
import {
  sunflower,
  wattsStrogatzModel,
} from '#topology/models/regular-shapes.ts';
import { scaleFreeModel } from '#topology/models/scale-free.ts';
import { convertHypergraph, type ConvertedFile } from './convert.ts';

/** Numbers that models are made from; each takes those it knows. */
export interface GenerateOptions {
  readonly nodes?: number | undefined;
  readonly edges?: number | undefined;
  /** One size, or several. */
  readonly size?: readonly number[] | undefined;
  readonly p?: number | undefined;
  readonly degree?: number | undefined;
  readonly exponent?: number | undefined;
  readonly epsilon?: number | undefined;
  readonly steps?: number | undefined;
  readonly core?: number | undefined;
}

/** A model: what it needs, in the order of its options, and how it is made. */
interface Model {
  readonly needs: readonly (keyof GenerateOptions)[];
  readonly make: (
    numbers: Required<Numbers>,
    options: ModelOptions,
  ) => Hypergraph;
}

/** Options with every number there; those a model does not need may be NaN. */
type Numbers = { [Name in Exclude<keyof GenerateOptions, 'size'>]: number } & {
  size: number;
  sizes: readonly number[];
};

const DAY = 86_400_000;

const models = {
  uniform: {
    needs: ['nodes', 'edges', 'size'],
    make: ({ nodes, edges, size }, options) =>
      uniformModel({ nodes, edges, size }, options),
  },
  'erdos-renyi': {
    needs: ['nodes', 'size', 'p'],
    make: ({ nodes, sizes, p }, options) =>
      erdosRenyiModel(
        nodes,
        sizes.map((size) => ({ size, p })),
        options,
      ),
  },
  'scale-free': {
    needs: ['nodes', 'edges', 'size', 'exponent'],
    make: ({ nodes, edges, sizes, exponent }, options) =>
      scaleFreeModel(
        { nodes, exponent, sizes: sizes.map((size) => ({ size, edges })) },
        options,
      ),
  },
  preferential: {
    needs: ['nodes', 'size'],
    make: ({ nodes, sizes: size }, options) =>
      preferentialAttachment({ nodes, size }, options),
  },
  'activity-driven': {
    needs: ['nodes', 'size', 'steps', 'p', 'exponent'],
    make: ({ nodes, sizes, steps, p, exponent }, options) => {
      const law = { exponent, min: p / 100, max: p };
      const activities = sizes.map((size) => ({
        size,
        rates: powerLawRates(nodes, law, options),
      }));
      return activityDrivenModel(
        { nodes, steps, activities, interval: DAY },
        options,
      );
    },
  },
  'group-attractiveness': {
    needs: ['nodes', 'steps'],
    make: ({ nodes, steps }, options) =>
      groupAttractivenessModel(
        { nodes, steps, side: Math.sqrt(nodes) * 2, interval: 60_000 },
        options,
      ),
  },
  'planted-partition': {
    needs: ['nodes', 'size', 'degree', 'epsilon'],
    make: ({ nodes, size, degree: meanDegree, epsilon }, options) =>
      plantedPartitionModel({ nodes, size, meanDegree, epsilon }, options),
  },
  'watts-strogatz': {
    needs: ['nodes', 'size', 'degree', 'p'],
    make: ({ nodes, size, degree, p }, options) =>
      wattsStrogatzModel(
        { nodes, size, perNode: Math.round(degree / size), p },
        options,
      ),
  },
  sunflower: {
    needs: ['edges', 'core', 'size'],
    make: ({ edges: petals, core, size }, options) =>
      sunflower({ petals, core, size }, options),
  },
  complete: {
    needs: ['nodes', 'size'],
    make: ({ nodes, size: maxSize }, options) =>
      completeHypergraph({ nodes, maxSize }, options),
  },
  'simplicial-complex': {
    needs: ['nodes', 'size', 'p'],
    make: ({ nodes, sizes, p }, options) =>
      randomSimplicialComplex(
        nodes,
        sizes.map((size) => ({ size, p })),
        options,
      ),
  },
  'flag-complex': {
    needs: ['nodes', 'p', 'size'],
    make: ({ nodes, p, size: maxSize }, options) =>
      randomFlagComplex(nodes, p, { ...options, maxSize }),
  },
} as const satisfies Record<string, Model>;

export type ModelName = keyof typeof models;

/** Names of the models. */
export const modelNames = Object.keys(models) as ModelName[];

/** What a model must be told: `nodes, edges, size`. */
export function modelNeeds(name: ModelName): string {
  return models[name].needs.join(', ');
}

/**
 * Makes a random hypergraph.
 * @throws PolyadError INVALID_ARGUMENT for a number that is missing or makes no sense,
 * LIMIT_EXCEEDED, CANCELLED
 */
export function generateHypergraph(
  name: ModelName,
  given: GenerateOptions,
  options: ModelOptions = {},
): Hypergraph {
  const { needs, make }: Model = models[name];
  const { size: sizes = [], ...numbers } = given;
  const missing = needs.filter((need) =>
    need === 'size' ? sizes.length === 0 : numbers[need] === undefined,
  );
  if (missing.length > 0) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The model ${name} needs ${needs.map((need) => `--${need}`).join(', ')}; ${missing.map((need) => `--${need}`).join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
      { model: name, missing },
    );
  }
  const { nodes = NaN, edges = NaN, p = NaN, degree = NaN } = numbers;
  const { exponent = NaN, epsilon = NaN, steps = NaN, core = NaN } = numbers;
  const [size = NaN] = sizes;
  const all = { nodes, edges, p, degree, exponent, epsilon, steps, core };
  return make({ ...all, size, sizes }, options);
}

/**
 * The same, written to a file whole or not at all.
 * @throws PolyadError as {@link generateHypergraph}
 */
export async function generateToFile(
  name: ModelName,
  given: GenerateOptions,
  options: ModelOptions & {
    readonly to: string;
    readonly as?: string | undefined;
  },
): Promise<ConvertedFile> {
  const made = generateHypergraph(name, given, options);
  return convertHypergraph(made, { to: options.to, as: options.as });
}
