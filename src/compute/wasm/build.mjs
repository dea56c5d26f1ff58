// Compiles the AssemblyScript kernels and writes them as a TypeScript module of
// base64 text: the one form that Node, workers, pages and tests all load alike.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('.', import.meta.url));
const output = new URL('kernels-binary.ts', import.meta.url);

/** @type {Map<string, Uint8Array | string>} */
const written = new Map();
const { error, stderr } = await asc.main(
  [
    'kernels.as.ts',
    `--baseDir=${folder}`,
    '--outFile=kernels.wasm',
    '-O3',
    '--noAssert',
    '--runtime=stub',
    '--importMemory',
    '--sharedMemory',
    '--initialMemory=1',
    '--maximumMemory=65535',
    '--enable=simd',
    '--enable=threads',
    '--enable=bulk-memory',
  ],
  {
    writeFile: (name, contents) => {
      written.set(name, contents);
    },
  },
);
const binary = written.get('kernels.wasm');
if (error || !(binary instanceof Uint8Array)) {
  process.stderr.write(stderr.toString());
  throw error ?? new Error('asc wrote no kernels.wasm');
}
writeFileSync(
  output,
  `// Made by build.mjs from the *.as.ts files beside it; not to be edited.
/** The kernels as a WebAssembly module, base64. */
export const KERNELS_BASE64 =
  '${Buffer.from(binary).toString('base64')}';
`,
);
console.log(`kernels.wasm: ${binary.length} bytes`);
