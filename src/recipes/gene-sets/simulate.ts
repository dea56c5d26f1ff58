import { plantCases } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  scenarioSettings,
  textFile,
  truthFile,
  type ScenarioSettings,
} from '../scenario.ts';
import { seededStream } from '../seeded-stream.ts';
import { buildGenome } from './genome.ts';
import { curate, CURATION_ERRORS, type GeneSet } from './sets.ts';

const limits = { edges: 2500, fewest: 400, planted: 0.04 };

/** How many sets describe one module on average. */
const SETS_A_MODULE = 6;

/**
 * A collection of gene sets as `events.gmt`, and which sets were planted.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateGeneSets(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return [
    textFile('events.gmt', function* () {
      for (const { id, name, genes } of collection(settings)) {
        yield `${[id, name, ...genes].join('\t')}\n`;
      }
    }),
    truthFile(() => collection(settings)),
  ];
}

/** Every set with its id, planted ones at places of their own. */
function collection(
  settings: ScenarioSettings,
): readonly (GeneSet & { readonly id: string })[] {
  const { edges, anomalies, seed } = settings;
  const genome = buildGenome(Math.ceil(edges / SETS_A_MODULE), seed);
  const random = seededStream(seed, 'curators');
  const sets = Array.from({ length: edges - anomalies }, () =>
    curate(random, genome),
  );
  sets.push(...plantCases(CURATION_ERRORS, { genome }, settings));
  seededStream(seed, 'order').shuffle(sets);
  return sets.map((set, number) => ({
    ...set,
    id: `SET_${String(number + 1).padStart(5, '0')}`,
  }));
}
