const ARRAYS = { Uint32Array, Float32Array, Float64Array };

/** JSON in which typed arrays are `{ array: NAME, data: numbers }`. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return part;
    const view = part as Uint32Array | Float32Array | Float64Array;
    return { array: view.constructor.name, data: [...view] };
  });
}

/** The value that {@link toJson} got. */
export function fromJson(json: string): unknown {
  return JSON.parse(json, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const { array, data } = part as { array?: unknown; data?: unknown };
    if (typeof array !== 'string') return part;
    return ARRAYS[array as keyof typeof ARRAYS].from(data as number[]);
  });
}
