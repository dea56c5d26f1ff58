import { assert } from '#errors/assert.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import { throwIfStopped, type StopSignal } from '#numeric/cancellation.ts';
import type { BufferRange } from './bind-group-cache.ts';
import {
  paddedBytes,
  writeWords,
  type DeviceArray,
  type HostWords,
} from './device-array.ts';
import { workgroupGrid } from './device-limits.ts';
import type { DeviceSession } from './device-session.ts';
import { ErrorScopes } from './error-scopes.ts';
import { BINDING_ALIGNMENT, BUFFER_USAGE } from './gpu-flags.ts';
import type { BufferName, EntryPoint, KernelSpec } from './kernel-spec.ts';
import type { Pipeline } from './pipeline-cache.ts';
import { ReadBack } from './read-back.ts';

/** What one dispatch needs beside its kernel and entry point. */
export interface DispatchOptions<
  Spec extends KernelSpec,
  Entry extends EntryPoint<Spec>,
> {
  readonly buffers: Readonly<Record<BufferName<Spec, Entry>, DeviceArray>>;
  /** Fields of `params` that are not given are 0. */
  readonly params?: Readonly<Partial<Record<keyof Spec['params'], number>>>;
  /** Number of workgroups; none is no dispatch. */
  readonly groups: number;
}

interface Dispatch {
  readonly kind: 'dispatch';
  readonly name: string;
  readonly pipeline: Promise<Pipeline>;
  readonly buffers: Readonly<Record<string, DeviceArray>>;
  readonly params: ArrayBuffer | undefined;
  readonly grid: readonly [number, number];
}

interface Clear {
  readonly kind: 'clear';
  readonly array: DeviceArray;
}

interface Copy {
  readonly kind: 'copy';
  readonly from: DeviceArray;
  readonly to: DeviceArray;
}

/** Where plans run: a device, or one of its uses that can be stopped. */
export interface PlanRunner {
  /** @param body - A pure function of host arrays: it may be called twice. */
  run<Result>(body: (plan: Plan) => Promise<Result>): Promise<Result>;
}

const STORAGE =
  BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_SRC | BUFFER_USAGE.COPY_DST;

/**
 * Work for the device, written down first and sent as one submission when a result is read.
 *
 * A plan must be a pure function of host arrays: if the device is lost, it is played again.
 * Arrays from {@link allocate} hold rubbish; a kernel writes what it reads, or the plan clears it.
 */
export class Plan {
  readonly #session: DeviceSession;
  readonly #held = new Set<GPUBuffer>();
  #commands: (Dispatch | Clear | Copy)[] = [];
  #dropped: GPUBuffer[] = [];
  readonly #scopes: ErrorScopes | undefined;
  readonly #signal: StopSignal | undefined;

  /** @param signal - Looked at before each submission. */
  constructor(session: DeviceSession, signal?: StopSignal) {
    this.#session = session;
    this.#signal = signal;
    if (session.checked) this.#scopes = new ErrorScopes(session.device);
  }

  get limits(): DeviceSession['limits'] {
    return this.#session.limits;
  }

