import { PolyadError } from '#errors/polyad-error.ts';
import type { StreamDetector } from './stream-detector.ts';
import { TRAINED_HEADS } from './stream-heads.ts';

/** `PSD1`: a changed layout or formula changes it. */
const MAGIC = 0x31445350;

type Table = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * Everything a detector knows, as bytes: what is pushed after
 * {@link restoreDetector} scores bit for bit as it would have without the break.
 * The tick that is open is kept with it.
 * @returns About as many bytes as the detector takes; mostly zero early on, so
 * they compress well. Byte order is the machine's, little-endian on all that run Node.
 */
export function saveDetector(detector: StreamDetector): Uint8Array {
  const parts = [factsOf(detector), ...tablesOf(detector)];
  const bytes = parts.reduce((sum, part) => sum + 8 + padded(part), 8);
  const result = new Uint8Array(bytes);
  const view = new DataView(result.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, parts.length, true);
  let at = 8;
  for (const part of parts) {
    view.setUint32(at, part.byteLength, true);
    const raw = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    result.set(raw, at + 8);
    at += 8 + padded(part);
  }
  return result;
}

/**
 * Brings a new detector, made with the same options, to where the saved one was.
 * @throws PolyadError INVALID_DATA if the bytes are no checkpoint of such a detector.
 */
export function restoreDetector(
  detector: StreamDetector,
  bytes: Uint8Array,
): void {
  const parts = readParts(bytes);
  const [first, begins, firstPairs] = parts;
  if (!first || !begins || !firstPairs) throw notACheckpoint('it is cut short');
  setFacts(detector, Array.from(asFloats(first)));
  detector.open.resume(asIntegers(begins), asIntegers(firstPairs));
  const tables = tablesOf(detector);
  if (tables.length !== parts.length - 1) {
    throw notACheckpoint('the detector was made with other options');
  }
  tables.forEach((table, i) => {
    const part = parts[i + 1];
    if (part?.byteLength !== table.byteLength) {
      throw notACheckpoint('the detector was made with other options');
    }
    new Uint8Array(table.buffer, table.byteOffset, table.byteLength).set(part);
  });
}

function readParts(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 8 || view.getUint32(0, true) !== MAGIC) {
    throw notACheckpoint('it does not begin as one');
  }
  const parts: Uint8Array[] = [];
  let at = 8;
  for (let left = view.getUint32(4, true); left > 0; left--) {
    if (at + 8 > bytes.byteLength) throw notACheckpoint('it is cut short');
    const length = view.getUint32(at, true);
    const part = bytes.subarray(at + 8, at + 8 + length);
    if (part.byteLength < length) throw notACheckpoint('it is cut short');
    parts.push(part);
    at += 8 + Math.ceil(length / 8) * 8;
  }
  return parts;
}

function notACheckpoint(because: string): PolyadError {
  return new PolyadError(
    'INVALID_DATA',
    `These bytes are no checkpoint of this stream detector: ${because}. Start it anew from the first event.`,
    { because },
  );
}

/** Bytes of a part, rounded up so that the next one is aligned. */
function padded(part: Table): number {
  return Math.ceil(part.byteLength / 8) * 8;
}

function asFloats(part: Uint8Array): Float64Array {
  return new Float64Array(part.slice().buffer);
}

function asIntegers(part: Uint8Array): Int32Array {
  return new Int32Array(part.slice().buffer);
}

/** In a fixed order; the first two tell how much of the open tick is in use. */
function tablesOf(detector: StreamDetector): Table[] {
  return [
    ...detector.open.tables(),
    ...detector.state.tables(),
    ...(detector.volumeScale
      ? [detector.volumeScale.means, detector.volumeScale.variances]
      : []),
    ...TRAINED_HEADS.flatMap((name) => detector.heads[name].tables()),
    detector.scale.means,
    detector.scale.variances,
    detector.clock.gaps,
  ];
}

function factsOf(detector: StreamDetector): Float64Array {
  return Float64Array.from([
    detector.scored,
    detector.lesson,
    detector.waited,
    detector.isFrozen ? 1 : 0,
    detector.scale.count,
    detector.volumeScale?.count ?? 0,
    ...TRAINED_HEADS.map((name) => detector.heads[name].steps),
    ...detector.random.position(),
    ...detector.clock.facts(),
    ...detector.state.facts(),
  ]);
}

function setFacts(detector: StreamDetector, facts: number[]): void {
  const take = (count: number): number[] => facts.splice(0, count);
  const [scored, lesson, waited, isFrozen, count, volumes] = take(6);
  detector.scored = scored ?? 0;
  detector.lesson = lesson ?? 0;
  detector.waited = waited ?? 0;
  detector.isFrozen = isFrozen === 1;
  detector.scale.count = count ?? 0;
  if (detector.volumeScale) detector.volumeScale.count = volumes ?? 0;
  for (const name of TRAINED_HEADS) {
    detector.heads[name].steps = take(1)[0] ?? 0;
  }
  detector.random.moveTo(take(4));
  detector.clock.setFacts(take(3));
  detector.state.setFacts(facts);
}
