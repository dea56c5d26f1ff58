/** Columns of `events.csv` after `time`, in order. */
export const LOG_ON_COLUMNS = [
  'user',
  'host',
  'process',
  'source',
  'outcome',
  'logonType',
  'session',
  'department',
] as const;

/** How the log-on was made, after the kinds an operating system records. */
export type LogonType =
  'interactive' | 'unlock' | 'network' | 'remote' | 'batch' | 'service';

/** Kinds of planted intrusion; the README's table says what each one is. */
export const SCENARIOS = [
  'stuffing',
  'spraying',
  'lateral',
  'insider',
  'beacon',
  'service-misuse',
] as const;

/** One of `SCENARIOS`. */
export type Scenario = (typeof SCENARIOS)[number];

/** One log-on: who, where, by which process, from where, and how it ended. */
export interface LogOn {
  /** Seconds since the epoch, UTC; an integer. */
  readonly time: number;
  readonly user: string;
  /** The machine logged on to. */
  readonly host: string;
  /** The program that asked for the log-on. */
  readonly process: string;
  /** The machine or address the log-on came from. */
  readonly source: string;
  readonly outcome: 'success' | 'failure';
  readonly logonType: LogonType;
  /** Groups the log-ons of one sitting; eight hexadecimal digits at most. */
  readonly session: string;
  /** Department of the account; empty where the account does not exist. */
  readonly department: string;
  /** Set on planted records only. */
  readonly scenario?: Scenario;
}

/** Takes what an activity writes, in any order within its day. */
export type Emit = (logOn: LogOn) => void;
