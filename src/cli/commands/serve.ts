import type { Argv } from 'yargs';
import type { RunningServer } from '#server/start-server.ts';
import { defineCommand } from '../command.ts';
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
    const { fillCatalog } =
      await import('#pipeline/operations/serve-catalog.ts');
    const { startServer } = await import('#server/start-server.ts');
    const { catalog, dataset } = await fillCatalog(
      options.source,
      mappingChoice(options),
      {
        signal: session.deadline.signal,
        onProgress: ({ bytes, totalBytes }) => {
          session.progress.update('reading', bytes, totalBytes ?? 0);
        },
      },
    );
    const server = await startServer({
      catalog,
      host: options.host,
      port: options.port,
      noAuth: !options.auth,
      ...(options.token !== undefined && { token: options.token }),
    });
    closeOnSignals(server);
    if (options.open) {
      const { default: open } = await import('open');
      await open(server.signInUrl);
    }
    return { url: server.signInUrl, port: server.port, dataset };
  },
  print: ({ url, dataset }, session) => {
    session.print(
      `${dataset.name}: ${dataset.summary.edges} relations among ${dataset.summary.nodes} nodes`,
    );
    session.print(`Open ${session.colors.bold(url)}`);
    session.note('Ctrl-C stops the server.');
  },
});

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
function closeOnSignals(server: RunningServer): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 0],
  ] as const) {
    process.once(signal, () => {
      void server.close().finally(() => process.exit(status));
    });
  }
}
