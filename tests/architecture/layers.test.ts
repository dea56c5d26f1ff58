import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { browserSafe, layers } from '../../eslint.config.js';
import { projectRoot } from '../support/shared.ts';

// Planted files are on no disk, so rules that need types cannot run on them.
const eslint = new ESLint({
  cwd: projectRoot,
  overrideConfig: tseslint.configs.disableTypeChecked,
});

/** The rules that a planted file breaks. */
async function brokenRules(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, {
    filePath: join(projectRoot, filePath),
  });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

function importing(specifier: string): string {
  return `import { x } from '${specifier}';\nexport const y = x;\n`;
}

const importRule = '@typescript-eslint/no-restricted-imports';

describe('a wrong import fails lint', () => {
  it.each([
    ['an upper folder', 'src/numeric/planted.ts', '#server/app.ts'],
    [
      'an upper folder, from a subfolder',
      'src/topology/walks/planted.ts',
      '#anomaly/x.ts',
    ],
    ['a neighbour folder', 'src/compute/planted.ts', '#formats/registry.ts'],
    [
      'a neighbour folder, relatively',
      'src/formats/planted.ts',
      '../hypergraph/x.ts',
    ],
    [
      'a neighbour, from a subfolder',
      'src/topology/walks/planted.ts',
      '../../numeric/x.ts',
    ],
    ['the own folder by its #name', 'src/formats/planted.ts', '#formats/x.ts'],
    ['an entry', 'src/numeric/planted.ts', '#index.ts'],
    [
      'domain code, from the server',
      'src/server/planted.ts',
      '#topology/walks/x.ts',
    ],
    [
      'code where only types may be',
      'src/store/planted.ts',
      '#topology/walks/x.ts',
    ],
    ['the server, from the library entry', 'src/index.ts', '#server/app.ts'],
    ['files, from the browser entry', 'src/browser.ts', '#pipeline/version.ts'],
    ['engine code, from the page', 'web/planted.tsx', '#topology/walks/x.ts'],
    [
      'src relatively, from the page',
      'web/views/planted.tsx',
      '../../src/browser.ts',
    ],
    [
      'src relatively, from a test',
      'tests/formats/planted.ts',
      '../../src/formats/x.ts',
    ],
  ])('%s', async (_what, file, specifier) => {
    expect(await brokenRules(file, importing(specifier))).toEqual([importRule]);
  });

  it('a dynamic import', async () => {
    const code = `export const load = () => import('#server/app.ts');\n`;
    expect(await brokenRules('src/numeric/planted.ts', code)).toEqual([
      'no-restricted-syntax',
    ]);
  });

  it.each(browserSafe)('a Node module or global in src/%s', async (folder) => {
    const file = `src/${folder}/planted.ts`;
    expect(await brokenRules(file, importing('node:fs'))).toEqual([importRule]);
    expect(await brokenRules(file, importing('fs/promises'))).toEqual([
      importRule,
    ]);
    expect(
      await brokenRules(file, 'export const home = process.env;\n'),
    ).toEqual(['no-restricted-globals']);
  });
});

describe('a right import passes', () => {
  it.each([
    ['src/hypergraph/planted.ts', '#numeric/prefix-sum.ts'],
    ['src/hypergraph/planted.ts', './incidence.ts'],
    ['src/topology/walks/planted.ts', '../x.ts'],
    ['src/anomaly/planted.ts', '#topology/walks/x.ts'],
    ['src/server/planted.ts', '#pipeline/x.ts'],
    ['src/server/planted.ts', 'node:fs'],
    ['src/formats/planted.ts', 'csv-parse'],
    ['web/planted.tsx', '#browser.ts'],
    ['web/planted.tsx', '#protocol/info.ts'],
    ['tests/formats/planted.ts', '#formats/x.ts'],
    ['tests/web/planted.ts', '../../web/bands/layout.ts'],
  ])('%s importing %s', async (file, specifier) => {
    expect(await brokenRules(file, importing(specifier))).toEqual([]);
  });

  it('types where only types may be imported', async () => {
    const code = `import type { X } from '#topology/walks/x.ts';\nexport type Y = X;\n`;
    expect(await brokenRules('src/store/planted.ts', code)).toEqual([]);
  });
});

describe('exports', () => {
  it.each([
    [`export * from './x.ts';\n`],
    [`export { x } from './x.ts';\n`],
    ['export default 1;\n'],
    ['const x = 1;\nexport { x as default };\n'],
  ])('%j fails lint', async (code) => {
    expect(await brokenRules('src/numeric/planted.ts', code)).toEqual([
      'no-restricted-syntax',
    ]);
  });

  it('the entries may re-export by name, never everything', async () => {
    const named = `export { x } from '#hypergraph/x.ts';\n`;
    const all = `export * from '#hypergraph/x.ts';\n`;
    expect(await brokenRules('src/index.ts', named)).toEqual([]);
    expect(await brokenRules('src/index.ts', all)).toEqual([
      'no-restricted-syntax',
    ]);
  });

  it.each(['utils', 'helpers', 'common', 'manager', 'types'])(
    'no file is named %s.ts',
    async (name) => {
      const code = 'export const x = 1;\n';
      expect(await brokenRules(`src/numeric/${name}.ts`, code)).toEqual([
        'no-restricted-syntax',
      ]);
    },
  );
});

describe('the layers', () => {
  const names = Object.keys(layers);

  it('are a direction: no folder reaches itself', () => {
    const reached = (name: string, seen: Set<string>): Set<string> => {
      for (const next of layers[name]!.imports) {
        if (seen.has(next)) continue;
        seen.add(next);
        reached(next, seen);
      }
      return seen;
    };
    expect(names.filter((name) => reached(name, new Set()).has(name))).toEqual(
      [],
    );
  });

  it('hold every folder of src, and each folder has a README.md', () => {
    const folders = readdirSync(join(projectRoot, 'src'), {
      withFileTypes: true,
    })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(folders.filter((name) => !names.includes(name))).toEqual([]);
    expect(
      folders.filter(
        (name) => !existsSync(join(projectRoot, 'src', name, 'README.md')),
      ),
    ).toEqual([]);
  });
});
