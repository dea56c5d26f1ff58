import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasVulkanLoader } from '#pipeline/vulkan-loader.ts';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'polyad-vulkan-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the Vulkan loader', () => {
  const none = join(folder, 'none');

  it('is not here where neither a folder nor the list has it', async () => {
    const cache = join(folder, 'other.cache');
    writeFileSync(cache, '\0libz.so.1\0');
    expect(await hasVulkanLoader({ folders: [none], cache })).toBe(false);
    expect(await hasVulkanLoader({ folders: [], cache: none })).toBe(false);
  });

  it('is found in a folder', async () => {
    writeFileSync(join(folder, 'libvulkan.so.1'), '');
    const folders = [none, folder];
    expect(await hasVulkanLoader({ folders, cache: none })).toBe(true);
  });

  it('is found in the list of libraries', async () => {
    const cache = join(folder, 'ld.so.cache');
    writeFileSync(cache, '\0libvulkan.so.1\0/usr/lib/libvulkan.so.1\0');
    expect(await hasVulkanLoader({ folders: [], cache })).toBe(true);
  });
});
