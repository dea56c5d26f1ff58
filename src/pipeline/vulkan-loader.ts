import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LOADER = 'libvulkan.so.1';

/** Where the system's linker looks for libraries. */
export interface LibrarySearch {
  readonly folders: readonly string[];
  /** The list of libraries that `ldconfig` keeps, names in plain text. */
  readonly cache: string;
}

const SYSTEM_FOLDERS = ['/lib', '/usr/lib', '/lib64', '/usr/lib64'];

/**
 * Whether the library is here without which no GPU can be reached on Linux. Asked for an adapter
 * nevertheless, Dawn finds none and prints a warning that no option silences.
 * @param search - Defaults to what the process was started with.
 */
export async function hasVulkanLoader(
  search: LibrarySearch = systemSearch(),
): Promise<boolean> {
  const cache = await readFile(search.cache, 'latin1').catch(() => '');
  if (cache.includes(LOADER)) return true;
  const found = await Promise.all(
    search.folders.map((folder) =>
      access(join(folder, LOADER)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

function systemSearch(): LibrarySearch {
  const named = process.env['LD_LIBRARY_PATH']?.split(/[:;]/) ?? [];
  return {
    folders: [...named.filter((folder) => folder !== ''), ...SYSTEM_FOLDERS],
    cache: '/etc/ld.so.cache',
  };
}
