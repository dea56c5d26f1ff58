import { PolyadError } from '#errors/polyad-error.ts';
import { STAGE_COMPUTE } from './gpu-flags.ts';
import type { BindingAccess, KernelSpec } from './kernel-spec.ts';
import { shaderText, type ReadShader } from './shader-text.ts';

/** One compiled entry point. */
export interface Pipeline {
  /** Unique in its cache. */
  readonly key: string;
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  /** The bindings it uses, ascending by number. */
  readonly bindings: readonly {
    readonly binding: number;
    readonly name: string;
  }[];
}

const BUFFER_TYPE = {
  uniform: 'uniform',
  read: 'read-only-storage',
  readWrite: 'storage',
} as const satisfies Record<BindingAccess, GPUBufferBindingType>;

/** How sources are read and compiled; see `DeviceOptions`. */
export interface CompileOptions {
  readonly readShader: ReadShader;
  readonly blockingCompile?: boolean;
}

/**
 * Compiles entry points once, in the background where that is safe, with layouts that come from the descriptors,
 * so that a mismatch with the shader fails here and bind groups can be cached.
 */
export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #options: CompileOptions;
  readonly #modules = new Map<string, Promise<GPUShaderModule>>();
  readonly #pipelines = new Map<string, Promise<Pipeline>>();

  constructor(device: GPUDevice, options: CompileOptions) {
    this.#device = device;
    this.#options = options;
  }

  get count(): number {
    return this.#pipelines.size;
  }

  /**
   * @throws PolyadError INTERNAL if the shader does not compile or differs from its descriptor;
   * where compilation blocks, the plan's check tells instead.
   */
  get(spec: KernelSpec, entryPoint: string): Promise<Pipeline> {
    const key = pipelineKey(spec, entryPoint);
    let pipeline = this.#pipelines.get(key);
    if (pipeline === undefined) {
      pipeline = this.#compile(spec, entryPoint, key);
      this.#pipelines.set(key, pipeline);
      // Whoever needs it awaits it, later: until then a failure is nobody's news.
      pipeline.catch(() => undefined);
    }
    return pipeline;
  }

  async #compile(
    spec: KernelSpec,
    entryPoint: string,
    key: string,
  ): Promise<Pipeline> {
    const bindings = bindingsOf(spec, entryPoint);
    const layout = this.#device.createBindGroupLayout({
      label: key,
      entries: bindings.map(({ binding, access }) => ({
        binding,
        visibility: STAGE_COMPUTE,
        buffer: { type: BUFFER_TYPE[access] },
      })),
    });
    const module = await this.#module(spec.name);
    try {
      const pipeline = await this.#createPipeline({
        label: key,
        layout: this.#device.createPipelineLayout({
          bindGroupLayouts: [layout],
        }),
        compute: {
          module,
          entryPoint,
          ...(spec.constants && { constants: { ...spec.constants } }),
        },
      });
      return { key, pipeline, layout, bindings };
    } catch (cause) {
      throw new PolyadError(
        'INTERNAL',
        `The kernel ${spec.name} has no working entry point ${entryPoint}: ${String(cause)}`,
        { kernel: spec.name, entryPoint },
        { cause },
      );
    }
  }

  async #createPipeline(
    descriptor: GPUComputePipelineDescriptor,
  ): Promise<GPUComputePipeline> {
    const device = this.#device;
    if (this.#options.blockingCompile !== true) {
      return device.createComputePipelineAsync(descriptor);
    }
    return device.createComputePipeline(descriptor);
  }

  #module(name: string): Promise<GPUShaderModule> {
    let module = this.#modules.get(name);
    if (module === undefined) {
      module = this.#compileModule(name);
      this.#modules.set(name, module);
    }
    return module;
  }

  async #compileModule(name: string): Promise<GPUShaderModule> {
    const code = await shaderText(name, this.#options.readShader);
    return this.#device.createShaderModule({ label: name, code });
  }
}

function pipelineKey(spec: KernelSpec, entryPoint: string): string {
  const constants = Object.entries(spec.constants ?? {});
  return [
    `${spec.name}.${entryPoint}`,
    ...constants.map(([name, value]) => `${name}=${value}`),
  ].join(' ');
}

function bindingsOf(
  spec: KernelSpec,
  entryPoint: string,
): { binding: number; name: string; access: BindingAccess }[] {
  const used = spec.entryPoints[entryPoint] ?? [];
  return spec.bindings
    .map(({ name, access }, binding) => ({ binding, name, access }))
    .filter(({ name }) => used.includes(name));
}
