import type { Random } from '#numeric/random.ts';
import { isWeekend, isWorkday, type Office } from './calendar.ts';
import type { Department } from './departments.ts';
import type { LogonType } from './log-on.ts';

/** A program a person opens, and the hosts it opens it on. */
export interface Habit {
  readonly process: string;
  /** Hosts of equal standing; mostly one. Not empty. */
  readonly hosts: readonly string[];
  readonly logonType: LogonType;
}

/** A stretch of days, the last one excluded. */
export interface Stay {
  readonly from: number;
  readonly to: number;
  /** Address the person works from. */
  readonly address: string;
}

/** Someone who works at the firm, and all that is constant about them. */
export interface Person {
  readonly account: string;
  readonly department: Department;
  readonly office: Office;
  /** Workstation, laptop or shared terminal. */
  readonly machine: string;
  /** Mean arrival, seconds of the local day. */
  readonly arrival: number;
  /** Activity relative to the firm's mean; log-normal, so heavy-tailed. */
  readonly activity: number;
  /** Most used first. */
  readonly habits: readonly Habit[];
  /** Chance of mistyping the password at a log-on. */
  readonly carelessness: number;
  /** Address of the home connection in each half of the month. */
  readonly homes: readonly [string, string];
  /** Addresses the telephone has had from its carrier; empty without one. */
  readonly phoneAddresses: readonly string[];
  /** First and last day of employment within the month. */
  readonly employed: readonly [number, number];
  /** Leave, as [first, last) days. */
  readonly leave: readonly [number, number];
  readonly trip: Stay | undefined;
  /** A new post within the firm and its habits, from a day on. */
  readonly move:
    | {
        readonly day: number;
        readonly department: Department;
        readonly habits: readonly Habit[];
      }
    | undefined;
  /** Crew 0 to 2 of a shift worker, by which the shift rotates each week. */
  readonly crew: number;
  /** Position in the firm's list. */
  readonly index: number;
  /** The person's own random numbers. */
  readonly random: Random;
}

/** Shift 0 (early), 1 (late) or 2 (night) of a crew; it changes weekly. */
export function shiftOf(person: Person, day: number): number {
  return (person.crew + Math.floor(day / 7)) % 3;
}

/**
 * Whether the person comes to work on a day. The plant keeps no holidays, and
 * at weekends only the crew of the early shift works.
 */
export function worksOn(person: Person, day: number): boolean {
  if (!isPresent(person, day)) return false;
  return person.department.style === 'shift'
    ? !isWeekend(day) || shiftOf(person, day) === 0
    : isWorkday(person.office, day);
}

/** Whether the person is employed and not on leave. */
export function isPresent(person: Person, day: number): boolean {
  const [first, last] = person.employed;
  const [leaveFrom, leaveTo] = person.leave;
  return day >= first && day <= last && !(day >= leaveFrom && day < leaveTo);
}

/** Name of the department the person belongs to on a day. */
export function departmentOn(person: Person, day: number): string {
  const { move } = person;
  return move !== undefined && day >= move.day
    ? move.department.name
    : person.department.name;
}

/** What the person uses on a day, most used first. */
export function habitsOn(person: Person, day: number): readonly Habit[] {
  const { move } = person;
  return move !== undefined && day >= move.day ? move.habits : person.habits;
}

/** Address outside the firm the person works from on a day. */
export function outsideAddressOn(person: Person, day: number): string {
  const { trip } = person;
  if (trip !== undefined && day >= trip.from && day < trip.to) {
    return trip.address;
  }
  return person.homes[day < 15 ? 0 : 1];
}
