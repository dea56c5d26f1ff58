import { setMaxListeners } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import { pino, type Logger } from 'pino';
import { PolyadError } from '#errors/polyad-error.ts';
import { ComputeEngine } from '#pipeline/compute-engine.ts';
import type { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import { EventLog } from '#pipeline/jobs/event-log.ts';
import {
  inlineHost,
  threadHost,
  usualConcurrency,
} from '#pipeline/jobs/job-host.ts';
import { JobQueue } from '#pipeline/jobs/job-queue.ts';
import { useKernelThreads } from '#pipeline/kernel-threads.ts';
import { StreamDesk } from '#pipeline/streams/stream-desk.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import { version } from '#pipeline/version.ts';
import type { ComputeChoice } from '#protocol/topology/compute-options.ts';
import { Access } from './access/access.ts';
import { oidcVerifier, type OidcOptions } from './access/oidc.ts';
import { randomSecret } from './access/random-secret.ts';
import { createApp } from './app.ts';
import { readSettings } from './http/stream-settings.ts';
import { closeGracefully } from './close-gracefully.ts';
import type { ServerContext } from './context.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import { defaultLimits, type ServerLimits } from './limits.ts';
import { Metrics } from './operation/metrics.ts';
import { ReadLog } from './operation/read-log.ts';
import { ReadingPool } from './reading/reading-pool.ts';
import { addressUrl, checkExposure, isLoopback } from './server-address.ts';

/** All headers of a request together; more is answered by 431. */
const MAX_HEADER_BYTES = 16_384;

/** The built page beside the built library; the same from `src` in tests. */
const BUILT_PAGE = fileURLToPath(new URL('../../dist/web', import.meta.url));

export interface ServerOptions {
  readonly catalog: DatasetCatalog;
  /** Keeps runs, labels and the audit trail; whoever opened it closes it. */
  readonly workspace?: OpenWorkspace;
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Random unless given. */
  readonly token?: string;
  /** Lets everyone in who can reach the server; loopback hosts only. */
  readonly noAuth?: boolean;
  /** Another server whose signed tokens let people in. */
  readonly oidc?: OidcOptions;
  /** PEM texts. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** A proxy in front ends TLS and sets X-Forwarded-For and -Proto. */
  readonly behindProxy?: boolean;
  /** Host names answered to besides `localhost` and IP addresses. */
  readonly hostNames?: readonly string[];
  readonly limits?: Partial<ServerLimits>;
  /** What computes unless a request says otherwise, and the most threads that may. */
  readonly compute?: ComputeChoice;
  /** Jobs at a time, each in a thread; 0 computes them one by one in the caller's. */
  readonly jobThreads?: number;
  /** Silent unless given. */
  readonly logger?: Logger;
  /** Folder of the built page. */
  readonly pageRoot?: string;
}

/** A server that listens. */
export interface RunningServer {
  /** Ends in a slash; without the token. */
  readonly url: string;
  /** `url` with the token as a fragment, which browsers never send. */
  readonly signInUrl: string;
  readonly port: number;
  /** Null where everyone is let in. */
  readonly token: string | null;
  /** Takes no more requests, lets those under way end, then stops; twice is once. */
  close(): Promise<void>;
}

/**
 * Starts the server.
 * @throws PolyadError INVALID_ARGUMENT for a host that others reach without token
 * and TLS; CONFLICT if the port is taken.
 */
export async function startServer(
  options: ServerOptions,
): Promise<RunningServer> {
  const { host = '127.0.0.1', port, tls, behindProxy = false } = options;
  const isTls = tls !== undefined;
  const token =
    options.noAuth === true ? null : (options.token ?? randomSecret());
  if (token === '') {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'The token is empty. Leave it out for a random one.',
    );
  }
  checkExposure({
    host,
    hasToken: token !== null,
    isTls,
    isBehindProxy: behindProxy,
  });
  let closing: Promise<void> | undefined;
  const stopping = new AbortController();
  // Every feed waits for it; their number is limited elsewhere.
  setMaxListeners(0, stopping.signal);
  const tokens = await options.workspace?.tokens.list();
  const verify = options.oidc && oidcVerifier(options.oidc);
  const access = new Access({ token, tokens, verify });
  const context = makeContext(options, access, stopping.signal);
  await context.jobs?.resume();
  const server = createListener(createApp(context), context.limits, tls);
  await listen(server, host, port);
  const bound = (server.address() as AddressInfo).port;
  const url = addressUrl({ host, port: bound, isTls });
  return {
    url,
    signInUrl: token === null ? url : `${url}#token=${token}`,
    port: bound,
    token,
    close: () => {
      stopping.abort();
      return (closing ??= closeGracefully(server).then(async () => {
        await context.jobs?.close();
        await context.readings?.close();
        await context.streams?.close();
        await context.engine.close();
        await context.reads?.flush();
      }));
    },
  };
}

