import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '#pipeline/cache-folder.ts';
import { describe, expect, it } from 'vitest';

describe('the cache folder', () => {
  it('is where the environment says', () => {
    const env = { XDG_CACHE_HOME: '/var/cache' };
    expect(cacheFolder(env, 'linux')).toBe(join('/var/cache', 'polyad'));
    expect(cacheFolder(env, 'darwin')).toBe(join('/var/cache', 'polyad'));
  });

  it('is else the platform’s own', () => {
    const home = homedir();
    expect(cacheFolder({ XDG_CACHE_HOME: '' }, 'linux')).toBe(
      join(home, '.cache', 'polyad'),
    );
    expect(cacheFolder({}, 'darwin')).toBe(
      join(home, 'Library', 'Caches', 'polyad'),
    );
    expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe(
      join('/local', 'polyad', 'cache'),
    );
  });
});
