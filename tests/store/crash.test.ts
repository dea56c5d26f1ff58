import { describe, it } from 'vitest';
import { killWriters } from './crash.ts';
import { newFolder } from './test-workspace.ts';

describe('a workspace whose writer is killed', () => {
  it('holds all that was acknowledged, and nothing by halves', async () => {
    await killWriters(newFolder(), 4);
  }, 120_000);
});