  /** An array of `length` words with unknown content. */
  allocate(length: number): DeviceArray {
    const bytes = paddedBytes(length);
    if (bytes > this.limits.bindingBytes) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `An array of ${bytes} bytes exceeds the device's binding limit of ${this.limits.bindingBytes}. Use another backend or a smaller input.`,
        { bytes, limit: this.limits.bindingBytes },
      );
    }
    const buffer = this.#session.pool.acquire(bytes, STORAGE);
    this.#held.add(buffer);
    const array = { buffer, offset: 0, length };
    if (this.#session.checked) this.#spoil(buffer);
    return array;
  }

  /** A copy of host words on the device. */
  upload(data: HostWords): DeviceArray {
    const array = this.allocate(data.length);
    writeWords(this.#session.device.queue, array, data);
    return array;
  }

  /** Sets every word to 0, in its turn. */
  clear(array: DeviceArray): void {
    this.#commands.push({ kind: 'clear', array });
  }

  /** Copies `from` to the start of `to`, in its turn. */
  copy(from: DeviceArray, to: DeviceArray): void {
    assert(from.length <= to.length, 'a copy fits its target');
    this.#commands.push({ kind: 'copy', from, to });
  }

  /**
   * Runs an entry point over `groups` workgroups, in its turn.
   * @throws PolyadError LIMIT_EXCEEDED if the groups do not fit two dimensions.
   */
  dispatch<const Spec extends KernelSpec, Entry extends EntryPoint<Spec>>(
    spec: Spec,
    entryPoint: Entry,
    { buffers, params, groups }: DispatchOptions<Spec, Entry>,
  ): void {
    if (groups === 0) return;
    const perDimension = this.limits.groupsPerDimension;
    const grid = workgroupGrid(groups, perDimension);
    if (grid === undefined) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `${spec.name} would need ${groups} workgroups; the device runs ${perDimension} squared. Use another backend.`,
        { groups },
      );
    }
    this.#commands.push({
      kind: 'dispatch',
      name: `${spec.name}.${entryPoint}`,
      pipeline: this.#session.pipelines.get(spec, entryPoint),
      buffers,
      params: encodeParams(spec, params ?? {}),
      grid,
    });
  }

  /** Gives an array back before the plan ends, as soon as what uses it is submitted. */
  drop(...arrays: readonly DeviceArray[]): void {
    for (const { buffer } of arrays) this.#dropped.push(buffer);
  }

  /**
   * Submits what is written down and reads arrays, all by one mapping.
   * @returns Copies, in the order asked for.
   * @throws PolyadError INTERNAL or LIMIT_EXCEEDED (out of memory) if the device reports it;
   * CANCELLED
   */
  async read(...arrays: readonly DeviceArray[]): Promise<Uint32Array[]> {
    throwIfStopped(this.#signal);
    const readBack = new ReadBack(this.#session, arrays);
    try {
      await this.#submit(readBack);
    } catch (error) {
      readBack.abandon();
      throw error;
    }
    return readBack.results();
  }

  /** {@link read} of one array. */
  async readOne(array: DeviceArray): Promise<Uint32Array> {
    const [words] = await this.read(array);
    assert(words !== undefined, 'one array asked, one array read');
    return words;
  }

  /** {@link readOne} of an array of f32. */
  async readFloats(array: DeviceArray): Promise<Float32Array> {
    return new Float32Array((await this.readOne(array)).buffer);
  }

  /** Gives everything back. Not submitted work is forgotten. */
  async close(): Promise<void> {
    await this.#scopes?.leave();
    for (const buffer of this.#held) this.#session.pool.release(buffer);
    this.#held.clear();
  }

  async #submit(readBack: ReadBack): Promise<void> {
    const { device, timer } = this.#session;
    const commands = this.#commands;
    this.#commands = [];
    const pipelines = new Map<Dispatch, Pipeline>();
    for (const command of commands) {
      if (command.kind !== 'dispatch') continue;
      pipelines.set(command, await command.pipeline);
    }
    const uniforms = this.#uploadParams(commands);
    const encoder = device.createCommandEncoder();
    this.#encode(encoder, commands, (dispatch) => {
      const pipeline = pipelines.get(dispatch);
      assert(pipeline !== undefined, 'every dispatch has its pipeline');
      return { pipeline, ranges: rangesOf(pipeline, dispatch, uniforms) };
    });
    readBack.encode(encoder);
    const times = timer?.resolve(encoder);
    device.queue.submit([encoder.finish()]);
    this.#releaseDropped();
    await this.#scopes?.check();
    await Promise.all([readBack.map(), times?.()]);
    this.#session.throwReported();
  }

  #encode(
    encoder: GPUCommandEncoder,
    commands: readonly (Dispatch | Clear | Copy)[],
    resolve: (dispatch: Dispatch) => {
      pipeline: Pipeline;
      ranges: readonly BufferRange[];
    },
  ): void {
    const { timer, bindGroups } = this.#session;
    let pass: GPUComputePassEncoder | undefined;
    const endPass = (): void => {
      pass?.end();
      pass = undefined;
    };
    for (const command of commands) {
      if (command.kind === 'clear') {
        endPass();
        const { buffer, offset, length } = command.array;
        encoder.clearBuffer(buffer, offset, paddedBytes(length));
      } else if (command.kind === 'copy') {
        endPass();
        const { from, to } = command;
        encoder.copyBufferToBuffer(
          from.buffer,
          from.offset,
          to.buffer,
          to.offset,
          from.length * 4,
        );
      } else {
        if (timer !== undefined) endPass();
        const timestampWrites = timer?.next(command.name);
        pass ??= encoder.beginComputePass(
          timestampWrites === undefined ? {} : { timestampWrites },
        );
        const { pipeline, ranges } = resolve(command);
        pass.setPipeline(pipeline.pipeline);
        pass.setBindGroup(0, bindGroups.get(pipeline, ranges));
        pass.dispatchWorkgroups(...command.grid);
      }
    }
    endPass();
  }

  /** All uniforms of a submission lie in one buffer, written once. */
  #uploadParams(
    commands: readonly (Dispatch | Clear | Copy)[],
  ): Map<Dispatch, BufferRange> {
    const dispatches = commands.filter(
      (command): command is Dispatch & { readonly params: ArrayBuffer } =>
        command.kind === 'dispatch' && command.params !== undefined,
    );
    const ranges = new Map<Dispatch, BufferRange>();
    let bytes = 0;
    const offsets = dispatches.map(({ params }) => {
      const offset = bytes;
      bytes +=
        Math.ceil(params.byteLength / BINDING_ALIGNMENT) * BINDING_ALIGNMENT;
      return offset;
    });
    if (bytes === 0) return ranges;
    const { pool, device } = this.#session;
    const buffer = pool.acquire(
      bytes,
      BUFFER_USAGE.UNIFORM | BUFFER_USAGE.COPY_DST,
    );
    this.#held.add(buffer);
    this.#dropped.push(buffer);
    const block = new Uint8Array(bytes);
    dispatches.forEach((dispatch, i) => {
      const offset = offsets[i] ?? 0;
      block.set(new Uint8Array(dispatch.params), offset);
      const size = dispatch.params.byteLength;
      ranges.set(dispatch, { buffer, offset, size });
    });
    device.queue.writeBuffer(buffer, 0, block);
    return ranges;
  }

  #releaseDropped(): void {
    for (const buffer of this.#dropped) {
      if (this.#held.delete(buffer)) this.#session.pool.release(buffer);
    }
    this.#dropped = [];
  }

  /** A pooled buffer holds what its last user left; in tests, every buffer does. */
  #spoil(buffer: GPUBuffer): void {
    const words = new Uint32Array(buffer.size / 4).fill(0xa5a5_a5a5);
    this.#session.device.queue.writeBuffer(buffer, 0, words);
  }
}

function rangesOf(
  pipeline: Pipeline,
  dispatch: Dispatch,
  uniforms: ReadonlyMap<Dispatch, BufferRange>,
): BufferRange[] {
  const { buffers, name } = dispatch;
  const uniform = uniforms.get(dispatch);
  return pipeline.bindings.map((binding) => {
    if (binding.name === 'params' && uniform !== undefined) return uniform;
    const array = buffers[binding.name];
    assert(array !== undefined, `${name} has a buffer for ${binding.name}`);
    const { buffer, offset, length } = array;
    return { buffer, offset, size: paddedBytes(length) };
  });
}

/** Uniform structs are padded to 16 bytes. */
function encodeParams(
  spec: KernelSpec,
  params: Readonly<Record<string, number | undefined>>,
): ArrayBuffer | undefined {
  const fields = Object.entries(spec.params);
  if (fields.length === 0) return undefined;
  const block = new DataView(new ArrayBuffer(paddedBytes(fields.length)));
  fields.forEach(([name, type], i) => {
    const value = params[name] ?? 0;
    if (type === 'f32') block.setFloat32(i * 4, value, true);
    else block.setUint32(i * 4, value, true);
  });
  return block.buffer;
}
