import { fileURLToPath } from 'node:url';
import {
  defaultClientConditions,
  defaultServerConditions,
  type Plugin,
} from 'vite';
import { defineConfig } from 'vitest/config';

// Absolute, because the root depends on the mode.
const softwareAdapter = fileURLToPath(
  new URL('tests/support/software-adapter.ts', import.meta.url),
);

/** Nothing may be fetched or sent: the page without a server says so itself. */
const ALONE =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'none'; base-uri 'none'; form-action 'none'";

/** The page that answers itself, as one plain script with a policy of its own. */
function withoutServer(): Plugin {
  return {
    name: 'polyad-without-server',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('./main.tsx', './local/main.tsx'),
    },
    generateBundle: {
      order: 'post',
      handler: (_options, bundle) => {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        page.source = String(page.source)
          .replaceAll(' crossorigin', '')
          .replace('<script type="module"', '<script defer')
          .replace(
            '<meta charset="utf-8" />',
            `<meta charset="utf-8" />\n    <meta http-equiv="content-security-policy" content="${ALONE}" />`,
          );
      },
    },
  };
}

// `source` makes `#folder/file.ts` resolve to src, so no build is needed first.
// In test mode the root is the project; otherwise it is the page.
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL(mode === 'test' ? '.' : 'web', import.meta.url)),
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: {
    resolve: { conditions: ['source', ...defaultServerConditions] },
  },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
  // A plain script knows its place by the page it is in.
  define: mode === 'static' ? { 'import.meta.url': 'document.baseURI' } : {},
  // From a folder on the disk addresses are relative.
  base: mode === 'static' ? './' : '/',
  plugins: mode === 'static' ? [withoutServer()] : [],
  build: {
    outDir: fileURLToPath(
      new URL(mode === 'static' ? 'dist/static' : 'dist/web', import.meta.url),
    ),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: mode !== 'static',
    // The page's content security policy is script-src 'self': nothing inline.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The readers of all formats are in one script.
    chunkSizeWarningLimit: mode === 'static' ? 4000 : 500,
    // A browser loads no modules from the disk: one plain script does.
    ...(mode === 'static' && {
      // Beside the page, where a script finds its workers by the page's address.
      assetsDir: '',
      // A file of its own: the policy allows no styles in the page.
      cssCodeSplit: false,
      rolldownOptions: {
        output: { format: 'iife' as const, codeSplitting: false },
      },
    }),
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