function makeContext(
  options: ServerOptions,
  access: Access,
  closing: AbortSignal,
): ServerContext {
  const { catalog, host = '127.0.0.1', behindProxy = false } = options;
  const metrics = new Metrics(catalog);
  metrics.watchProcess();
  const logger = options.logger ?? pino({ level: 'silent' });
  const compute = options.compute ?? {};
  useKernelThreads(compute.threads);
  const events = new EventLog();
  const streams =
    options.workspace &&
    new StreamDesk(options.workspace, events, readSettings);
  const jobs = makeJobs(options, events, logger);
  if (jobs) metrics.watchJobs(jobs);
  metrics.watchFeeds(events);
  return {
    catalog,
    workspace: options.workspace,
    jobs,
    events,
    readings: makeReadings(options),
    streams,
    answers: new IdempotencyKeys(options.workspace?.answers),
    reads: readLog(options.workspace, logger),
    metrics,
    access,
    logger,
    limits: { ...defaultLimits, ...options.limits },
    compute,
    engine: new ComputeEngine({
      threads: compute.threads,
      onNote: (note) => logger.warn(note),
    }),
    version,
    pageRoot: options.pageRoot ?? BUILT_PAGE,
    hostNames: [host, ...(options.hostNames ?? [])],
    isLoopback: isLoopback(host),
    isTls: options.tls !== undefined,
    isBehindProxy: behindProxy,
    isReady: () => !closing.aborted,
    closing,
  };
}

function makeJobs(
  { workspace, compute = {}, jobThreads = usualConcurrency() }: ServerOptions,
  events: EventLog,
  logger: Logger,
): JobQueue | undefined {
  if (!workspace) return undefined;
  return new JobQueue({
    workspace,
    host:
      jobThreads === 0 ? inlineHost() : threadHost(jobThreads, compute.threads),
    events,
    onError: (error) => logger.error(error, 'a job broke'),
  });
}

function makeReadings({
  catalog,
  workspace,
  limits,
  jobThreads,
}: ServerOptions): ReadingPool | undefined {
  if (!workspace || jobThreads === 0) return undefined;
  const { incidencesApart: leastIncidences } = { ...defaultLimits, ...limits };
  return new ReadingPool({ catalog, workspace, leastIncidences });
}

function readLog(
  workspace: OpenWorkspace | undefined,
  logger: Logger,
): ReadLog | undefined {
  if (!workspace) return undefined;
  return new ReadLog(workspace.audit, (error) => {
    logger.error(error, 'reads could not be noted in the audit trail');
  });
}

function createListener(
  app: Express,
  { headerSeconds, connections }: ServerLimits,
  tls: ServerOptions['tls'],
): Server {
  const bounds = {
    // Slow clients are cut off; a large upload may take its time.
    headersTimeout: headerSeconds * 1000,
    requestTimeout: 30 * 60_000,
    keepAliveTimeout: 5_000,
    // How often it is looked for them.
    connectionsCheckingInterval: Math.min(5_000, headerSeconds * 500),
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  const server = tls
    ? createHttpsServer({ ...bounds, ...tls }, app)
    : createHttpServer(bounds, app);
  server.maxConnections = connections;
  return server;
}

async function listen(
  server: Server,
  host: string,
  port: number,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(listenError(error, host, port));
    });
    server.listen(port, host, resolve);
  });
}

function listenError(
  error: NodeJS.ErrnoException,
  host: string,
  port: number,
): PolyadError {
  if (error.code === 'EADDRINUSE') {
    return new PolyadError(
      'CONFLICT',
      `Port ${port} on ${host} is taken. Stop what uses it, or give another with --port.`,
      { host, port },
      { cause: error },
    );
  }
  return new PolyadError(
    'INVALID_ARGUMENT',
    `The server cannot listen on ${host}, port ${port} (${error.code ?? error.message}). Give another with --host or --port.`,
    { host, port },
    { cause: error },
  );
}
