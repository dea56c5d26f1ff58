import type { Random } from '#numeric/random.ts';
import { isWeekend, officeHour } from '../daytime.ts';
import { plantCases, type CaseKinds, type Drawing } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  DAY,
  HOUR,
  inOrder,
  isoSecond,
  MINUTE,
  recordTruth,
  SCENARIO_START,
  scenarioSettings,
  textFile,
  type ScenarioSettings,
} from '../scenario.ts';
import {
  pickZipf,
  poisson,
  sample,
  seededStream,
  weightedPicker,
} from '../seeded-stream.ts';

const limits = { edges: 20_000, fewest: 2000, planted: 0.01 };
const DAYS = 15;

/** A program, what starts it, and how often. */
type Start = readonly [program: string, parent: string];

/** What every machine starts. */
const common: readonly (readonly [number, Start])[] = [
  [30, ['svchost.exe', 'services.exe']],
  [20, ['chrome.exe', 'explorer.exe']],
  [12, ['outlook.exe', 'explorer.exe']],
  [8, ['winword.exe', 'explorer.exe']],
  [7, ['excel.exe', 'explorer.exe']],
  [6, ['teams.exe', 'explorer.exe']],
  [5, ['conhost.exe', 'cmd.exe']],
  [4, ['taskhostw.exe', 'svchost.exe']],
  [3, ['msedge.exe', 'explorer.exe']],
  [2, ['cmd.exe', 'explorer.exe']],
  [2, ['wmiprvse.exe', 'svchost.exe']],
  [1.5, ['msiexec.exe', 'services.exe']],
  [1, ['splwow64.exe', 'winword.exe']],
  [1, ['rundll32.exe', 'explorer.exe']],
];
/** What administrators and developers start besides. */
const technical: readonly (readonly [number, Start])[] = [
  [6, ['powershell.exe', 'explorer.exe']],
  [5, ['git.exe', 'code.exe']],
  [4, ['node.exe', 'code.exe']],
  [3, ['mstsc.exe', 'explorer.exe']],
  [3, ['powershell.exe', 'code.exe']],
  [2, ['whoami.exe', 'powershell.exe']],
  [2, ['net.exe', 'cmd.exe']],
  [1, ['psexec.exe', 'cmd.exe']],
  [1, ['reg.exe', 'powershell.exe']],
];

interface Seat {
  readonly host: string;
  readonly user: string;
  readonly isTechnical: boolean;
  /** Programs of the person's own, with what starts them. */
  readonly own: readonly Start[];
  readonly rate: number;
}

/** A process that began (Sysmon event 1). */
interface Process {
  readonly seconds: number;
  readonly host: string;
  readonly user: string;
  readonly start: Start;
  readonly scenario?: string | undefined;
}

interface Firm extends Drawing {
  readonly seats: readonly Seat[];
}

const kinds: CaseKinds<Firm, Process> = {
  macro: { share: 0.4, plant: openMacro },
  discovery: { share: 0.3, plant: lookAround },
  remote: { share: 0.3, plant: runRemotely },
};

