// node tests/bench/run.mjs [--sizes 100000,1000000] [--sets email-Eu] [--only NAMES]
//   [--repeat N] [--prototypes] [--gpu] [--json FILE]
// Bundles run.ts first, so that the code timed is what V8 sees in the package.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100000,1000000' },
    sets: { type: 'string', default: 'email-Eu,contact-high-school' },
    only: { type: 'string', default: '' },
    repeat: { type: 'string', default: '3' },
    prototypes: { type: 'boolean', default: false },
    // a GPU that is only imitated, too; a real one is always timed
    gpu: { type: 'boolean', default: false },
    json: { type: 'string', default: '' },
  },
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const outDir = `${root}node_modules/.cache/polyad/bench`;
await build({
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  build: { ssr: 'tests/bench/run.ts', outDir, minify: false, target: 'node20' },
});
const { runBenchmarks } = await import(pathToFileURL(`${outDir}/run.js`).href);
await runBenchmarks({
  root,
  sizes: values.sizes.split(',').filter(Boolean).map(Number),
  sets: values.sets.split(',').filter(Boolean),
  only: values.only.split(',').filter(Boolean),
  repeat: Number(values.repeat),
  prototypes: values.prototypes,
  gpu: values.gpu,
  json: values.json,
});
