import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadNodeGpu } from '#pipeline/gpu-node.ts';
import { describe, expect, it } from 'vitest';
import { runDeviceCycles } from '../support/device-cycles.ts';
import { projectRoot } from '../support/shared.ts';

const adapter = await (await loadNodeGpu())?.requestAdapter();

describe.skipIf(!adapter)('over and over', () => {
  it('opens, runs and closes 1,000 devices without growth', async () => {
    const resident = await runDeviceCycles(1000);
    // What the process keeps is there after the first part; the allocator is given some room.
    const grown = resident.at(-1)! - resident[300]!;
    expect(grown).toBeLessThan(30e6);
  });

  it('outlives 30 workers that end mid-kernel', async () => {
    const script = join(projectRoot, 'tests/support/leave-mid-kernel.mjs');
    await promisify(execFile)(process.execPath, [script, '30']);
  });
});
