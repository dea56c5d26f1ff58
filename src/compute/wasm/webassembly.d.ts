// WebAssembly's JavaScript interface, as far as the kernels use it: TypeScript
// has it only in the DOM's library, whose other globals do not belong here.
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: {
      initial: number;
      maximum: number;
      shared: boolean;
    });
    readonly buffer: SharedArrayBuffer;
    grow(pages: number): number;
  }
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  class Instance {
    constructor(
      module: Module,
      imports: Record<string, Record<string, Memory>>,
    );
    readonly exports: Record<string, unknown>;
  }
}
