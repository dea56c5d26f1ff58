import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './shared.ts';

/** What one call of the command line left behind. */
export interface CommandRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const main = join(projectRoot, 'dist/cli/main.js');

/** Runs the built command line, as `npx polyad` does. */
export function polyad(
  args: readonly string[],
  options: {
    input?: string | Uint8Array;
    cwd?: string;
    /** Presses Ctrl-C once this is true. */
    interruptWhen?: () => boolean;
  } = {},
): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: options.cwd ?? projectRoot,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: 'pipe',
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      clearInterval(watch);
      const [stdout, stderr] = [out, err].map((chunks) =>
        Buffer.concat(chunks).toString('utf8'),
      );
      resolve({ status, stdout: stdout ?? '', stderr: stderr ?? '' });
    });
    const { interruptWhen } = options;
    const watch = setInterval(() => {
      if (interruptWhen?.() === true) child.kill('SIGINT');
    }, 20);
    // a command that fails early closes its input
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Runs with `--json` and parses the one document that must be on standard output. */
export async function polyadJson<Result>(
  args: readonly string[],
  options: { input?: string | Uint8Array; cwd?: string } = {},
): Promise<Result> {
  const run = await polyad([...args, '--json'], options);
  if (run.status !== 0) {
    throw new Error(`polyad ${args.join(' ')} → ${run.status}: ${run.stderr}`);
  }
  return JSON.parse(run.stdout) as Result;
}
