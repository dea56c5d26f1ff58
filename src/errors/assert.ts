import { PolyadError } from './polyad-error.ts';

/**
 * States what cannot fail unless Polyad itself is wrong.
 * @throws PolyadError INTERNAL when `condition` is false.
 */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) {
    throw new PolyadError('INTERNAL', `Broken invariant: ${what}`);
  }
}
