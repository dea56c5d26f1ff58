import { assert } from '#errors/assert.ts';
import {
  DAY,
  DAY_COUNT,
  EARLIEST_OFFSET,
  MONTH_END,
  MONTH_START,
} from './calendar.ts';
import { writeIntrusions } from './intrusion-plan.ts';
import type { Emit, LogOn } from './log-on.ts';
import { mishapLogOns, planMishaps } from './mishaps.ts';
import { writeOfficeDay } from './office-routine.ts';
import {
  buildOrganisation,
  type Organisation,
  type WorkDay,
} from './organisation.ts';
import { worksOn, type Person } from './person.ts';
import {
  logOns,
  planServices,
  writeServiceDay,
  type Service,
} from './service-routine.ts';
import { writeShift } from './shift-routine.ts';
import {
  LOG_ONS_A_ROUND,
  writeAdminDay,
  writeHelpdeskDay,
  writePatchNight,
} from './support-routine.ts';

/** What to write, checked. */
export interface MonthSettings {
  readonly edges: number;
  readonly anomalies: number;
  readonly seed: number;
}

/** Share of all log-ons that services make, about. */
const SERVICE_SHARE = 0.25;

/**
 * People in a firm that writes about `edges` log-ons a month: 40 for 6,000,
 * 160 for 40,000, 1,700 for a million. Larger firms also log more per head.
 */
export function staffFor(edges: number): number {
  return Math.round(40 * Math.exp(0.73 * Math.log(edges / 6000)));
}

/**
 * The log-ons of a month, in order of time.
 * @remarks Time O(rows log rows-a-day). Memory: the firm, the planted records
 * still to come and about a day's records, never the whole month.
 */
export function* simulateMonth(settings: MonthSettings): Generator<LogOn> {
  const { edges, anomalies, seed } = settings;
  const organisation = buildOrganisation(staffFor(edges), seed);
  const services = planServices(organisation, edges * SERVICE_SHARE);
  const mishaps = planMishaps(organisation);
  const mean = meanLogOns(organisation, services, settings);
  let pending: LogOn[] = [];
  const emit: Emit = (logOn) => {
    if (logOn.time >= MONTH_START && logOn.time < MONTH_END) {
      pending.push(logOn);
    }
  };
  writeIntrusions(organisation, anomalies, emit);
  let from = MONTH_START;
  for (let day = 0; day < DAY_COUNT; day++) {
    writeDay({ organisation, day, mean }, services, emit);
    for (const mishap of mishaps) if (mishap.day === day) mishap.write(emit);
    // A later local day cannot begin before this instant anywhere.
    const isLast = day === DAY_COUNT - 1;
    const tomorrow = MONTH_START + (day + 1) * DAY;
    const to = isLast ? MONTH_END : tomorrow - EARLIEST_OFFSET;
    const due = pending.filter(({ time }) => time < to);
    pending = pending.filter(({ time }) => time >= to);
    due.sort((a, b) => a.time - b.time);
    assert((due[0]?.time ?? from) >= from, 'log-ons of a day come in time');
    yield* due;
    from = to;
  }
}

function writeDay(
  today: WorkDay,
  services: readonly Service[],
  emit: Emit,
): void {
  const { organisation, day } = today;
  for (const service of services) {
    writeServiceDay(organisation, service, day, emit);
  }
  for (const person of organisation.people) writePersonDay(today, person, emit);
  writePatchNight(organisation, day, emit);
}

/** Share of helpdesk and administrators' activity that is office work. */
const OFFICE_PART = 0.5;
/** Remote sessions of the helpdesk, relative to the firm's mean activity. */
const HELPDESK_PART = 0.5;
/** Administrators' rounds, relative to the firm's mean activity. */
const ADMIN_PART = 0.15;

function writePersonDay(today: WorkDay, person: Person, emit: Emit): void {
  const scaled = (part: number) => ({ ...today, mean: today.mean * part });
  switch (person.department.style) {
    case 'shift':
      writeShift(today, person, emit);
      break;
    case 'office':
      writeOfficeDay(today, person, emit);
      break;
    case 'helpdesk':
      writeOfficeDay(scaled(OFFICE_PART), person, emit);
      writeHelpdeskDay(scaled(HELPDESK_PART), person, emit);
      break;
    case 'admin':
      writeOfficeDay(scaled(OFFICE_PART), person, emit);
      writeAdminDay(scaled(ADMIN_PART), person, emit);
      break;
  }
}

/** Log-ons a working day begins with, mistyped ones included. */
const ARRIVING = 1.07;

/**
 * Mean log-ons of a working day after arriving, for a person of activity 1,
 * such that the month comes to about `edges` rows.
 */
function meanLogOns(
  organisation: Organisation,
  services: readonly Service[],
  { edges, anomalies }: MonthSettings,
): number {
  const { people, estate } = organisation;
  const patched = 2 * estate.servers.length + people.length;
  const mishaps = mishapLogOns(people.length);
  let left = edges - anomalies - mishaps - patched;
  for (const service of services) left -= logOns(service);
  let weight = 0;
  for (const person of people) {
    const days = workingDays(person);
    left -= ARRIVING * days;
    weight += days * weightOf(person);
  }
  return Math.max(0.3, left / weight);
}

/** Log-ons of a working day for a mean of 1. */
function weightOf({ activity, department }: Person): number {
  if (department.style === 'helpdesk') {
    return OFFICE_PART * activity + HELPDESK_PART;
  }
  if (department.style === 'admin') {
    return OFFICE_PART * activity + ADMIN_PART * LOG_ONS_A_ROUND;
  }
  return activity;
}

function workingDays(person: Person): number {
  let days = 0;
  for (let day = 0; day < DAY_COUNT; day++) if (worksOn(person, day)) days++;
  return days;
}
