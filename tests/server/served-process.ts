import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../support/shared.ts';

/** A server in a process of its own, which may be killed. */
export interface ServedProcess {
  /** Ends in a slash; without the token. */
  readonly url: string;
  readonly token: string;
  readonly child: ChildProcess;
  /** Ends it at once, whatever it is doing. */
  kill(): Promise<void>;
}

/** Starts `polyad serve` as it was built. */
export async function serveProcess(
  folder: string,
  ...options: string[]
): Promise<ServedProcess> {
  const main = join(projectRoot, 'dist/cli/main.js');
  const child = spawn(
    process.execPath,
    [main, 'serve', ...options, '--port', '0', '--json'],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  const said = once(child.stdout, 'data') as Promise<[Buffer]>;
  const ended = exit.then(() => {
    throw new Error('the server ended before it listened');
  });
  const [chunk] = await Promise.race([said, ended]);
  ended.catch(() => undefined);
  const { url } = JSON.parse(chunk.toString()) as { url: string };
  const [address = '', token = ''] = url.split('#token=');
  return {
    url: address,
    token,
    child,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
