import { effect, type ReadonlySignal, type Signal } from '@preact/signals';
import { problemOf, type Problem } from '../api/problem.ts';

/** Something that comes from the server: not asked for, on its way, here, or failed. */
export type Loadable<T> =
  | { readonly state: 'idle' }
  | { readonly state: 'loading'; readonly previous: T | null }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: Problem };

export const IDLE = { state: 'idle' } as const;

/** The value, or the one before while the next is on its way. */
export function valueOf<T>(loadable: Loadable<T>): T | null {
  if (loadable.state === 'ready') return loadable.value;
  return loadable.state === 'loading' ? loadable.previous : null;
}

/**
 * Keeps `target` loaded: runs `load` now and whenever a signal that it reads
 * before its first `await` changes; an answer that came too late is dropped.
 * @param attempt - Raising it asks again.
 * @param load - Null means there is nothing to ask for.
 * @returns Ends it.
 */
export function keepLoaded<T>(
  target: Signal<Loadable<T>>,
  attempt: ReadonlySignal<number>,
  load: (signal: AbortSignal, attempt: number) => Promise<T> | null,
): () => void {
  return effect(() => {
    const controller = new AbortController();
    const coming = load(controller.signal, attempt.value);
    if (coming === null) {
      target.value = IDLE;
      return undefined;
    }
    target.value = { state: 'loading', previous: valueOf(target.peek()) };
    coming.then(
      (value) => {
        if (!controller.signal.aborted)
          target.value = { state: 'ready', value };
      },
      (thrown: unknown) => {
        const problem = problemOf(thrown);
        if (controller.signal.aborted || problem === null) return;
        target.value = { state: 'failed', problem };
      },
    );
    return () => controller.abort();
  });
}
