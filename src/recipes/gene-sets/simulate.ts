import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  scenarioSettings,
  textFile,
  truthFile,
  type ScenarioSettings,
} from '../scenario.ts';
import {
  contaminate,
  curateAll,
  described,
  fuse,
  shuffleMembers,
  type CuratedSet,
  type Curation,
  type SetKinds,
} from '../set-curation.ts';
import { buildWorld, symbolMaker } from '../set-modules.ts';

const limits = { edges: 2500, fewest: 400, planted: 0.04 };

/** How many sets describe one module on average. */
const SETS_A_MODULE = 6;

const kinds: SetKinds = {
  fused: { share: 0.2, plant: fuse },
  contaminated: { share: 0.4, plant: contaminate },
  shuffled: { share: 0.25, plant: shuffleMembers },
  dates: { share: 0.15, plant: turnToDates },
};

const subjects = [
  'Regulation of pathway',
  'Signalling by complex',
  'Transport of substrate',
  'Response to stimulus',
  'Assembly of complex',
  'Metabolism of compound',
];

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
      for (const { id, name, members } of collection(settings)) {
        yield `${[id, name, ...members].join('\t')}\n`;
      }
    }),
    truthFile(() => collection(settings)),
  ];
}

/** Every set with its id, planted ones at places of their own. */
function collection(
  settings: ScenarioSettings,
): (CuratedSet & { readonly id: string })[] {
  const { edges, seed } = settings;
  const world = buildWorld(Math.ceil(edges / SETS_A_MODULE), seed, {
    names: symbolMaker(),
    moduleName: (random, number) =>
      `${random.pick(subjects)} ${String(number)}`,
    modulesAFamily: 8,
    family: [60, 199],
    size: [8, 24, 200],
    spread: 0.65,
    hubs: 40,
  });
  return curateAll(world, kinds, settings).map((set, number) => ({
    ...set,
    id: `SET_${String(number + 1).padStart(5, '0')}`,
  }));
}

/** Some symbols went through a spreadsheet and came back as dates. */
function turnToDates({ random, world }: Curation): CuratedSet[] {
  const module = random.pick(world.modules);
  const members = described(random, module);
  const count = Math.min(members.length, 2 + random.int(4));
  for (let changed = 0; changed < count; changed++) {
    const day = String(1 + random.int(14));
    const month = random.pick(['Mar', 'Sep', 'Dec']);
    members[random.int(members.length)] = `${day}-${month}`;
  }
  return [{ name: module.name, members: [...new Set(members)] }];
}
