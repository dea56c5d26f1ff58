import {
  recordOnce,
  type FinishedRun,
} from '#pipeline/workspace/run-results.ts';
import type { ServerContext } from '../context.ts';

/** Records what an answer was computed from, before it is sent, where runs are kept. */
export async function recordAnswer(
  { workspace }: ServerContext,
  actor: string,
  answer: Omit<FinishedRun, 'actor' | 'startedAt' | 'parameters'> & {
    readonly parameters: object;
  },
): Promise<void> {
  if (!workspace) return;
  const { seconds } = answer.result.run;
  await recordOnce(workspace, {
    ...answer,
    parameters: presentOf(answer.parameters),
    startedAt: new Date(Date.now() - seconds * 1000),
    actor,
  });
}

/** The parameters that have a value, as JSON would have them. */
export function presentOf(parameters: object): FinishedRun['parameters'] {
  return JSON.parse(JSON.stringify(parameters)) as FinishedRun['parameters'];
}
