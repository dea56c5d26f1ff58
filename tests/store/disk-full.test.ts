import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { Workspace } from '#store/workspace.ts';
import { newVersion, runOn } from './version-parts.ts';

const mounts: string[] = [];

afterAll(() => {
  for (const mount of mounts) run('umount', '--lazy', mount);
});

/** The exit status of a command of the system; null where there is none. */
function run(command: string, ...options: string[]): number | null {
  return spawnSync(command, options).status;
}

/** A disk of 16 MiB; the test is skipped where none can be mounted. */
function smallDisk({ skip }: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'polyad-disk-'));
  const status = run('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder);
  if (status !== 0) skip('a small disk needs the right to mount a tmpfs');
  mounts.push(folder);
  return folder;
}

/** Writes until nothing goes in any more. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (;;) writeSync(file, new Uint8Array(size));
      } catch {
        // Smaller pieces may still fit.
      }
    }
  } finally {
    closeSync(file);
  }
}

function dataset(name: string) {
  const builder = new HypergraphBuilder();
  for (let edge = 0; edge < 30_000; edge++) {
    const index = builder.addEdge(`${name}-${edge}`);
    builder.addIncidence(index, builder.addNode(`n${edge % 997}`));
  }
  return { ...newVersion(name, name), hypergraph: builder.build() };
}

const full = expect.objectContaining({
  code: 'LIMIT_EXCEEDED',
  message: expect.stringContaining('is full') as string,
}) as Error;

describe('a full disk', () => {
  it('refuses an import and loses nothing', async (context) => {
    const root = join(smallDisk(context), 'ws');
    const workspace = await Workspace.open(root);
    const names: string[] = [];
    const importAll = async () => {
      for (let index = 0; index < 100; index++) {
        const name = `set ${index}`;
        await workspace.datasets.add(dataset(name), 'ada');
        names.push(name);
      }
    };
    await expect(importAll()).rejects.toThrow(full);
    expect(names.length).toBeGreaterThan(3);
    expect(
      readdirSync(workspace.folder.snapshots).filter((n) =>
        n.endsWith('.part'),
      ),
    ).toEqual([]);
    await workspace.datasets.remove(names[0] ?? '', 'ada');
    await workspace.datasets.add(dataset('after'), 'ada');
    await workspace.close();
    const again = await Workspace.open(root);
    const there = (await again.datasets.list()).map(({ name }) => name);
    expect(there).toEqual([...names.slice(1), 'after']);
    for await (const { ok } of again.datasets.verify()) expect(ok).toBe(true);
    expect(await again.audit.verify()).toMatchObject({ intact: true });
    await again.close();
  });

  it('refuses a run when not a byte is left, and loses nothing', async (context) => {
    const disk = smallDisk(context);
    const root = join(disk, 'ws');
    const workspace = await Workspace.open(root);
    const { version } = await workspace.datasets.add(newVersion(), 'ada');
    const kept = await workspace.runs.record(runOn(version.id), ['{}'], 'ada');
    fill(join(disk, 'filler'));
    const record = () =>
      workspace.runs.record(runOn(version.id), ['y'.repeat(99_999)], 'ada');
    await expect(record()).rejects.toThrow(full);
    await expect(
      workspace.datasets.add(dataset('more'), 'ada'),
    ).rejects.toThrow(full);
    rmSync(join(disk, 'filler'));
    const later = await record().catch(() => undefined);
    await workspace.close();
    const again = await Workspace.open(root);
    const ids = (await again.runs.list()).map(({ id }) => id);
    expect(ids).toEqual([...(later ? [later.id] : []), kept.id]);
    expect(await again.audit.verify()).toMatchObject({ intact: true });
    await again.runs.record(runOn(version.id), ['{}'], 'ada');
    await again.close();
  });
});
