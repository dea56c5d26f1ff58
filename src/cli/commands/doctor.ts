import { examineMachine } from '#pipeline/operations/machine.ts';
import { defineCommand } from '../command.ts';

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'Show what this machine offers and what Polyad would use',
  examples: [['$0 doctor', 'Memory, threads, and whether arrays are shared']],
  options: (yargs) => yargs,
  run: async (_options, session) => {
    const started = performance.now();
    const machine = await examineMachine(session.workspaceRoot);
    return { ...machine, run: session.runFacts(started) };
  },
  print: ({ checks }, session) => {
    session.table(
      checks.map(({ name, ok, value, advice }) => [
        ok ? session.colors.green('✓') : session.colors.yellow('!'),
        name,
        value,
        advice ?? '',
      ]),
    );
  },
});
