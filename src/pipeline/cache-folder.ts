import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where this user's programs keep what can be made again, such as the calibration: it belongs to
 * the machine, not to a workspace.
 * @remarks `XDG_CACHE_HOME` goes before the platform's own folder.
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const asked = env['XDG_CACHE_HOME'];
  if (asked !== undefined && asked !== '') return join(asked, 'polyad');
  if (platform === 'darwin') {
    return join(homedir(), 'Library', 'Caches', 'polyad');
  }
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
    return join(local, 'polyad', 'cache');
  }
  return join(homedir(), '.cache', 'polyad');
}
