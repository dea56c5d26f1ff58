import type { Random } from '#numeric/random.ts';
import { plantCases, type CaseKinds, type Drawing } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  csvFile,
  scenarioSettings,
  truthFile,
  type ScenarioSettings,
} from '../scenario.ts';
import { seededStream } from '../seeded-stream.ts';

const limits = { edges: 3000, fewest: 400, planted: 0.03 };

/** Records of one step: enzymes, species, data bases. */
const RECORDS_A_STEP = 4;
const STEPS_A_PATHWAY = 7;
/** What is spent and what comes back, the commonest first. */
const cofactors = [
  ['atp', 'adp'],
  ['nad', 'nadh'],
  ['nadph', 'nadp'],
  ['coa', 'acetyl-coa'],
  ['h2o', 'h'],
  ['glutamate', 'oxoglutarate'],
] as const;
const compartments = ['c', 'm', 'e', 'x'] as const;

interface Participant {
  readonly metabolite: string;
  readonly role: 'tail' | 'head';
}

interface Reaction {
  readonly participants: readonly Participant[];
  readonly scenario?: string | undefined;
}

/** One step of a pathway: what it turns into what, with which cofactors, and where. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly pair: readonly [string, string] | undefined;
  readonly compartment: string;
}

interface Metabolism extends Drawing {
  readonly steps: readonly Step[];
}

const kinds: CaseKinds<Metabolism, Reaction> = {
  'wrong-metabolite': { share: 0.5, plant: exchange },
  'lost-partner': { share: 0.25, plant: losePartner },
  'wrong-compartment': { share: 0.25, plant: misplace },
};

/**
 * A catalogue of metabolic reactions, a row a participant, and which were planted.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateReactions(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  const header = ['reaction', 'metabolite', 'role'];
  return [
    csvFile('events.csv', header, function* () {
      for (const [at, { participants }] of catalogue(settings).entries()) {
        for (const { metabolite, role } of participants) {
          yield [idOf(at), metabolite, role];
        }
      }
    }),
    truthFile(() =>
      catalogue(settings).map(({ scenario }, at) => ({
        id: idOf(at),
        scenario,
      })),
    ),
  ];
}

function idOf(at: number): string {
  return `R${String(at + 1).padStart(5, '0')}`;
}

function catalogue(settings: ScenarioSettings): Reaction[] {
  const { edges, anomalies, seed } = settings;
  const random = seededStream(seed, 'metabolism');
  const count = Math.ceil(edges / RECORDS_A_STEP / STEPS_A_PATHWAY);
  const steps = Array.from({ length: count }, (_, number) =>
    pathway(random, number),
  ).flat();
  const reactions: Reaction[] = Array.from({ length: edges - anomalies }, () =>
    write(random, random.pick(steps)),
  );
  reactions.push(...plantCases(kinds, { steps }, settings));
  seededStream(seed, 'order').shuffle(reactions);
  return reactions;
}

/** A chain of steps; now and then it ends in a metabolite of another chain. */
function pathway(random: Random, number: number): Step[] {
  const compartment = random.chance(0.7) ? 'c' : random.pick(compartments);
  const length = STEPS_A_PATHWAY - 2 + random.int(5);
  const name = (step: number): string =>
    `m${String(number * 10 + (step % 10))}_${compartment}`;
  return Array.from({ length }, (_, step) => ({
    from: name(step),
    to: name(step + 1),
    pair: random.chance(0.7)
      ? cofactors[Math.floor(cofactors.length * random.float() ** 2)]
      : undefined,
    compartment,
  }));
}

/** A step as one source has it; some leave out what everybody knows. */
function write(random: Random, step: Step): Reaction {
  const { from, to, pair, compartment } = step;
  const participants: Participant[] = [
    { metabolite: from, role: 'tail' },
    { metabolite: to, role: 'head' },
  ];
  if (pair) {
    const [spent, made] = pair;
    participants.push({ metabolite: `${spent}_${compartment}`, role: 'tail' });
    if (random.chance(0.95)) {
      participants.push({ metabolite: `${made}_${compartment}`, role: 'head' });
    }
  }
  if (random.chance(0.25)) {
    participants.push({ metabolite: `h2o_${compartment}`, role: 'tail' });
  }
  return { participants };
}

/** The product belongs to another pathway. */
function exchange({ steps, random }: Metabolism): Reaction[] {
  const { to } = random.pick(steps);
  return [write(random, { ...random.pick(steps), to })];
}

/** What comes back does not go with what was spent. */
function losePartner({ steps, random }: Metabolism): Reaction[] {
  const step = random.pick(steps);
  const [spent] = random.pick(cofactors);
  const made = random.pick(cofactors.filter(([other]) => other !== spent))[1];
  return [write(random, { ...step, pair: [spent, made] })];
}

/** The product lies in a compartment that nothing brings it to. */
function misplace({ steps, random }: Metabolism): Reaction[] {
  const step = random.pick(steps);
  const other = random.pick(
    compartments.filter((name) => name !== step.compartment),
  );
  const [to = step.to] = step.to.split('_');
  return [write(random, { ...step, to: `${to}_${other}` })];
}
