import type { RunFacts } from '#protocol/run-facts.ts';
import type { ServerContext } from '../context.ts';

/** How a result that began at `started` (performance.now) came about. */
export function runFacts(
  started: number,
  { version }: ServerContext,
): RunFacts {
  const seconds = (performance.now() - started) / 1000;
  return { backend: 'js', threads: 1, seconds, version };
}
