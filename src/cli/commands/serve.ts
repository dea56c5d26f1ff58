import type { Argv } from 'yargs';
import type { RunningServer } from '#server/start-server.ts';
import type { ServedWorkspace } from '#pipeline/operations/serve-catalog.ts';
import { defineCommand } from '../command.ts';
import type { Session } from '../session.ts';
import {
  mappingChoice,
  sourceArgument,
  withReadingOptions,
  type ReadingOptions,
} from '../source-options.ts';

interface Options extends ReadingOptions {
  readonly source: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly token: string | undefined;
  readonly auth: boolean;
  readonly open: boolean;
}

export const serveCommand = defineCommand({
  name: 'serve [source]',
  summary: 'Open the page on your data, or on the demo',
  examples: [
    ['$0 serve', 'The demo: a month of log-ons with a planted intrusion'],
    ['$0 serve pathways.gmt.gz --open', 'Your file, in your browser'],
  ],
  options,
  run: async (options: Options, session) => {
    // Loaded only here: the server is most of what a start-up would load.
    const { openServedWorkspace } =
      await import('#pipeline/operations/serve-catalog.ts');
    const served = await openServedWorkspace(
      session.workspaceRoot,
      session.options.workspace !== undefined,
    );
    if (!served.isKept) {
      session.note(served.reason ?? '');
      session.note('This server keeps nothing once it ends.');
    }
    try {
      return await serve(options, session, served);
    } catch (error) {
      await served.close();
      throw error;
    }
  },
  print: ({ url, dataset }, session) => {
    session.print(
      `${dataset.name}: ${dataset.edges} relations among ${dataset.nodes} nodes`,
    );
    session.print(`Open ${session.colors.bold(url)}`);
    session.note('Ctrl-C stops the server.');
  },
});

/** Starts the server on an open workspace; both end with the process's signals. */
async function serve(
  options: Options,
  session: Session,
  served: ServedWorkspace,
): Promise<{
  url: string;
  port: number;
  workspace: string | null;
  dataset: { id: string; name: string; nodes: number; edges: number };
}> {
  const { fillCatalog } = await import('#pipeline/operations/serve-catalog.ts');
  const { startServer } = await import('#server/start-server.ts');
  const { workspace, isKept } = served;
  const { catalog, dataset } = await fillCatalog(
    options.source,
    mappingChoice(options),
    {
      workspace,
      actor: session.actor,
      signal: session.deadline.signal,
      onProgress: ({ bytes, totalBytes }) => {
        session.progress.update('reading', bytes, totalBytes ?? 0);
      },
    },
  );
  const server = await startServer({
    catalog,
    workspace,
    host: options.host,
    port: options.port,
    noAuth: !options.auth,
    compute: {
      backend: session.options.backend,
      threads: session.options.threads,
    },
    ...(options.token !== undefined && { token: options.token }),
  });
  closeOnSignals(server, served);
  if (options.open) {
    const { default: open } = await import('open');
    await open(server.signInUrl);
  }
  const { id, name, summary } = dataset;
  const { nodes, edges } = summary;
  return {
    url: server.signInUrl,
    port: server.port,
    workspace: isKept ? session.workspaceRoot : null,
    dataset: { id, name, nodes, edges },
  };
}

function options(yargs: Argv): Argv<Options> {
  return withReadingOptions(
    yargs.positional('source', {
      type: 'string',
      coerce: sourceArgument,
      describe: 'A file, or - for standard input; the demo if left out',
    }),
  )
    .option('port', {
      type: 'number',
      default: 8787,
      describe: 'Port to listen on; 0 takes a free one',
    })
    .option('host', {
      type: 'string',
      default: '127.0.0.1',
      describe: 'Address to listen on',
    })
    .option('token', {
      type: 'string',
      describe: 'What lets people in; random if left out',
    })
    .option('auth', {
      type: 'boolean',
      default: true,
      describe: '--no-auth lets in everyone who reaches the server',
    })
    .option('open', {
      type: 'boolean',
      default: false,
      describe: 'Open the page in your browser',
    }) as unknown as Argv<Options>;
}

/** Lets requests under way end; a second signal does not wait. */
function closeOnSignals(server: RunningServer, served: ServedWorkspace): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 0],
  ] as const) {
    process.once(signal, () => {
      void server
        .close()
        .finally(() => served.close())
        .finally(() => process.exit(status));
    });
  }
}
