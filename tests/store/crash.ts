import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { Workspace } from '#store/workspace.ts';
import { projectRoot } from '../support/shared.ts';
import { BATCH, type CrashEvent } from './crash-events.ts';

/** Longest time that a writer lives once it is ready, milliseconds. */
const MAX_LIFE = 400;

/** What all writers together were told was done. */
class Ledger {
  readonly imported = new Set<string>();
  readonly recorded = new Set<string>();
  readonly labelled = new Set<string>();
  /** Removals that were begun, and may have been done. */
  readonly removing = new Set<string>();
  readonly removed = new Set<string>();

  note({ kind, id }: CrashEvent): void {
    if (id !== undefined && kind !== 'ready') this[kind].add(id);
  }
}

/**
 * Kills writers at moments spread over their work, and looks at the workspace
 * after each: what was acknowledged is there, and nothing that was not whole.
 */
export async function killWriters(root: string, rounds: number): Promise<void> {
  const ledger = new Ledger();
  for (let round = 0; round < rounds; round++) {
    // Steps of the golden ratio meet every phase of the work evenly.
    const life = ((round * 0.618_034 + 0.1) % 1) * MAX_LIFE;
    await runAndKill(root, round, life, ledger);
    await expectSound(root, ledger, `round ${round}, ${Math.round(life)} ms`);
  }
  // A test that killed nobody at work would prove nothing.
  expect(ledger.imported.size).toBeGreaterThan(0);
}

async function runAndKill(
  root: string,
  round: number,
  life: number,
  ledger: Ledger,
): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      join(projectRoot, 'tests/support/run-script.mjs'),
      join(projectRoot, 'tests/store/crash-writer.ts'),
      root,
      String(round),
    ],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  let isReady = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as CrashEvent;
    ledger.note(event);
    if (event.kind === 'ready') {
      isReady = true;
      setTimeout(() => child.kill('SIGKILL'), life);
    }
  }
  const [, signal] = (await exit) as [number | null, string | null];
  expect([isReady, signal]).toEqual([true, 'SIGKILL']);
}

async function expectSound(
  root: string,
  ledger: Ledger,
  when: string,
): Promise<void> {
  const workspace = await Workspace.open(root);
  const { datasets, runs, labels, audit, folder } = workspace;
  const there = new Set((await datasets.list()).map(({ id }) => id));
  const lost = [...ledger.imported].filter(
    (id) => !there.has(id) && !ledger.removing.has(id),
  );
  const undead = [...ledger.removed].filter((id) => there.has(id));
  expect({ when, lost, undead }).toEqual({ when, lost: [], undead: [] });
  for await (const { version, ok } of datasets.verify()) {
    expect({ when, id: version.id, ok }).toMatchObject({ ok: true });
    expect(datasets.load(version).edgeCount).toBe(20_000);
  }
  for (const run of await runs.list()) {
    const text = await runs.resultOf(run.id);
    const hash = createHash('sha256').update(text).digest('hex');
    expect(hash, when).toBe(run.result.sha256);
  }
  for (const id of ledger.recorded) await runs.get(id);
  for (const id of ledger.imported) {
    const { length } = await labels.history(id);
    // All of a batch or none of it.
    expect([0, BATCH], when).toContain(length);
    if (ledger.labelled.has(id)) expect(length, when).toBe(BATCH);
  }
  expect(readdirSync(folder.snapshots).sort(), when).toEqual(
    [...there].map((id) => `${id}.graph`).sort(),
  );
  expect(
    readdirSync(folder.results).filter((n) => n.endsWith('.part')),
  ).toEqual([]);
  expect(await audit.verify(), when).toMatchObject({ intact: true });
  await workspace.close();
}
