import type { Logger } from 'pino';
import type { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import type { EventLog } from '#pipeline/jobs/event-log.ts';
import type { JobQueue } from '#pipeline/jobs/job-queue.ts';
import type { ComputeEngine } from '#pipeline/compute-engine.ts';
import type { StreamDesk } from '#pipeline/streams/stream-desk.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import type { ComputeChoice } from '#protocol/topology/compute-options.ts';
import type { Access } from './access/access.ts';
import type { IdempotencyKeys } from './http/idempotency.ts';
import type { ReadingPool } from './reading/reading-pool.ts';
import type { ServerLimits } from './limits.ts';
import type { Metrics } from './operation/metrics.ts';
import type { ReadLog } from './operation/read-log.ts';

/** All that the app needs from outside: one value, made once, passed down. */
export interface ServerContext {
  readonly catalog: DatasetCatalog;
  /** Keeps runs, labels and the audit trail; undefined where nothing is kept. */
  readonly workspace: OpenWorkspace | undefined;
  /** Work in threads of its own; undefined where nothing is kept. */
  readonly jobs: JobQueue | undefined;
  /** Answers kept under the keys of those who may ask twice. */
  readonly answers: IdempotencyKeys;
  /** Looks at large data sets; undefined where nothing is kept. */
  readonly readings: ReadingPool | undefined;
  /** Streams that are monitored; undefined where nothing is kept. */
  readonly streams: StreamDesk | undefined;
  /** What happens, for those who watch. */
  readonly events: EventLog;
  /** Notes who read what; undefined where nothing is kept. */
  readonly reads: ReadLog | undefined;
  readonly access: Access;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly limits: ServerLimits;
  /** Decides what runs where. */
  readonly engine: ComputeEngine;
  /** What computes unless a request says otherwise. */
  readonly compute: ComputeChoice;
  /** Polyad's version. */
  readonly version: string;
  /** Folder of the built page. */
  readonly pageRoot: string;
  /** Host names answered to besides `localhost` and IP addresses. */
  readonly hostNames: readonly string[];
  /** Only this machine can reach the server. */
  readonly isLoopback: boolean;
  readonly isTls: boolean;
  /** A proxy in front ends TLS and sets X-Forwarded-For and -Proto. */
  readonly isBehindProxy: boolean;
  /** False once the server is closing. */
  readonly isReady: () => boolean;
  /** Aborts when the server begins to close: what is never done ends then. */
  readonly closing: AbortSignal;
}
