import { constants } from 'node:os';
import { removeUnfinishedFiles } from '#pipeline/sinks/atomic-file.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs work that writes files so that Ctrl-C leaves none half-written. Only
 * while it runs: elsewhere the signals end the process at once, also within a
 * loop that never yields.
 */
export async function interruptible<Result>(
  write: () => Promise<Result>,
): Promise<Result> {
  const handlers = SIGNALS.map((signal) => {
    const handler = (): void => {
      removeUnfinishedFiles();
      process.exit(128 + constants.signals[signal]);
    };
    process.once(signal, handler);
    return [signal, handler] as const;
  });
  try {
    return await write();
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}
