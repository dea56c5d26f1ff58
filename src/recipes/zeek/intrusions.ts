import { officeHour } from '../daytime.ts';
import type { CaseKinds, Drawing } from '../plant-cases.ts';
import { DAY, HOUR, MINUTE, SCENARIO_START } from '../scenario.ts';
import { logNormal, sample } from '../seeded-stream.ts';
import type { Connection } from './connection.ts';
import { outsideAddress, someWorkstations, type Network } from './network.ts';

interface Plan extends Drawing {
  readonly network: Network;
  /** Days of the scenario; nothing is planted on the first four. */
  readonly days: number;
}

/** What is planted. */
export const INTRUSIONS: CaseKinds<Plan, Connection> = {
  scan: { share: 0.25, plant: scan },
  lateral: { share: 0.25, plant: moveOn },
  beacon: { share: 0.2, plant: beacon },
  tunnel: { share: 0.12, plant: tunnel },
  exposed: { share: 0.1, plant: exposed },
  exfiltration: { share: 0.08, plant: exfiltrate },
};

/** A workstation tries one port on many machines within minutes; most do not answer. */
function scan(plan: Plan): Connection[] {
  const { network, random } = plan;
  const from = foothold(plan);
  const port = random.pick([445, 3389, 22, 5985, 1433]);
  let seconds = workingTime(plan);
  return sample(random, network.inside, 10 + random.int(25)).map((to) => {
    seconds += random.exponential(1 / 8);
    const isRefused = random.chance(0.75);
    return { seconds, from, to, port, sent: 60, received: 40, isRefused };
  });
}

/** From machine to machine, each foothold the next origin. */
function moveOn(plan: Plan): Connection[] {
  const { network, random } = plan;
  let seconds = workingTime(plan);
  let from = foothold(plan);
  const hops = someWorkstations(random, network, 3 + random.int(5));
  const targets = [...hops.map(({ address }) => address)];
  if (random.chance(0.6)) targets.push(random.pick(network.fileServers));
  return targets.map((to) => {
    seconds += 5 * MINUTE + random.exponential(1 / (40 * MINUTE));
    const port = random.pick([445, 135, 5985, 3389]);
    const sent = logNormal(random, 60_000, 1);
    const received = logNormal(random, 20_000, 1);
    const hop = { seconds, from, to, port, sent, received };
    from = to;
    return hop;
  });
}

/** One address outside is asked for orders at an interval, a tenth of jitter. */
function beacon(plan: Plan): Connection[] {
  const { random } = plan;
  const from = foothold(plan);
  const to = outsideAddress(random);
  const port = random.pick([443, 443, 8080, 8443, 4444]);
  const interval = (4 + random.int(50)) * MINUTE;
  let seconds = workingTime(plan);
  return Array.from({ length: 8 + random.int(14) }, () => {
    seconds += interval * (1 + 0.1 * (2 * random.float() - 1));
    const [sent, received] = [400 + random.int(40), 200 + random.int(900)];
    return { seconds, from, to, port, sent, received };
  });
}

/** Look-ups straight to a server outside, past the firm's own. */
function tunnel(plan: Plan): Connection[] {
  const { random } = plan;
  const from = foothold(plan);
  const to = outsideAddress(random);
  let seconds = workingTime(plan);
  return Array.from({ length: 8 + random.int(20) }, () => {
    seconds += random.exponential(1 / 90);
    const [sent, received] = [180 + random.int(60), 200 + random.int(200)];
    return { seconds, from, to, port: 53, sent, received };
  });
}

/** A machine that should not be reachable is, and somebody outside works on it. */
function exposed(plan: Plan): Connection[] {
  const { network, random } = plan;
  const from = outsideAddress(random);
  const to = random.pick([...network.applications, foothold(plan)]);
  const port = random.pick([3389, 22]);
  let seconds = workingTime(plan) + 8 * HOUR;
  return Array.from({ length: 2 + random.int(5) }, () => {
    seconds += random.exponential(1 / HOUR);
    const sent = logNormal(random, 200_000, 1);
    const received = logNormal(random, 900_000, 1);
    return { seconds, from, to, port, sent, received };
  });
}

/** Much goes out to an address that nobody uses, at night. */
function exfiltrate(plan: Plan): Connection[] {
  const { network, random } = plan;
  const from = random.chance(0.5)
    ? random.pick(network.fileServers)
    : foothold(plan);
  const to = outsideAddress(random);
  let seconds = workingTime(plan) + 10 * HOUR;
  return Array.from({ length: 2 + random.int(4) }, () => {
    seconds += random.exponential(1 / (20 * MINUTE));
    const sent = logNormal(random, 3e8, 0.8);
    const received = logNormal(random, 40_000, 0.5);
    return { seconds, from, to, port: 443, sent, received };
  });
}

function foothold({ network, random }: Plan): string {
  return random.pick(network.workstations).address;
}

/** An hour of work on a weekday, days before the end. */
function workingTime({ random, days }: Plan): number {
  const weekdays = Array.from({ length: days - 6 }, (_, i) => i + 4).filter(
    (day) => day % 7 < 5,
  );
  const day = random.pick(weekdays);
  return SCENARIO_START + day * DAY + officeHour(random) * HOUR;
}
