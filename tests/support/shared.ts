import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe } from 'vitest';

/** The project's root folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

const sharedRoot = join(projectRoot, '..', 'shared');

/**
 * Where a file of the reference data beside the project would be (`../shared`).
 * @param parts - Path below `shared`, for example `'golden', 'toy.hif.json'`.
 */
export function sharedPath(...parts: string[]): string {
  return join(sharedRoot, ...parts);
}

/** Whether that file or folder exists here. */
export function hasShared(...parts: string[]): boolean {
  return existsSync(sharedPath(...parts));
}

/**
 * A suite that reads reference data, skipped where the data is absent.
 * @param title - Name of the suite.
 * @param needs - The file or folder below `shared` that it reads; `''` is the whole folder.
 * @param suite - Receives the full path of `needs`. Vitest collects the tests of a skipped suite
 * too, so read files inside `beforeAll` or a test, not in the suite's own body.
 */
export function describeShared(
  title: string,
  needs: string,
  suite: (path: string) => void,
): void {
  const path = sharedPath(needs);
  if (existsSync(path)) {
    describe(title, () => suite(path));
  } else {
    describe.skip(`${title} (skipped: no ../shared/${needs} here)`, () =>
      suite(path));
  }
}
