import type { Argv } from 'yargs';
import type { RunningServer } from '#server/start-server.ts';
import type { ServedWorkspace } from '#pipeline/operations/serve-catalog.ts';
import { defineCommand } from '../command.ts';
import {
  servingOptions,
  withServingOptions,
  type ServingOptions,
} from '../serving-options.ts';
import type { Session } from '../session.ts';
import {
  mappingChoice,
  sourceArgument,
  withReadingOptions,
  type ReadingOptions,
} from '../source-options.ts';

interface Options extends ReadingOptions, ServingOptions {
  readonly source: string | undefined;
}

export const serveCommand = defineCommand({
  name: 'serve [source]',
  summary: 'Open the page on your data, or on the demo',
  examples: [
    ['$0 serve', 'The demo: a month of log-ons with a planted intrusion'],
    ['$0 serve pathways.gmt.gz --open', 'Your file, in your browser'],
    [
      '$0 serve --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem --host-name lab.example',
      'For a team; polyad tokens make NAME lets people in',
    ],
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
    ...(await servingOptions(options)),
    compute: {
      backend: session.options.backend,
      threads: session.options.threads,
    },
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
  return withServingOptions(
    withReadingOptions(
      yargs.positional('source', {
        type: 'string',
        coerce: sourceArgument,
        describe: 'A file, or - for standard input; the demo if left out',
      }),
    ),
  ) as unknown as Argv<Options>;
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
