// A process whose workers end while their kernels run, again and again; then it computes itself.
// (worker.terminate() is not among the ways: no code of the worker runs then, and Dawn aborts.)
// The layer is loaded from the sources, as tests load it. Ends with 0 if all went well.
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { createServer, defaultServerConditions } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const values = new Uint32Array(300_000).fill(1);

const server = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});

/** @param {string} file */
function load(file) {
  return server.ssrLoadModule(`${root}src/${file}`);
}

const { prefixSumOnGpu } = await load('compute/gpu/prefix-sum.ts');
const { openNodeDevice } = await load('pipeline/gpu-node.ts');
const device = await openNodeDevice();

if (isMainThread) {
  for (let round = 0; round < Number(process.argv[2]); round++) {
    // Half of them exit, half fail.
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { fails: round % 2 === 1 },
    });
    worker.on('error', (error) => {
      if (error.message !== 'planned') throw error;
    });
    await new Promise((resolve) => worker.once('exit', resolve));
  }
  const sums = await prefixSumOnGpu(device, values);
  process.exitCode = sums.at(-1) === values.length ? 0 : 1;
  await device.close();
  await server.close();
} else {
  await prefixSumOnGpu(device, values.subarray(0, 10));
  // Several, so that some are under way whenever the end comes.
  for (let i = 0; i < 5; i++) void prefixSumOnGpu(device, values);
  await new Promise((resolve) => setTimeout(resolve, 5));
  if (workerData.fails) throw new Error('planned');
  process.exit();
}
