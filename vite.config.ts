import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Absolute, because the root depends on the mode.
const softwareAdapter = fileURLToPath(
  new URL('tests/support/software-adapter.ts', import.meta.url),
);

// `source` makes `#folder/file.ts` resolve to src, so no build is needed first.
// In test mode the root is the project; otherwise it is the page.
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL(mode === 'test' ? '.' : 'web', import.meta.url)),
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: {
    resolve: { conditions: ['source', ...defaultServerConditions] },
  },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    // The page's content security policy is script-src 'self': nothing inline.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
  test: {
    pool: 'forks' as const,
    maxWorkers: '100%',
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [
            'tests/compute/**',
            'tests/e2e/**',
            'tests/long/**',
            'tests/support/browser.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        extends: true as const,
        test: {
          name: 'gpu',
          include: ['tests/compute/**/*.test.ts'],
          // Names the software adapter in the workers' environment, which a driver reads early.
          globalSetup: [softwareAdapter],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true as const,
        test: {
          name: 'browser',
          include: [
            'tests/e2e/**/*.test.{ts,tsx}',
            'tests/support/browser.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // After the unit tests: a browser needs the cores to itself.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true as const,
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          globalSetup: [softwareAdapter],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
}));
