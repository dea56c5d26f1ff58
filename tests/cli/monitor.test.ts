import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { polyad } from '../support/polyad.ts';
import { killAgainAndAgain, logOns, MonitorDesk } from './monitor-desk.ts';

interface Alert {
  kind: string;
  alert: number;
  id: string;
  score: number;
  parts: { contribution: number }[];
}

function parse(lines: string): Alert[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Alert);
}

describe('polyad monitor', () => {
  const text = logOns(1, 12_000);

  it('prints a JSON line an alert, from a file and from a pipe alike', async () => {
    const desk = new MonitorDesk(text);
    const lines = await desk.run(undefined, '--alerts', 'alerts.jsonl');
    const alerts = parse(lines);
    expect(alerts.length).toBeGreaterThan(10);
    expect(alerts.map(({ alert }) => alert)).toEqual(
      alerts.map((_, i) => i + 1),
    );
    expect(desk.read('alerts.jsonl')).toBe(lines);
    const args = ['monitor', '-', '--time', 'time', '--node', 'who,where'];
    const piped = await polyad([...args, '--json'], {
      cwd: desk.folder,
      input: text,
    });
    expect(piped.stdout).toBe(lines);
  });

  it('loses nothing and repeats nothing when killed', async () => {
    const long = logOns(3, 60_000);
    const whole = await new MonitorDesk(long).run();
    const desk = new MonitorDesk(long);
    const { kills, printed } = await killAgainAndAgain(desk, 5, 100);
    expect(desk.read('alerts.jsonl')).toBe(whole);
    expect(printed).toBe(whole);
    expect(kills).toBeGreaterThanOrEqual(3);
  });

  it('follows a file through growth and rotation, and stops at a checkpoint', async () => {
    const lines = text.trimEnd().split('\n');
    const [header = ''] = lines;
    const part = (from: number, to: number): string =>
      lines.slice(from, to).join('\n') + '\n';
    const whole = await new MonitorDesk(text).run();
    const desk = new MonitorDesk(part(0, 4000));
    const path = join(desk.folder, 'events.csv');
    const size = (): number => {
      try {
        return desk.read('alerts.jsonl').length;
      } catch {
        return 0;
      }
    };
    let last = -1;
    let step = 0;
    let calm = 0;
    // what is new is written only once the file of alerts has been still for a while
    const stop = (): boolean => {
      calm = size() === last && last > 0 ? calm + 1 : 0;
      last = size();
      if (calm < 30) return false;
      calm = 0;
      step++;
      if (step === 1) appendFileSync(path, part(4000, 8000));
      if (step === 2) {
        renameSync(path, `${path}.1`);
        writeFileSync(path, `${header}\n${part(8000, 11_000)}`);
      }
      return step === 3;
    };
    const options = ['--alerts', 'alerts.jsonl', '--checkpoint', 'place'];
    // with --json the failure is the last line
    const printed = await desk.run(stop, '--follow', ...options);
    appendFileSync(path, part(11_000, lines.length));
    const rest = await desk.run(undefined, ...options);
    expect(desk.read('alerts.jsonl')).toBe(whole);
    expect(printed + rest).toBe(whole);
  });

  it('says what it cannot do', async () => {
    const desk = new MonitorDesk(text);
    const failure = async (...args: string[]) => {
      const run = await polyad(['monitor', ...args, '--json'], {
        cwd: desk.folder,
      });
      const { error } = JSON.parse(run.stdout) as { error: { code: string } };
      return [run.status, error.code];
    };
    expect(await failure('none.csv')).toEqual([4, 'NOT_FOUND']);
    expect(await failure('events.csv', '--node', 'nobody')).toEqual([
      3,
      'INVALID_DATA',
    ]);
    expect(await failure('ws:events')).toEqual([2, 'INVALID_ARGUMENT']);
    expect(await failure('events.csv', '--fdr', '2')).toEqual([
      2,
      'INVALID_ARGUMENT',
    ]);
  });
});
