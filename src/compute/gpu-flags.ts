/**
 * The numbers behind `GPUBufferUsage`, which is a global only in pages.
 * @see https://www.w3.org/TR/webgpu/#buffer-usage
 */
export const BUFFER_USAGE = {
  MAP_READ: 0x1,
  COPY_SRC: 0x4,
  COPY_DST: 0x8,
  UNIFORM: 0x40,
  STORAGE: 0x80,
  QUERY_RESOLVE: 0x200,
} as const;

/** `GPUMapMode.READ`. */
export const MAP_READ = 1;

/** `GPUShaderStage.COMPUTE`. */
export const STAGE_COMPUTE = 4;

/** WebGPU rounds nothing for us: storage is padded so that a vec4 can be read at its end. */
export const BINDING_ALIGNMENT = 256;
