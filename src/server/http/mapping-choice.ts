import { parseDuration } from '#pipeline/duration.ts';
import type { MappingChoice } from '#pipeline/operations/load.ts';
import type { MappingOptions } from '#protocol/mapping-options.ts';

/** The mapping options of the wire as the pipeline takes them. */
export function mappingChoice({
  format,
  recipe,
  strict = false,
  ...options
}: MappingOptions): MappingChoice {
  const { edge, node, split, time, window, weight, role, keep } = options;
  return {
    strict,
    ...(format !== undefined && { format }),
    ...(recipe !== undefined && { recipe }),
    mapping: {
      ...(edge && { edge }),
      ...(node && { node }),
      ...(split !== undefined && { split }),
      ...(time !== undefined && { time }),
      ...(window !== undefined && { window: parseDuration(window) }),
      ...(weight !== undefined && { weight }),
      ...(role !== undefined && { role }),
      ...(keep && { keep }),
    },
  };
}
