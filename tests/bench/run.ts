import { existsSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { ComputeOptions } from '#compute/backend.ts';
import type { ComputeDevice } from '#compute/compute-device.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { adapterName } from '#pipeline/compute-planner.ts';
import { openNodeDevice } from '#pipeline/gpu-node.ts';
import { useKernelThreads } from '#pipeline/kernel-threads.ts';
import { operations, type Operation, type Variant } from './operations.ts';
import { memberChecksum, powerLawHypergraph } from './power-law.ts';
import { Prototypes } from './prototypes.ts';
import { readDistinctScholp } from './scholp.ts';

/** Edges and member checksum of the generated data (seed 42), by incidences. */
const EXPECTED: Readonly<Record<number, readonly [number, number]>> = {
  100_000: [16_553, 1_029_077_485],
  1_000_000: [164_856, 4_076_908_102],
  10_000_000: [1_649_516, 2_459_259_242],
};

const OPTIONS: Readonly<Record<Variant, ComputeOptions>> = {
  js: { backend: 'js' },
  naive: {},
  wasm: { backend: 'wasm', threads: 1 },
  'wasm 2 threads': { backend: 'wasm', threads: 2 },
  gpu: { backend: 'gpu' },
};

/** A round longer than this, seconds, is not repeated. */
const LONG = 8;

/** What to time. */
export interface BenchmarkSettings {
  /** The project's folder. */
  readonly root: string;
  /** Incidences to generate. */
  readonly sizes: readonly number[];
  /** ScHoLP sets of `../shared/data/anomaly`, where that is. */
  readonly sets: readonly string[];
  /** Only operations whose name holds one of these; all where there are none. */
  readonly only: readonly string[];
  readonly repeat: number;
  /** Whether to time the prototypes beside us. */
  readonly prototypes: boolean;
  /** Whether to time also a GPU that is only imitated. */
  readonly gpu: boolean;
  /** File for the results as JSON, or empty. */
  readonly json: string;
}

/** Least wall and CPU seconds of one operation in one way. */
interface Timing {
  readonly data: string;
  readonly operation: string;
  readonly variant: Variant | 'prototype';
  readonly wall: number;
  readonly cpu: number;
  readonly result: number | null;
}

/** Times everything asked for, prints a table, and writes it as JSON if asked. */
export async function runBenchmarks(
  settings: BenchmarkSettings,
): Promise<void> {
  useKernelThreads(2);
  const device = await deviceFor(settings);
  const prototypes = settings.prototypes
    ? Prototypes.build(settings.root)
    : undefined;
  const timings: Timing[] = [];
  try {
    for (const [data, hypergraph] of dataSets(settings)) {
      const { edgeCount, nodeCount, incidenceCount } = hypergraph;
      console.log(
        `\n${data}: ${edgeCount} edges, ${nodeCount} nodes, ${incidenceCount} incidences`,
      );
      const beside = { prototypes, device };
      timings.push(...(await timeAll(data, hypergraph, settings, beside)));
    }
  } finally {
    prototypes?.close();
    await device?.close();
  }
  const machine = {
    adapter: device === undefined ? null : adapterName(device.adapter),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
  };
  console.log(`\n${machine.cores} × ${machine.cpu}, Node ${machine.node}`);
  console.log(machine.adapter ?? 'No GPU here: none was timed.');
  const { maxRSS } = process.resourceUsage();
  console.log(
    `Most memory resident at once: ${(maxRSS / 2 ** 20).toFixed(2)} GiB`,
  );
  if (settings.json !== '') {
    writeFileSync(
      settings.json,
      `${JSON.stringify({ machine, timings }, null, 2)}\n`,
    );
  }
}

/** A GPU, unless it is only imitated: then one that is asked for. */
async function deviceFor({
  root,
  gpu,
}: BenchmarkSettings): Promise<ComputeDevice | undefined> {
  const device = await openNodeDevice({
    // The bundle does not lie where the sources do.
    readShader: (url) => {
      const [, name = ''] = url.pathname.split('/shaders/');
      return readFile(join(root, 'shaders', name), 'utf8');
    },
  });
  if (device === undefined || gpu || !device.adapter.software) return device;
  await device.close();
  return undefined;
}

function* dataSets({
  root,
  sizes,
  sets,
}: BenchmarkSettings): Generator<[string, Hypergraph]> {
  const folder = join(root, '..', 'shared', 'data', 'anomaly');
  for (const name of sets) {
    if (!existsSync(join(folder, `${name}-nverts.txt.gz`))) {
      console.log(`${name} is not here`);
    } else yield [name, readDistinctScholp(folder, name)];
  }
  for (const size of sizes) {
    const hypergraph = powerLawHypergraph(size, 42);
    const sum = memberChecksum(hypergraph.edges);
    const expected = EXPECTED[size];
    if (
      expected &&
      (expected[0] !== hypergraph.edgeCount || expected[1] !== sum)
    ) {
      throw new Error(`The generator drifted at ${size}: checksum ${sum}.`);
    }
    yield [`pl${size}`, hypergraph];
  }
}

/** What is timed beside the processor. */
interface Beside {
  readonly prototypes: Prototypes | undefined;
  readonly device: ComputeDevice | undefined;
}

async function timeAll(
  data: string,
  hypergraph: Hypergraph,
  { only, repeat }: BenchmarkSettings,
  { prototypes, device }: Beside,
): Promise<Timing[]> {
  const size = hypergraph.incidenceCount;
  const chosen = operations.filter(
    ({ name, upTo, onSets = false, notOn = [] }) =>
      (size <= 1.1 * upTo || (onSets && !data.startsWith('pl'))) &&
      (only.length === 0 || only.some((part) => name.includes(part))) &&
      !notOn.includes(data),
  );
  const found: Timing[] = [];
  for (const operation of chosen) {
    const input = { data, hypergraph, repeat, device };
    found.push(...(await interleaved(operation, input)));
  }
  const named = chosen.filter(({ prototype }) => prototype);
  if (!prototypes || named.length === 0) return found;
  const names = named.map(({ prototype }) => prototype ?? '');
  for (const time of prototypes.time(hypergraph, names, repeat)) {
    const twin = named.find(({ prototype }) => prototype === time.operation);
    if (!twin) continue;
    const timing: Timing = {
      data,
      operation: twin.name,
      variant: 'prototype',
      wall: time.wall,
      cpu: time.cpu,
      result: null,
    };
    print(timing);
    found.push(timing);
  }
  return found;
}

interface InterleavedInput {
  readonly data: string;
  readonly hypergraph: Hypergraph;
  readonly repeat: number;
  readonly device: ComputeDevice | undefined;
}

/** Best of some rounds; each round runs every variant once, so that all see the same machine. */
async function interleaved(
  { name, upToOnJs = Infinity, run, gpu, isRounded, ...operation }: Operation,
  { data, hypergraph, repeat, device }: InterleavedInput,
): Promise<Timing[]> {
  const variants = operation.variants.filter(
    (variant) =>
      variant !== 'js' || hypergraph.incidenceCount <= 1.1 * upToOnJs,
  );
  const all = gpu && device ? [...variants, 'gpu' as const] : variants;
  const best = new Map<Variant, Timing>();
  for (let round = 0; round < repeat; round++) {
    const before = performance.now();
    for (const variant of all) {
      const last = best.get(variant);
      if (last && last.wall > LONG) continue;
      const timing = await once(() =>
        variant === 'gpu' && gpu && device
          ? gpu(device, hypergraph)
          : run(hypergraph, OPTIONS[variant]),
      );
      best.set(variant, {
        data,
        operation: name,
        variant,
        wall: Math.min(timing.wall, last?.wall ?? Infinity),
        cpu: Math.min(timing.cpu, last?.cpu ?? Infinity),
        result: timing.result,
      });
    }
    if (performance.now() - before > 3000 * LONG) break;
  }
  const results = new Set([...best.values()].map(({ result }) => result));
  if (results.size > 1 && isRounded !== true) {
    throw new Error(`${name} on ${data}: ${[...results].join(' ≠ ')}`);
  }
  for (const timing of best.values()) print(timing);
  return [...best.values()];
}

async function once(run: () => number | Promise<number>): Promise<{
  wall: number;
  cpu: number;
  result: number;
}> {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - started) / 1000;
  return { wall, cpu: (user + system) / 1e6, result };
}

function print({ operation, variant, wall, cpu, result }: Timing): void {
  const seconds = (value: number): string => value.toFixed(4).padStart(8);
  console.log(
    [
      operation.padEnd(28),
      variant.padEnd(15),
      `wall ${seconds(wall)} s`,
      `cpu ${seconds(cpu)} s`,
      result ?? '',
    ].join('  '),
  );
}
