import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { spoolUpload } from '#pipeline/spool-upload.ts';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('a spooled upload', () => {
  it('is a private file with its hash, gone after use', async () => {
    const sha256 = createHash('sha256').update('hello').digest('hex');
    const path = await spoolUpload(chunks('hel', 'lo'), 5, async (spooled) => {
      expect(spooled).toMatchObject({ bytes: 5, sha256 });
      expect(await readFile(spooled.path, 'utf8')).toBe('hello');
      expect((await stat(spooled.path)).mode & 0o777).toBe(0o600);
      return spooled.path;
    });
    expect(existsSync(path)).toBe(false);
  });

  it('over its limit is refused before it is used', async () => {
    const use = () => Promise.reject(new Error('used'));
    await expect(
      spoolUpload(chunks('hel', 'lo'), 4, use),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('is removed when its use fails', async () => {
    let path = '';
    const failure = new Error('broken');
    await expect(
      spoolUpload(chunks('x'), 4, async (spooled) => {
        path = spooled.path;
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(existsSync(path)).toBe(false);
  });
});
