import { PolyadError } from '#errors/polyad-error.ts';
import { glimpseJson } from './detect-json.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import type { JsonFrameValues } from './json-frame-values.ts';
import { readJson } from './read-json.ts';
import { RejectionLog } from './rejection-log.ts';
import { StixAssembler, type StixEnd } from './stix-assembler.ts';
import {
  isStixRelation,
  stixMembers,
  stixObjectSchema,
} from './stix-object.ts';
import { isUnmapped, type TableMapping } from './table-mapping.ts';

/**
 * Bundles of STIX 2.0 and 2.1. Relationships are hyperedges of two with tail and
 * head; sightings, observed data, reports, groupings, notes and opinions are
 * hyperedges of all they refer to; everything else is a node. With
 * `--edge source_ref --node target_ref` (or the other way round) each object is
 * one hyperedge of all it is related to: in ATT&CK, a group and its techniques.
 */
export const stixReader: FormatReader = {
  name: 'stix',
  title: 'STIX bundle',
  extensions: ['stix', 'stix.json', 'stix21.json'],
  detect,
  read,
};

function detect(head: Uint8Array, name: string): number {
  const { top, keys, firstElements } = glimpseJson(head);
  if (top !== 'object' || keys.get('objects') !== 'array') return 0;
  const first = firstElements.get('objects');
  if (first !== undefined && first !== 'object') return 0;
  if (keys.get('type') === 'string' && keys.has('id')) return 0.96;
  return /\.stix/i.test(name) ? 0.8 : 0;
}

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const by = groupingEnd(options.mapping);
  const rejected = new RejectionLog(options.strict);
  const notes: string[] = [];
  const assembler = new StixAssembler();
  const pieces = readJson(source, {
    ...options,
    streams: ['objects'],
    top: 'a STIX bundle, which starts with "{"',
    onBytes: (bytes) =>
      options.onProgress?.({
        bytes,
        incidences: assembler.references,
        ...(source.size !== undefined && { totalBytes: source.size }),
      }),
  });
  let isBundle = false;
  let read = 0;
  for await (const { kind, key, values } of pieces) {
    if (key === 'objects') {
      read += takeObjects(values, assembler, rejected);
    } else if (kind === 'entries' && values.values[0] === 'type') {
      if (values.values[1] !== 'bundle') throw notABundle(values, [1]);
      isBundle = true;
    } else if (kind === 'end' && !isBundle) {
      throw notABundle(values, []);
    }
  }
  rejected.assertSomeRead(read);
  const hypergraph = assembler.finish(by, notes);
  return { hypergraph, format: 'stix', rejected, notes };
}

/** Takes the sound objects of a frame, and says how many they were. */
function takeObjects(
  values: JsonFrameValues,
  assembler: StixAssembler,
  rejected: RejectionLog,
): number {
  let read = 0;
  for (const [index, value] of values.values.entries()) {
    const parsed = stixObjectSchema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = (issue?.path ?? []).map((step) =>
        typeof step === 'number' ? step : String(step),
      );
      const reason = `a STIX object with a wrong ${path.join('.') || 'form'}`;
      const expected =
        issue?.message.replace(/^Invalid \w+: expected /, '') ??
        'an object of STIX 2.0 or 2.1';
      rejected.add(values.rejection([index, ...path], { reason, expected }));
      continue;
    }
    const members = stixMembers(parsed.data);
    const ends = parsed.data.type === 'relationship' ? 2 : 0;
    if (isStixRelation(parsed.data) && members.length < ends) {
      const reason = 'a relationship without both its ends';
      const expected = 'source_ref and target_ref';
      rejected.add(values.rejection([index], { reason, expected }));
      continue;
    }
    assembler.add(parsed.data);
    read++;
  }
  return read;
}

function notABundle(values: JsonFrameValues, path: number[]): PolyadError {
  return values.error(path, {
    reason: 'a document that is no STIX bundle',
    expected: '"type": "bundle" at the top',
  });
}

/** @throws PolyadError INVALID_ARGUMENT for a mapping that a bundle cannot follow. */
function groupingEnd(mapping: TableMapping): StixEnd | undefined {
  const { edge = [], node = [], ...others } = mapping;
  const pair = [...edge, ...node].join(' ');
  if (isUnmapped(others)) {
    if (pair === '') return undefined;
    if (pair === 'source_ref target_ref') return 'source_ref';
    if (pair === 'target_ref source_ref') return 'target_ref';
  }
  throw new PolyadError(
    'INVALID_ARGUMENT',
    'A STIX bundle takes no other mapping than --edge source_ref --node target_ref, or the other way round.',
    { mapping },
  );
}
