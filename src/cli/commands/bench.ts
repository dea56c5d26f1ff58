import type { Argv } from 'yargs';
import {
  benchmark,
  benchmarkOperations,
  type BenchmarkOperation,
} from '#pipeline/operations/benchmark.ts';
import { defineCommand } from '../command.ts';
import {
  mappingChoice,
  withSourceOptions,
  type SourceOptions,
} from '../source-options.ts';

interface Options extends SourceOptions {
  readonly operation: BenchmarkOperation;
  readonly s: number;
  readonly repeat: number;
}

export const benchCommand = defineCommand({
  recording: false,
  name: 'bench <operation> <source>',
  summary: 'Time one operation on your data',
  examples: [
    ['$0 bench linegraph pathways.gmt.gz --s 2 --repeat 5', 'Five runs'],
    ['$0 bench load events.parquet', 'Reading and building'],
  ],
  options,
  run: (options: Options, session) =>
    benchmark(options.operation, options.source, {
      choice: mappingChoice(options),
      s: options.s,
      repeat: options.repeat,
      watch: session.watch(options.operation),
      runner: session.engine,
      loading: {
        signal: session.deadline.signal,
        workspace: () => session.workspace(),
      },
    }).then((result) => ({
      ...result,
      run: { ...session.runFacts(performance.now()), seconds: result.median },
    })),
  print: (result, session) => {
    session.table([
      ['operation', result.op],
      ['median', `${result.median.toFixed(4)} s`],
      ['runs', result.seconds.map((s) => s.toFixed(4)).join('  ')],
      ['reading', `${result.loadSeconds.toFixed(3)} s`],
      ['memory', `${result.rssMiB.toFixed(0)} MiB`],
      ['checksum', String(result.checksum)],
      ['backend', result.backend],
    ]);
  },
});

function options(yargs: Argv): Argv<Options> {
  return withSourceOptions(
    yargs.positional('operation', {
      choices: benchmarkOperations,
      demandOption: true,
      describe: 'What to time',
    }),
  )
    .option('s', {
      type: 'number',
      default: 2,
      describe: 'Elements are neighbours where they share this many',
    })
    .option('repeat', {
      type: 'number',
      default: 3,
      describe: 'Timed runs, after one that is not',
    }) as unknown as Argv<Options>;
}
