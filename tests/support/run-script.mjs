// node tests/support/run-script.mjs FILE.ts: runs a TypeScript script on src, no build needed.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Give the script to run, such as tests/bench/anomaly.ts.');
  process.exit(2);
}
await runnerImport(resolve(file), {
  logLevel: 'error',
  environments: { inline: { resolve: { conditions: ['source'] } } },
});
