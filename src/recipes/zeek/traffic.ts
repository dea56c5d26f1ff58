import type { Random } from '#numeric/random.ts';
import { isWeekend, officeHour } from '../daytime.ts';
import { DAY, HOUR, MINUTE, SCENARIO_START } from '../scenario.ts';
import {
  logNormal,
  pickZipf,
  poisson,
  seededStream,
  weightedPicker,
} from '../seeded-stream.ts';
import type { Connection } from './connection.ts';
import {
  outsideAddress,
  someWorkstations,
  type Network,
  type Workstation,
} from './network.ts';

/** One workstation at one moment. */
interface Moment {
  readonly network: Network;
  readonly station: Workstation;
  readonly random: Random;
  readonly seconds: number;
}

/** What a workstation does, by how often. */
const habit = weightedPicker<(moment: Moment) => Connection>([
  [0.22, lookUp],
  [0.42, browse],
  [0.1, ({ station, ...rest }) => talk(rest, station, station.fileServer, 445)],
  [0.07, (m) => talk(m, m.station, m.network.servers.domain, logOnPort(m))],
  [0.06, (m) => talk(m, m.station, m.network.servers.mail, 993)],
  [
    0.07,
    (m) => talk(m, m.station, pickZipf(m.random, m.network.applications), 443),
  ],
  [0.02, (m) => talk(m, m.station, m.station.printer, 9100)],
  [0.02, (m) => talk(m, m.station, m.network.servers.names, 123)],
  [0.02, fetchUpdates],
]);

/**
 * Ordinary connections, a day at a time.
 * @returns A function of the day; days must be asked for in order.
 */
export function ordinaryTraffic(
  network: Network,
  seed: number,
): (day: number) => Connection[] {
  const stations = network.workstations.map((station) => ({
    station,
    random: seededStream(seed, station.address),
  }));
  const random = seededStream(seed, 'services');
  return (day) => {
    const midnight = SCENARIO_START + day * DAY;
    const share = isWeekend(day) ? 0.08 : 1;
    const connections: Connection[] = [];
    for (const { station, random: own } of stations) {
      const count = poisson(own, station.rate * share);
      for (let left = count; left > 0; left--) {
        const seconds = midnight + officeHour(own) * HOUR;
        const moment = { network, station, random: own, seconds };
        connections.push(habit(own)(moment));
      }
      if (station.isAdmin && share === 1) {
        connections.push(...administer(network, station, own, midnight));
      }
    }
    return [...connections, ...services(network, random, midnight, day)];
  };
}

function lookUp({ network, station, random, seconds }: Moment): Connection {
  const { address: from } = station;
  const to = network.servers.names;
  const [sent, received] = [40 + random.int(30), 80 + random.int(300)];
  return { seconds, from, to, port: 53, sent, received };
}

/** Mostly the usual sites; content networks give new addresses all the time. */
function browse({ network, station, random, seconds }: Moment): Connection {
  const roll = random.float();
  const to =
    roll < 0.84
      ? pickZipf(random, station.sites)
      : roll < 0.95
        ? pickZipf(random, network.sites)
        : outsideAddress(random);
  return {
    seconds,
    from: station.address,
    to,
    port: random.chance(0.92) ? 443 : 80,
    sent: logNormal(random, 2500, 1),
    received: logNormal(random, 30_000, 1.6),
    isRefused: random.chance(0.02),
  };
}

function fetchUpdates({
  network,
  station,
  random,
  seconds,
}: Moment): Connection {
  const { address: from } = station;
  const received = logNormal(random, 2e6, 1.5);
  const to = network.servers.updates;
  return { seconds, from, to, port: 8530, sent: 4000, received };
}

function talk(
  { random, seconds }: Pick<Moment, 'random' | 'seconds'>,
  { address: from }: Workstation,
  to: string,
  port: number,
): Connection {
  const sent = logNormal(random, 4000, 1.4);
  const received = logNormal(random, 15_000, 1.6);
  return { seconds, from, to, port, sent, received };
}

function logOnPort({ random }: Moment): number {
  return random.pick([88, 88, 389, 135]);
}

/** An administrator's day: a few servers, now and then somebody's desk. */
function administer(
  network: Network,
  station: Workstation,
  random: Random,
  midnight: number,
): Connection[] {
  const { fileServers, applications } = network;
  return Array.from({ length: 1 + random.int(5) }, () => {
    const seconds = midnight + officeHour(random) * HOUR;
    const [desk] = someWorkstations(random, network, 1);
    const to =
      random.chance(0.15) && desk
        ? desk.address
        : pickZipf(random, [...applications, ...fileServers]);
    const port = random.pick([22, 3389, 3389, 5985]);
    return talk({ random, seconds }, station, to, port);
  });
}

/** What runs by itself: back-ups, monitoring, a weekly scan, and the noise of the internet. */
function services(
  network: Network,
  random: Random,
  midnight: number,
  day: number,
): Connection[] {
  const { servers, fileServers, applications, inside } = network;
  const size = network.workstations.length;
  const at = (hour: number, width: number): number =>
    midnight + (hour + width * random.float()) * HOUR;
  const backUps = [...fileServers, ...applications].map((from) => ({
    seconds: at(1, 2),
    from,
    to: servers.backup,
    port: 873,
    sent: logNormal(random, 4e8, 0.6),
    received: 50_000,
  }));
  const probes = Array.from({ length: Math.ceil(size / 3) }, () => ({
    seconds: at(0, 24),
    from: servers.monitoring,
    to: random.pick([...fileServers, ...applications, ...network.printers]),
    port: random.pick([161, 161, 443]),
    sent: 300,
    received: 900,
  }));
  // Nobody is safe from scanners; they only see the web server.
  const noise = Array.from({ length: Math.ceil(size / 2) }, () => ({
    seconds: at(0, 24),
    from: outsideAddress(random),
    to: servers.web,
    port: random.pick([443, 443, 443, 80, 22, 3389, 23, 8080]),
    sent: logNormal(random, 900, 0.8),
    received: logNormal(random, 4000, 1.2),
    isRefused: random.chance(0.5),
  }));
  if (day % 7 !== 6) return [...backUps, ...probes, ...noise];
  // The firm's own scanner, on Sunday night.
  const scan = inside.flatMap((to) =>
    [22, 445, 443, 3389].map((port, i) => ({
      seconds: at(2, 1) + i * MINUTE,
      from: servers.scanner,
      to,
      port,
      sent: 60,
      received: 40,
      isRefused: random.chance(0.7),
    })),
  );
  return [...backUps, ...probes, ...noise, ...scan];
}
