import type { RunFacts } from '#protocol/run-facts.ts';
import type { ServerContext } from '../context.ts';

/**
 * How a result that began at `started` (performance.now) came about.
 * @param ran - What computed it, where a kernel said so.
 */
export function runFacts(
  started: number,
  { version }: ServerContext,
  ran: Pick<RunFacts, 'backend' | 'threads'> = { backend: 'js', threads: 1 },
): RunFacts {
  const seconds = (performance.now() - started) / 1000;
  return { ...ran, seconds, version };
}
