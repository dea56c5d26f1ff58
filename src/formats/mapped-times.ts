import { PolyadError } from '#errors/polyad-error.ts';
import type { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { detectTimeFormat, parseTime } from './time-text.ts';

/**
 * Sets the time of hyperedges from a property they already have, as `--time`
 * asks of documents that are not tables.
 * @param name - The property; nothing is done where it is left out.
 * @returns Notes for people.
 * @throws PolyadError INVALID_DATA if no hyperedge has the property, or some
 * values are not times.
 */
export function mappedTimes(
  builder: HypergraphBuilder,
  name: string | undefined,
  file: string,
): string[] {
  if (name === undefined) return [];
  const texts: string[] = [];
  const edges: number[] = [];
  for (let edge = 0; edge < builder.edgeCount; edge++) {
    const value =
      builder.edgeProperty(edge, `attrs.${name}`) ??
      builder.edgeProperty(edge, name);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    texts.push(String(value));
    edges.push(edge);
  }
  const format = detectTimeFormat(texts);
  if (!format) {
    const strange = texts.find((text) => !detectTimeFormat([text]));
    throw new PolyadError(
      'INVALID_DATA',
      strange === undefined
        ? `${file}: no hyperedge has the property ${name}; expected one with times.`
        : `${file}: the property ${name} holds "${strange}"; expected ISO 8601 times, or seconds, milliseconds or microseconds since 1970.`,
      { file, name },
    );
  }
  for (const [i, edge] of edges.entries()) {
    builder.setEdge(edge, 'time', parseTime(texts[i] ?? '', format.unit));
  }
  const unit = format.unit === 'iso' ? 'ISO 8601' : format.unit;
  return [`Property ${name}: times in ${unit}.`];
}
