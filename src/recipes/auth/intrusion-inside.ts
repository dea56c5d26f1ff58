import { DAY, HOUR, dayOf } from './calendar.ts';
import { FILE_ROLES } from './estate.ts';
import { beginning, guess, plant, type WriteIntrusion } from './intrusion.ts';
import { outsideAddress } from './names.ts';
import { departmentOn } from './person.ts';
import { SERVICE_DEPARTMENT } from './service-routine.ts';
import { beginSitting } from './sitting.ts';
import { adminAccount } from './support-routine.ts';

/** Programs of a lateral movement, in the order they are tried on a host. */
const LATERAL_CHAIN = ['psexesvc.exe', 'wmiprvse.exe', 'rundll32.exe'] as const;

/**
 * Lateral movement: one stolen account goes from machine to machine by tools
 * seldom used here; each new foothold is where the next log-on comes from.
 */
export const writeLateral: WriteIntrusion = (
  { organisation, size, random },
  emit,
) => {
  const { officeWorkers, people, estate } = organisation;
  const victim = random.pick(officeWorkers);
  const isAdmin = victim.department.style === 'admin';
  const start = beginning(random, victim, [13, 22], size * 900);
  const account = isAdmin ? adminAccount(victim) : victim.account;
  const sitting = beginSitting(random, {
    user: account,
    department: departmentOn(victim, dayOf(start)),
    source: victim.machine,
  });
  let time = start;
  let source = victim.machine;
  let host = random.pick(people).machine;
  let stage = 0;
  for (let left = size; left > 0; left--) {
    const process = LATERAL_CHAIN[stage] ?? LATERAL_CHAIN[0];
    const outcome = guess(!random.chance(0.15));
    const step = { time, host, process, source, outcome };
    plant(emit, 'lateral', sitting, { ...step, logonType: 'network' });
    time += 30 + Math.floor(Math.min(800, random.exponential(1 / 240)));
    stage = outcome === 'success' ? stage + 1 : stage;
    if (stage === LATERAL_CHAIN.length || random.chance(0.4)) {
      source = outcome === 'success' ? host : source;
      host = random.chance(0.5)
        ? random.pick(estate.servers)
        : random.pick(people).machine;
      stage = 0;
    }
  }
};

/** Log-ons an insider makes in one evening. */
const SWEEP_LENGTH = 7;

/**
 * An insider's sweep: someone reads through file servers, mostly other
 * departments', from their own machine on late evenings. Account, machine and
 * program are all familiar; only hour and combination are not.
 */
export const writeInsider: WriteIntrusion = (
  { organisation, size, random },
  emit,
) => {
  const { officeWorkers, estate } = organisation;
  const insider = random.pick(
    officeWorkers.filter(({ department }) => department.style === 'office'),
  );
  const own = insider.habits.flatMap((habit) =>
    habit.process === 'explorer.exe' ? habit.hosts : [],
  );
  const evenings = Math.ceil(size / SWEEP_LENGTH);
  let evening = beginning(random, insider, [20, 23], evenings * DAY);
  for (let done = 0; done < size; evening += DAY) {
    const sitting = beginSitting(random, {
      user: insider.account,
      department: departmentOn(insider, dayOf(evening)),
      source: insider.machine,
    });
    let time = evening + random.int(HOUR);
    for (let i = 0; i < SWEEP_LENGTH && done < size; i++, done++) {
      const role = random.pick(FILE_ROLES);
      const familiar = own.length > 0 && random.chance(0.15);
      const host = familiar
        ? random.pick(own)
        : estate.host(role, insider.index);
      const process = random.chance(0.7) ? 'explorer.exe' : 'robocopy.exe';
      const step = { time, host, process, logonType: 'network' as const };
      plant(emit, 'insider', sitting, step);
      time += 60 + random.int(700);
    }
  }
};

/** Days a beacon lasts at least, if its log-ons reach so far. */
const BEACON_DAYS = 3;

/**
 * A beacon: a program on a person's behalf comes back through VPN from one
 * outside address at a fixed interval, a tenth of it jitter, by day and night.
 */
export const writeBeacon: WriteIntrusion = (
  { organisation, size, random },
  emit,
) => {
  const days = BEACON_DAYS + 4 * random.float();
  const interval = Math.min(6 * HOUR, Math.floor((days * DAY) / size));
  const victim = random.pick(organisation.officeWorkers);
  const first = beginning(random, victim, [8, 18], size * interval);
  const host = victim.machine;
  const source = outsideAddress(random);
  for (let beat = 0; beat < size; beat++) {
    const jitter = Math.floor(interval * 0.1 * (random.float() - 0.5));
    const time = first + beat * interval + jitter;
    const department = departmentOn(victim, dayOf(time));
    const who = { user: victim.account, department, source };
    const sitting = beginSitting(random, who);
    const step = { time, host, process: 'powershell.exe' };
    plant(emit, 'beacon', sitting, { ...step, logonType: 'remote' });
  }
};

/** Services whose passwords leak from scripts. */
const LEAKED_SERVICES = ['svc-backup', 'svc-ledger', 'svc-deploy'] as const;

/**
 * A service account used by a person: interactive log-ons from a workstation
 * in the daytime, where only its program should use it, at night.
 */
export const writeServiceMisuse: WriteIntrusion = (
  { organisation, size, random },
  emit,
) => {
  const { officeWorkers, estate } = organisation;
  const intruder = random.pick(officeWorkers);
  const sitting = beginSitting(random, {
    user: random.pick(LEAKED_SERVICES),
    department: SERVICE_DEPARTMENT,
    source: intruder.machine,
  });
  let time = beginning(random, intruder, [9, 17], size * 1000);
  for (let left = size; left > 0; left--) {
    const host = random.chance(0.2)
      ? intruder.machine
      : random.pick(estate.servers);
    const step = { time, host, process: 'mstsc.exe' };
    plant(emit, 'service-misuse', sitting, {
      ...step,
      logonType: host === intruder.machine ? 'interactive' : 'remote',
    });
    time += 90 + random.int(900);
  }
};