/**
 * Fifteen days of process starts as Sysmon logs them, a JSON line each.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateSysmon(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  const pass = (): Iterable<Process> => processes(settings);
  return [
    textFile('events.jsonl', function* () {
      let number = 0;
      for (const process of pass()) yield line(process, number++);
    }),
    recordTruth(pass),
  ];
}

function line({ seconds, host, user, start }: Process, number: number): string {
  const [program, parent] = start;
  const image = (name: string): string => `C:\\Windows\\System32\\${name}`;
  const record = {
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    UtcTime: isoSecond(seconds).replace('T', ' ').replace('Z', ''),
    Hostname: `${host}.example.net`,
    User: `EXAMPLE\\${user}`,
    Image: image(program),
    ParentImage: image(parent),
    ProcessGuid: `{${number.toString(16).padStart(8, '0')}-0000-0000-0000-000000000001}`,
    CommandLine: program,
  };
  return `${JSON.stringify(record)}\n`;
}

function processes(settings: ScenarioSettings): Iterable<Process> {
  const { edges, anomalies, seed } = settings;
  const seats = buildSeats(Math.max(20, Math.round(edges / 220)), seed);
  const days = 11 + 4 * 0.1;
  const expected = days * seats.reduce((sum, { rate }) => sum + rate, 0);
  const scale = (edges - anomalies) / expected;
  const planted = plantCases(kinds, { seats }, settings);
  const random = seededStream(seed, 'work');
  const ofAll = weightedPicker(common);
  const ofFew = weightedPicker(technical);
  return inOrder<Process>({ days: DAYS, planted }, (day) =>
    seats.flatMap((seat) => {
      const share = isWeekend(day) ? 0.1 : 1;
      const count = poisson(random, seat.rate * scale * share);
      return Array.from({ length: count }, () => {
        const roll = random.float();
        const start =
          roll < 0.2
            ? pickZipf(random, seat.own)
            : seat.isTechnical && roll < 0.55
              ? ofFew(random)
              : ofAll(random);
        const seconds = SCENARIO_START + day * DAY + officeHour(random) * HOUR;
        const isSystem = start[1] === 'services.exe';
        const user = isSystem ? 'system' : seat.user;
        return { seconds, host: seat.host, user, start };
      });
    }),
  );
}

function buildSeats(count: number, seed: number): Seat[] {
  const random = seededStream(seed, 'seats');
  const programs = Array.from(
    { length: 60 },
    (_, i) => `app${String(i + 1)}.exe`,
  );
  return Array.from({ length: count }, (_, number) => ({
    host: `ws-${String(number + 1).padStart(4, '0')}`,
    user: `user${String(number + 1)}`,
    isTechnical: random.chance(0.18),
    own: Array.from({ length: 5 }, (): Start => [
      pickZipf(random, programs),
      random.pick(['explorer.exe', 'explorer.exe', 'launcher.exe']),
    ]),
    rate: Math.exp(0.5 * random.normal()),
  }));
}

/** A document starts a shell, which fetches and starts something new. */
function openMacro({ seats, random }: Firm): Process[] {
  const { host, user } = random.pick(seats);
  const document = random.pick(['winword.exe', 'excel.exe', 'outlook.exe']);
  const shell = random.pick([
    'powershell.exe',
    'cmd.exe',
    'wscript.exe',
    'mshta.exe',
  ]);
  const payload = random.pick([
    'rundll32.exe',
    'regsvr32.exe',
    'certutil.exe',
    'update.exe',
  ]);
  return chain(random, { host, user }, [
    [shell, document],
    [payload, shell],
  ]);
}

/** Somebody who never did asks the machine who and where it is. */
function lookAround({ seats, random }: Firm): Process[] {
  const lay = seats.filter(({ isTechnical }) => !isTechnical);
  const { host, user } = random.pick(lay.length > 0 ? lay : seats);
  const tools = [
    'whoami.exe',
    'net.exe',
    'nltest.exe',
    'ipconfig.exe',
    'systeminfo.exe',
    'quser.exe',
  ];
  const shell = random.pick(['cmd.exe', 'powershell.exe']);
  return chain(
    random,
    { host, user },
    sample(random, tools, 3 + random.int(3)).map((tool): Start => [
      tool,
      shell,
    ]),
  );
}

/** An account that is not at home on the machine starts things there from afar. */
function runRemotely({ seats, random }: Firm): Process[] {
  const { user } = random.pick(seats);
  const { host } = random.pick(seats);
  const agent = random.pick([
    'wmiprvse.exe',
    'wsmprovhost.exe',
    'psexesvc.exe',
  ]);
  return chain(random, { host, user }, [
    [random.pick(['powershell.exe', 'cmd.exe']), agent],
    [random.pick(['rundll32.exe', 'whoami.exe', 'net.exe']), 'powershell.exe'],
  ]);
}

function chain(
  random: Random,
  who: { readonly host: string; readonly user: string },
  starts: readonly Start[],
): Process[] {
  const day = random.pick([4, 7, 8, 9, 10, 11, 14]);
  let seconds = SCENARIO_START + day * DAY + officeHour(random) * HOUR;
  return starts.map((start) => {
    seconds += random.exponential(1 / MINUTE);
    return { ...who, seconds, start };
  });
}
