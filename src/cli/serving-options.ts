import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Argv } from 'yargs';
import { PolyadError } from '#errors/polyad-error.ts';
import type { ServerOptions } from '#server/start-server.ts';

/** Options of `serve` about who may reach the server, and how. */
export interface ServingOptions {
  readonly port: number;
  readonly host: string;
  readonly token: string | undefined;
  readonly tokenFile: string | undefined;
  readonly auth: boolean;
  readonly open: boolean;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly behindProxy: boolean;
  readonly hostName: string | undefined;
  readonly oidcIssuer: string | undefined;
  readonly oidcAudience: string | undefined;
  readonly jobThreads: number | undefined;
  readonly log: string | undefined;
  readonly requestsPerMinute: number | undefined;
}

export function withServingOptions<Options>(
  yargs: Argv<Options>,
): Argv<Options & ServingOptions> {
  return withReachOptions(yargs)
    .option('open', {
      type: 'boolean',
      default: false,
      describe: 'Open the page in your browser',
    })
    .option('job-threads', {
      type: 'number',
      describe: 'Jobs at a time, each in a thread of its own',
    })
    .option('requests-per-minute', {
      type: 'number',
      describe: 'Most requests a minute from one address; 3000 by default',
    })
    .option('log', {
      type: 'string',
      describe:
        'Write requests as JSON lines to this file; - is standard error',
    }) as unknown as Argv<Options & ServingOptions>;
}

function withReachOptions<Options>(yargs: Argv<Options>): Argv<Options> {
  return yargs
    .option('port', {
      type: 'number',
      default: 8787,
      describe: 'Port to listen on; 0 takes a free one',
    })
    .option('host', {
      type: 'string',
      default: '127.0.0.1',
      describe: 'Address to listen on; others than this machine need TLS',
    })
    .option('token', {
      type: 'string',
      describe: 'What lets you in; random if left out',
    })
    .option('token-file', {
      type: 'string',
      describe: 'The same from a file, so that no list of processes shows it',
    })
    .option('auth', {
      type: 'boolean',
      default: true,
      describe: '--no-auth lets in everyone who reaches the server',
    })
    .option('tls-cert', { type: 'string', describe: 'PEM file: certificate' })
    .option('tls-key', { type: 'string', describe: 'PEM file: its key' })
    .option('behind-proxy', {
      type: 'boolean',
      default: false,
      describe: 'A proxy in front ends TLS and sets X-Forwarded-For and -Proto',
    })
    .option('host-name', {
      type: 'string',
      describe: 'Names that people reach the server by, with commas between',
    })
    .option('oidc-issuer', {
      type: 'string',
      describe:
        'OpenID Connect issuer whose tokens with the claim polyad_role let people in',
    })
    .option('oidc-audience', {
      type: 'string',
      describe: 'What the issuer calls this server',
    });
}

/**
 * The options as the server takes them.
 * @throws PolyadError INVALID_ARGUMENT where one lacks its other half; NOT_FOUND
 * for a file that cannot be read
 */
export async function servingOptions(
  options: ServingOptions,
): Promise<Omit<ServerOptions, 'catalog' | 'workspace' | 'compute'>> {
  const { tlsCert, tlsKey, oidcIssuer, oidcAudience, jobThreads, log } =
    options;
  checkPair('--tls-cert', tlsCert, '--tls-key', tlsKey);
  checkPair('--oidc-issuer', oidcIssuer, '--oidc-audience', oidcAudience);
  checkJobThreads(jobThreads);
  const { requestsPerMinute } = options;
  if (requestsPerMinute !== undefined && !(requestsPerMinute >= 1)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `--requests-per-minute is ${requestsPerMinute}; give a number of at least 1.`,
    );
  }
  const token = await tokenOf(options);
  return {
    host: options.host,
    port: options.port,
    noAuth: !options.auth,
    behindProxy: options.behindProxy,
    hostNames: commaList(options.hostName),
    ...(token !== undefined && { token }),
    ...(tlsCert !== undefined &&
      tlsKey !== undefined && {
        tls: { cert: await readText(tlsCert), key: await readText(tlsKey) },
      }),
    ...(oidcIssuer !== undefined &&
      oidcAudience !== undefined && {
        oidc: { issuer: oidcIssuer, audience: oidcAudience },
      }),
    ...(jobThreads !== undefined && { jobThreads }),
    ...(requestsPerMinute !== undefined && { limits: { requestsPerMinute } }),
    ...(log !== undefined && { logger: await openLog(log) }),
  };
}

/** The parts of a list with commas between. */
export function commaList(text: string | undefined): string[] {
  const parts = text?.split(',').map((part) => part.trim()) ?? [];
  return parts.filter((part) => part !== '');
}

/** Loaded only here: most commands write no log. */
async function openLog(path: string): Promise<Logger> {
  const { pino } = await import('pino');
  return pino(pino.destination(path === '-' ? 2 : { dest: path, mkdir: true }));
}

function checkPair(
  name: string,
  value: string | undefined,
  otherName: string,
  other: string | undefined,
): void {
  if ((value === undefined) === (other === undefined)) return;
  const [given, missing] =
    value === undefined ? [otherName, name] : [name, otherName];
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${given} needs ${missing} beside it.`,
  );
}

function checkJobThreads(threads: number | undefined): void {
  if (threads === undefined) return;
  if (Number.isInteger(threads) && threads >= 1 && threads <= 64) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `--job-threads is ${threads}; give an integer from 1 to 64.`,
    { threads },
  );
}

async function tokenOf({
  token,
  tokenFile,
}: ServingOptions): Promise<string | undefined> {
  if (token !== undefined && tokenFile !== undefined) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'Give --token or --token-file, not both.',
    );
  }
  return tokenFile === undefined ? token : (await readText(tokenFile)).trim();
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new PolyadError(
      'NOT_FOUND',
      `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'}). Check the path and its permissions.`,
      { file: path },
      { cause },
    );
  }
}
