import { access, constants, stat } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { sharesMemory } from '#numeric/allocate.ts';
import { examineWorkspace } from './examine-workspace.ts';

/** One thing that was looked at. */
export interface MachineCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly value: string;
  /** What to do where it is not in order. */
  readonly advice?: string;
}

const OLDEST_NODE = [20, 19] as const;

/** What this machine offers: Node, processors, memory, workspace. */
export async function examineMachine(
  workspace: string,
): Promise<{ checks: MachineCheck[] }> {
  return {
    checks: [
      checkNode(process.versions.node),
      {
        name: 'Processors',
        ok: true,
        value: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
      },
      {
        name: 'Memory',
        ok: true,
        value: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
      },
      {
        name: 'Shared memory',
        ok: sharesMemory,
        value: sharesMemory ? 'threads share arrays' : 'threads copy arrays',
      },
      await checkWorkspace(workspace),
      ...(await examineWorkspace(workspace)),
    ],
  };
}

function checkNode(version: string): MachineCheck {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok =
    major > OLDEST_NODE[0] ||
    (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    name: 'Node.js',
    ok,
    value: version,
    ...(!ok && { advice: `Polyad needs ${OLDEST_NODE.join('.')} or later.` }),
  };
}

async function checkWorkspace(workspace: string): Promise<MachineCheck> {
  const name = 'Workspace';
  try {
    const found = await stat(workspace);
    if (!found.isDirectory()) {
      const advice = 'Choose another with --workspace.';
      return { name, ok: false, value: `${workspace} is no folder`, advice };
    }
    await access(workspace, constants.W_OK);
    return { name, ok: true, value: workspace };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { name, ok: true, value: `${workspace} (made when needed)` };
    }
    const advice = 'Choose another with --workspace.';
    return { name, ok: false, value: `${workspace} cannot be written`, advice };
  }
}
