import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '#numeric/random.ts';
import { polyad } from '../support/polyad.ts';
import { projectRoot } from '../support/shared.ts';

const main = join(projectRoot, 'dist/cli/main.js');

/** Log-ons of users to the hosts of their group, some to any host. */
export function logOns(seed: number, count: number): string {
  const random = new Random(seed);
  let text = 'time,who,where\n';
  for (let i = 0; i < count; i++) {
    const group = random.int(20);
    const host = random.chance(0.005) ? random.int(40) : group;
    text += `${1_700_000_000 + 7 * i},u${group * 5 + random.int(5)},h${host}\n`;
  }
  return text;
}

const mapping = ['--time', 'time', '--node', 'who,where', '--quiet'];

/** A folder with a stream, and monitors over it. */
export class MonitorDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'polyad-monitor-'));

  constructor(text: string) {
    writeFileSync(join(this.folder, 'events.csv'), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** To the end of the source, or until `stop` is true. */
  async run(stop?: () => boolean, ...more: string[]): Promise<string> {
    const { stdout, stderr, status } = await polyad(
      ['monitor', 'events.csv', ...mapping, ...more],
      {
        cwd: this.folder,
        ...(stop && { interruptWhen: stop }),
      },
    );
    if (status !== (stop ? 130 : 0)) throw new Error(`${status}: ${stderr}`);
    return stdout;
  }

  /**
   * Starts a monitor and kills it with SIGKILL so many milliseconds after it has
   * replaced its checkpoint `place`.
   * @returns What it printed, and whether it was killed before its end.
   */
  async kill(
    life: number,
    ...more: string[]
  ): Promise<{ printed: string; killed: boolean }> {
    const before = this.#replacedAt();
    const child = spawn(
      process.execPath,
      [main, 'monitor', 'events.csv', ...mapping, ...more],
      { cwd: this.folder, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const exit = once(child, 'exit');
    const closed = once(child.stdout, 'close');
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    let killing: NodeJS.Timeout | undefined;
    const watch = setInterval(() => {
      if (this.#replacedAt() === before) return;
      killing ??= setTimeout(() => child.kill('SIGKILL'), life);
    }, 2);
    const [, signal] = (await exit) as [number | null, string | null];
    clearInterval(watch);
    clearTimeout(killing);
    await closed;
    return { printed, killed: signal === 'SIGKILL' };
  }

  #replacedAt(): number {
    const path = join(this.folder, 'place');
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }
}

/**
 * Kills a monitor at random moments again and again, then lets it end.
 * @returns How often it was killed at work, and all that was printed in turn,
 * without a line that came again because the kill fell just behind it.
 */
export async function killAgainAndAgain(
  desk: MonitorDesk,
  times: number,
  span: number,
): Promise<{ kills: number; printed: string }> {
  const random = new Random(times);
  const options = ['--alerts', 'alerts.jsonl', '--checkpoint-every', '2000'];
  let printed = '';
  let kills = 0;
  for (let round = 0; round < times; round++) {
    const life = random.float() * span;
    const part = await desk.kill(life, ...options, '--checkpoint', 'place');
    printed += part.printed;
    if (part.killed) kills++;
  }
  printed += await desk.run(undefined, ...options, '--checkpoint', 'place');
  const lines = printed.split('\n');
  const once = lines.filter((line, i) => line === '' || line !== lines[i - 1]);
  return { kills, printed: once.join('\n') };
}
