/** The limits that plans are made by. */
export interface ComputeLimits {
  /** Largest storage binding, bytes. */
  readonly bindingBytes: number;
  /** Largest buffer, bytes. */
  readonly bufferBytes: number;
  readonly groupsPerDimension: number;
  readonly storageBuffers: number;
}

/** More than this is not asked for: it is beyond what one Uint32Array index can use well. */
const WANTED_BYTES = 4_294_967_296;

/**
 * What to ask of an adapter: its own buffer limits, but no more than a kernel can use.
 * A device gives defaults for what is not asked, so nothing is asked where `defaults` is set.
 */
export function requiredLimits(
  adapter: GPUAdapter,
  defaults: boolean,
): Record<string, number> {
  if (defaults) return {};
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  return {
    maxStorageBufferBindingSize: Math.min(
      maxStorageBufferBindingSize,
      WANTED_BYTES,
    ),
    maxBufferSize: Math.min(maxBufferSize, WANTED_BYTES),
  };
}

/** A device's limits, lowered where the caller asks for less. */
export function limitsOf(
  device: GPUDevice,
  lowered: Partial<ComputeLimits>,
): ComputeLimits {
  const { limits } = device;
  const least = (value: number, other = Infinity): number =>
    Math.min(value, other);
  return {
    bindingBytes: least(
      limits.maxStorageBufferBindingSize,
      lowered.bindingBytes,
    ),
    bufferBytes: least(limits.maxBufferSize, lowered.bufferBytes),
    groupsPerDimension: least(
      limits.maxComputeWorkgroupsPerDimension,
      lowered.groupsPerDimension,
    ),
    storageBuffers: least(
      limits.maxStorageBuffersPerShaderStage,
      lowered.storageBuffers,
    ),
  };
}

/**
 * Workgroups in two dimensions. A shader finds its place by `workgroup_id.x + workgroup_id.y ·
 * num_workgroups.x`; groups past the last do nothing.
 * @returns Undefined if two dimensions do not hold that many.
 */
export function workgroupGrid(
  groups: number,
  perDimension: number,
): readonly [number, number] | undefined {
  if (groups <= perDimension) return [groups, 1];
  const y = Math.ceil(groups / perDimension);
  return y > perDimension ? undefined : [Math.ceil(groups / y), y];
}
