// node tests/bench/anomaly-stream.mjs: bundles anomaly-stream.ts first, so that
// the code timed is what V8 sees in the package.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
// two folders below the root, as tests/support is: it finds the shared data by that
const outDir = `${root}node_modules/.polyad-bench`;
await build({
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  build: {
    ssr: 'tests/bench/anomaly-stream.ts',
    outDir,
    minify: false,
    target: 'node20',
  },
});
const { runStreamBenchmarks } = await import(
  pathToFileURL(`${outDir}/anomaly-stream.js`).href
);
runStreamBenchmarks();
