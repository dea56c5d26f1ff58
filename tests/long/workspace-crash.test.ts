import { describe, it } from 'vitest';
import { killWriters } from '../store/crash.ts';
import { newFolder } from '../store/test-workspace.ts';

describe('a workspace whose writers are killed 50 times', () => {
  it('holds all that was acknowledged, and nothing by halves', async () => {
    await killWriters(newFolder(), 50);
  });
});
