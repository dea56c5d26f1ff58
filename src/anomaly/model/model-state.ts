import { PolyadError } from '#errors/polyad-error.ts';

/** `PMS1`: a changed layout changes it. */
const MAGIC = 0x31534d50;
const HEADER = 8;

/** What a stream model knows beside its relations. */
export interface StreamState {
  /** The detector, as `saveDetector` gives it. */
  readonly detector: Uint8Array;
  /** Scores of the relations it was trained on last, row by row in order of STREAM_SCORES. */
  readonly scores: Float64Array;
}

/**
 * The state as bytes, equal for equal states: eight bytes of header (magic,
 * count of the scores), the scores, the detector. Little-endian.
 */
export function encodeState({
  detector,
  scores,
}: StreamState): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(HEADER + scores.byteLength + detector.length);
  const view = new DataView(result.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, scores.length, true);
  scores.forEach((score, i) => view.setFloat64(HEADER + 8 * i, score, true));
  result.set(detector, HEADER + scores.byteLength);
  return result;
}

/** @throws PolyadError INVALID_DATA for bytes that are no such state. */
export function decodeState(bytes: Uint8Array): StreamState {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC) {
    throw noState('they do not begin as one');
  }
  const count = view.getUint32(4, true);
  const detectorAt = HEADER + 8 * count;
  if (bytes.length < detectorAt) throw noState('they are cut short');
  return {
    scores: Float64Array.from({ length: count }, (_, i) =>
      view.getFloat64(HEADER + 8 * i, true),
    ),
    detector: bytes.slice(detectorAt),
  };
}

function noState(because: string): PolyadError {
  return new PolyadError(
    'INVALID_DATA',
    `These bytes are no state of a model: ${because}. Train the model again.`,
    { because },
  );
}
