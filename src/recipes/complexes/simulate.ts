import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  csvFile,
  scenarioSettings,
  truthFile,
  type LabelledElement,
  type ScenarioSettings,
} from '../scenario.ts';
import { seededStream } from '../seeded-stream.ts';
import {
  contaminate,
  curateAll,
  fuse,
  shuffleMembers,
  type SetKinds,
} from '../set-curation.ts';
import { buildWorld, symbolMaker } from '../set-modules.ts';

const limits = { edges: 3000, fewest: 400, planted: 0.03 };

/** Entries that describe one complex: variants, species, laboratories. */
const ENTRIES_A_COMPLEX = 7;

const kinds: SetKinds = {
  contaminated: { share: 0.5, plant: contaminate },
  mixed: { share: 0.3, plant: shuffleMembers },
  fused: { share: 0.2, plant: fuse },
};

interface Complex extends LabelledElement {
  readonly members: readonly string[];
  readonly copies: readonly number[];
}

/**
 * A catalogue of protein complexes, a row a subunit, and which were planted.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateComplexes(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return [
    csvFile('events.csv', ['complex', 'subunit', 'copies'], function* () {
      for (const { id, members, copies } of catalogue(settings)) {
        for (const [at, member] of members.entries()) {
          yield [id, member, String(copies[at])];
        }
      }
    }),
    truthFile(() => catalogue(settings)),
  ];
}

function catalogue(settings: ScenarioSettings): Complex[] {
  const { edges, seed } = settings;
  const world = buildWorld(Math.ceil(edges / ENTRIES_A_COMPLEX), seed, {
    names: symbolMaker(),
    moduleName: (_, number) => `complex ${String(number)}`,
    modulesAFamily: 6,
    family: [18, 40],
    size: [3, 6, 40],
    spread: 0.6,
    hubs: 12,
  });
  const random = seededStream(seed, 'copies');
  return curateAll(world, kinds, settings).map(({ members, scenario }, i) => ({
    id: `CPX-${String(i + 1)}`,
    members,
    scenario,
    copies: members.map(() => random.pick([1, 1, 1, 1, 2, 2, 4, 6])),
  }));
}
