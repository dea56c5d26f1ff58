import type { Argv } from 'yargs';
import {
  computeChecks,
  examineCompute,
  type ComputeFacts,
} from '#pipeline/operations/examine-compute.ts';
import { examineMachine } from '#pipeline/operations/machine.ts';
import { defineCommand } from '../command.ts';
import type { Session } from '../session.ts';

interface Options {
  readonly profile: boolean;
}

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'Show what this machine offers and what Polyad would use',
  examples: [
    ['$0 doctor', 'Memory, threads, GPU, and what would run where'],
    ['$0 doctor --profile', 'The GPU’s time for each kernel'],
    ['$0 doctor --backend gpu', 'Also a GPU that is only imitated'],
  ],
  options: (yargs): Argv<Options> =>
    yargs.option('profile', {
      type: 'boolean',
      default: false,
      describe: 'Run kernels on the GPU and time each',
    }),
  run: async ({ profile }: Options, session) => {
    const started = performance.now();
    const { checks } = await examineMachine(session.workspaceRoot);
    const { backend, threads } = session.options;
    const compute = await examineCompute({ backend, threads, profile });
    return {
      checks: [...checks, ...computeChecks(compute)],
      ...compute,
      run: session.runFacts(started),
    };
  },
  print: (result, session) => {
    session.table(
      result.checks.map(({ name, ok, value, advice }) => [
        ok ? session.colors.green('✓') : session.colors.yellow('!'),
        name,
        value,
        advice ?? '',
      ]),
    );
    printChoices(result, session);
    printProfile(result, session);
  },
});

function printChoices({ choices }: ComputeFacts, session: Session): void {
  session.print('');
  session.table(
    choices.map(({ kernel, incidences, backend, seconds, reason }) => [
      kernel,
      incidences,
      backend,
      reason,
      milliseconds(seconds.gpu),
      milliseconds(seconds.wasm),
      milliseconds(seconds.js),
    ]),
    [
      'KERNEL',
      'INCIDENCES',
      'RUNS ON',
      'BECAUSE',
      'GPU ms',
      'WASM ms',
      'JS ms',
    ],
  );
}

function printProfile(facts: ComputeFacts, session: Session): void {
  const { profile, withoutProfile } = facts;
  if (withoutProfile !== null) {
    session.note(`No profile: ${withoutProfile}.`);
  }
  if (profile === null) return;
  const { incidences, seconds, kernels } = profile;
  session.print('');
  session.print(
    `${incidences} incidences took ${seconds.toFixed(3)} s with the GPU; its own clock says:`,
  );
  session.table(
    kernels.map(({ name, dispatches, seconds: own }) => [
      name,
      dispatches,
      milliseconds(own),
    ]),
    ['KERNEL', 'DISPATCHES', 'ms'],
  );
}

function milliseconds(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Number((seconds * 1000).toPrecision(3));
}
