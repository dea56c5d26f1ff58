import { transpose, type Incidence } from '#hypergraph/incidence.ts';
import { Random } from '#numeric/random.ts';
import type { ComputeDevice } from './compute-device.ts';
import { recordCopy } from './gpu/copy.ts';
import { countOverlapPairs } from './overlap-pairs.ts';
import type { Plan } from './plan.ts';
import { countWedges } from './wedge-chunks.ts';
import { hasKernels } from './wasm/kernels.ts';

/** What an adapter does, as measured. */
export interface GpuFigures {
  readonly uploadBytesPerSecond: number;
  readonly readBytesPerSecond: number;
  /** Read and written by the copy kernel, both counted. */
  readonly copyBytesPerSecond: number;
  readonly dispatchSeconds: number;
  /** From sending nothing to knowing that it is done. */
  readonly waitSeconds: number;
}

/** What the machine does, as measured once and kept. */
export interface Calibration {
  /** Adapter and machine that it holds for. */
  readonly key: string;
  /** Elementary steps a second on one thread. */
  readonly jsStepsPerSecond: number;
  /** Undefined where there are no WebAssembly kernels. */
  readonly wasmStepsPerSecond?: number | undefined;
  /** Undefined where there is no adapter. */
  readonly gpu?: GpuFigures | undefined;
}

/** Where the calibration is kept between processes. */
export interface CalibrationStore {
  load(): Promise<string | undefined>;
  save(text: string): Promise<void>;
}

/** Raised when figures of old files would mislead. */
const VERSION = 1;

/** What is measured, and where it is kept. */
export interface CalibrationOptions {
  readonly device?: ComputeDevice | undefined;
  /** Tells machines apart that have the same adapter, or none. */
  readonly machine: string;
  readonly store?: CalibrationStore | undefined;
  /** Largest array of the measurement; 64 MiB where not given, 1 MiB on a software adapter. */
  readonly bytes?: number;
}

/** The figures kept for this adapter and machine, or new ones, which are kept. */
export async function calibrate(
  options: CalibrationOptions,
): Promise<Calibration> {
  const { device, machine, store } = options;
  const key = keyOf(device, machine);
  const kept = parse(await store?.load());
  if (kept?.key === key) return kept;
  const calibration: Calibration = {
    key,
    ...measureHost(),
    ...(device && { gpu: await measureGpu(device, options.bytes) }),
  };
  await store?.save(JSON.stringify({ version: VERSION, ...calibration }));
  return calibration;
}

function keyOf(device: ComputeDevice | undefined, machine: string): string {
  if (device === undefined) return `${machine}; no adapter`;
  const { vendor, architecture, description } = device.adapter;
  return `${machine}; ${vendor} ${architecture} ${device.adapter.device} ${description}`;
}

/** Undefined for what is no calibration of this version: it is measured anew. */
function parse(text: string | undefined): Calibration | undefined {
  try {
    const { version, ...calibration } = JSON.parse(
      text ?? 'null',
    ) as Calibration & { version: unknown };
    return version === VERSION && typeof calibration.key === 'string'
      ? calibration
      : undefined;
  } catch {
    return undefined;
  }
}

/** Counts the wedges of a small matrix on the processor, the way most kernels' time is spent. */
function measureHost(): Pick<
  Calibration,
  'jsStepsPerSecond' | 'wasmStepsPerSecond'
> {
  const { rows, columns } = sampleMatrix(20_000);
  const wedges = countWedges(rows, columns).ofRow.reduce((a, b) => a + b, 0);
  const rate = (backend: 'js' | 'wasm'): number => {
    const seconds = shortest(3, () => {
      countOverlapPairs(rows, columns, 2, { backend, threads: 1 });
    });
    return wedges / seconds;
  };
  return {
    jsStepsPerSecond: rate('js'),
    ...(hasKernels() && { wasmStepsPerSecond: rate('wasm') }),
  };
}

/**
 * Rows of four columns, low columns more often, a fifth as many columns as rows; always the same.
 * 20,000 rows have some 3 million wedges.
 */
export function sampleMatrix(rowTotal: number): {
  rows: Incidence;
  columns: Incidence;
} {
  const random = new Random(1);
  const columnTotal = Math.ceil(rowTotal / 5);
  const members = new Uint32Array(rowTotal * 4);
  for (let row = 0; row < rowTotal; row++) {
    const own = new Set<number>();
    while (own.size < 4) {
      own.add(Math.floor(columnTotal * random.float() ** 2));
    }
    members.set(
      [...own].sort((a, b) => a - b),
      row * 4,
    );
  }
  const offsets = Uint32Array.from({ length: rowTotal + 1 }, (_, i) => i * 4);
  const rows = { offsets, members };
  return { rows, columns: transpose(rows, columnTotal) };
}

const LARGE = 67_108_864;
const SMALL = 1_048_576;
const COPIES = 8;
const DISPATCHES = 64;

async function measureGpu(
  device: ComputeDevice,
  bytes = device.adapter.software ? SMALL : LARGE,
): Promise<GpuFigures> {
  const words = Math.min(bytes, device.limits.bindingBytes) / 4;
  const data = new Uint32Array(words);
  const time = (body: (plan: Plan) => Promise<unknown>): Promise<number> =>
    shortestOf(3, () => device.run(body));
  const wait = await time((plan) => plan.readOne(plan.allocate(1)));
  // What is no more than noise counts as a microsecond.
  const beyondWait = (seconds: number): number =>
    Math.max(seconds - wait, 1e-6);
  const upload = await time((plan) => {
    const { buffer, offset } = plan.upload(data);
    return plan.readOne({ buffer, offset, length: 1 });
  });
  const read = await time((plan) => plan.readOne(plan.allocate(words)));
  const copy = await time((plan) => copies(plan, words, COPIES));
  const dispatches = await time((plan) => copies(plan, 1, DISPATCHES));
  return {
    uploadBytesPerSecond: (words * 4) / beyondWait(upload),
    readBytesPerSecond: (words * 4) / beyondWait(read),
    copyBytesPerSecond: (words * 8 * COPIES) / beyondWait(copy),
    dispatchSeconds: beyondWait(dispatches) / DISPATCHES,
    waitSeconds: wait,
  };
}

function copies(plan: Plan, words: number, times: number): Promise<unknown> {
  const source = plan.allocate(words);
  const copied = plan.allocate(words);
  for (let i = 0; i < times; i++) recordCopy(plan, source, copied);
  return plan.readOne({ ...copied, length: 1 });
}

/** Seconds of the shortest of some runs: the others were disturbed. */
function shortest(times: number, run: () => void): number {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return Math.max(least, 1e-3) / 1000;
}

async function shortestOf(
  times: number,
  run: () => Promise<unknown>,
): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return Math.max(least, 1e-3) / 1000;
}
