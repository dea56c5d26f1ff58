import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RECIPES } from '#recipes/registry.ts';
import { polyad, polyadJson } from '../support/polyad.ts';
import { projectRoot } from '../support/shared.ts';

/** The commands of a page, in order: lines of code blocks that call the program. */
function commandsOf(page: string): string[][] {
  return [...page.matchAll(/```[a-z]*\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.startsWith('npx polyad '))
    .map((line) => wordsOf(line).slice(2));
}

/** The words of a command line, as a shell divides it: quotes hold spaces. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}

describe.each(RECIPES.map(({ name }) => name))('the tutorial of %s', (name) => {
  const folder = mkdtempSync(join(tmpdir(), `polyad-${name}-`));
  const path = join(projectRoot, 'src', 'recipes', name, 'README.md');
  const commands = commandsOf(readFileSync(path, 'utf8'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // Commands whose files a reader brings: everything after "Your own".
  const runnable = commands.filter((words) => !words.join(' ').includes('my-'));

  it('runs as it is written', { timeout: 180_000 }, async () => {
    expect(runnable.map(([verb]) => verb)).toEqual(
      expect.arrayContaining(['simulate', 'anomalies', 'evaluate']),
    );
    for (const words of runnable) {
      const run = await polyad(words, { cwd: folder });
      expect([words.join(' '), run.status, run.stderr]).toEqual([
        words.join(' '),
        0,
        run.stderr,
      ]);
    }
  });

  it('shows a planted case near the top', { timeout: 60_000 }, async () => {
    const simulate = runnable.find(([verb]) => verb === 'simulate')!;
    const to = simulate[simulate.indexOf('--to') + 1]!;
    const ranking = runnable.find(([verb]) => verb === 'anomalies')!;
    const list = [...ranking.slice(0, 2), '--recipe', name, '--top', '50'];
    const { results } = await polyadJson<{ results: { id: string }[] }>(list, {
      cwd: folder,
    });
    const truth = readFileSync(join(folder, to, 'truth.csv'), 'utf8');
    const planted = new Set(
      truth
        .split('\n')
        .filter((line) => line.split(',')[1] === '1')
        .map((line) => line.split(',')[0]),
    );
    expect(results.some(({ id }) => planted.has(id))).toBe(true);
  });
});
