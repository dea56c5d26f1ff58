import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { unpackOnce } from './browser.ts';

/**
 * Gives Vitest's workers the software GPU that comes with the test browser. The loader of shared
 * libraries reads its variables when a process starts, so they are set before workers do.
 * Where it cannot be unpacked, GPU tests find no adapter and are skipped.
 */
export async function setup(project: TestProject): Promise<void> {
  // A machine's own adapter, for those who have one and ask for it.
  if (process.env['POLYAD_TEST_ADAPTER'] === 'own') return;
  try {
    project.config.env = {
      ...project.config.env,
      ...softwareAdapterEnv(await unpackOnce()),
    };
  } catch (error) {
    console.error(`No software GPU: ${String(error)}`);
  }
}

/** The variables under which a Node process finds the adapter unpacked in `folder`. */
export function softwareAdapterEnv(folder: string): Record<string, string> {
  const icd = join(folder, 'vk_swiftshader_icd.json');
  return {
    LD_LIBRARY_PATH: folder,
    VK_ICD_FILENAMES: icd,
    VK_DRIVER_FILES: icd,
  };
}
