import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Detection, ReferenceColumns } from '../detectors/detector.ts';

/** What {@link newElements} needs beside the detection. */
export interface NewElements {
  /** The set that is ranked; its edges are the last ones of the detection's. */
  readonly hypergraph: Hypergraph;
  readonly trained: Detection['trained'];
  readonly references: ReferenceColumns;
}

/**
 * The part of a detection that is about the edges of `hypergraph`, which are the
 * last ones of those it scored, with their ids there.
 * @remarks O(edges).
 */
export function newElements(
  detection: Detection,
  { hypergraph, trained, references }: NewElements,
): Detection {
  const first = detection.combined.length - hypergraph.edgeCount;
  const rest = (column: Float64Array | null): Float64Array | null =>
    column?.subarray(first) ?? null;
  const { unexpected, surprise, recent, bursty, volume, attributes } =
    detection.heads;
  const { stream } = detection;
  return {
    ...detection,
    trained,
    references,
    combined: detection.combined.subarray(first),
    heads: {
      unexpected: rest(unexpected),
      surprise: rest(surprise),
      recent: rest(recent),
      bursty: rest(bursty),
      volume: rest(volume),
      attributes: rest(attributes),
    },
    aspects: detection.aspects.map(({ name, values }) => ({
      name,
      values: values.subarray(first),
    })),
    classes: detection.classes.subarray(first),
    isReference: null,
    times: rest(detection.times),
    stream: stream && {
      order: stream.order
        .filter((edge) => edge >= first)
        .map((edge) => edge - first),
      moments: stream.moments.subarray(first),
    },
    causal: false,
    ids: hypergraph.edgeIds,
    members: (edge) => detection.members(edge + first),
    explain: (edge, head) => detection.explain(edge + first, head),
  };
}

/** Scores of some edges of a detection as references for others. */
export function referencesOf(
  detection: Detection,
  edges: Uint32Array,
): ReferenceColumns {
  const take = (column: Float64Array | null): Float64Array | null =>
    column && Float64Array.from(edges, (edge) => column[edge] ?? 0);
  return {
    classes: Uint8Array.from(edges, (edge) => detection.classes[edge] ?? 0),
    score: (head) =>
      take(head === 'combined' ? detection.combined : detection.heads[head]),
  };
}
