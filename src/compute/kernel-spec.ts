/** How a kernel uses a binding. */
export type BindingAccess = 'uniform' | 'read' | 'readWrite';

/** One `var` of a shader; its place in {@link KernelSpec.bindings} is its `@binding` number. */
export interface KernelBinding {
  readonly name: string;
  readonly access: BindingAccess;
}

/** What one run of a kernel has to do; the planner compares it with the machine's figures. */
export interface KernelWork {
  /** Bytes that go to the device. */
  readonly uploadBytes: number;
  /** Bytes that come back. */
  readonly readBytes: number;
  /** Bytes the kernels move inside the device. */
  readonly deviceBytes: number;
  readonly dispatches: number;
  /** Times the host waits for a result before it goes on. */
  readonly waits: number;
  /** Elementary steps of the CPU twin's inner loop. */
  readonly cpuSteps: number;
}

/** Sizes a cost model may ask for; a kernel uses those that matter to it. */
export interface KernelSizes {
  readonly rows?: number;
  readonly columns?: number;
  readonly incidences?: number;
  /** Pairs of incidences that share a column: Σ d(d − 1)/2 over columns. */
  readonly wedges?: number;
  /** Items of a flat array. */
  readonly items?: number;
  /** Rounds of an iteration. */
  readonly rounds?: number;
}

/**
 * What the host knows of a kernel. The tests compare it with what the shader declares.
 *
 * A kernel is one file `shaders/NAME.wgsl`, with a twin `cpu/NAME.ts` that says what is right.
 */
export interface KernelSpec {
  readonly name: string;
  readonly bindings: readonly KernelBinding[];
  /** The fields of the uniform `params`, in order; each is 4 bytes. Empty: no uniform. */
  readonly params: Readonly<Record<string, 'u32' | 'f32'>>;
  /** Entry points, each with the bindings it uses, `params` included. */
  readonly entryPoints: Readonly<Record<string, readonly string[]>>;
  readonly workgroupSize: number;
  /** Override constants of the shader; they take part in the pipeline's key. */
  readonly constants?: Readonly<Record<string, number>>;
  /** `exact`, or how far a float may be from the twin, in words; tests hold the bound. */
  readonly accuracy: string;
  /** Share of the copy bandwidth the kernel is expected to reach, 0 … 1. */
  readonly efficiency: number;
  readonly work: (sizes: KernelSizes) => KernelWork;
}

/** Names of a kernel's entry points. */
export type EntryPoint<Spec extends KernelSpec> = keyof Spec['entryPoints'] &
  string;

/** Names of the buffers that an entry point uses. */
export type BufferName<
  Spec extends KernelSpec,
  Entry extends EntryPoint<Spec>,
> = Exclude<
  Spec['entryPoints'][Entry] extends readonly (infer Name)[]
    ? Name & string
    : never,
  'params'
>;
