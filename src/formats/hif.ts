import type { NetworkType } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import { glimpseJson } from './detect-json.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { HifAssembler } from './hif-assembler.ts';
import { checkRecord } from './hif-check.ts';
import { describe, isObject } from './json-words.ts';
import { rememberFields, type OptionalField } from './hif-layout.ts';
import type { JsonFrameValues } from './json-frame-values.ts';
import { shorten } from './json-fault.ts';
import { mappedTimes } from './mapped-times.ts';
import { readJson, type JsonPiece } from './read-json.ts';
import { RejectionLog } from './rejection-log.ts';

const lists = ['incidences', 'nodes', 'edges'] as const;
const networkTypes: readonly string[] = ['undirected', 'directed', 'asc'];
const topFields = ['network-type', 'metadata', ...lists];
const EXPECTED_TOP = `one of ${topFields.join(', ')}`;

/** Hypergraph Interchange Format 0.1, JSON. */
export const hifReader: FormatReader = {
  name: 'hif',
  title: 'Hypergraph Interchange Format (HIF)',
  extensions: ['hif.json', 'hif'],
  detect: detectHif,
  read: readHif,
};

/** HIF by its keys; an empty object is a HIF document that lacks its incidences. */
function detectHif(head: Uint8Array, name: string): number {
  const { top, keys, firstElements } = glimpseJson(head);
  const named = /\.hif(\.json)?$/i.test(name);
  if (top !== 'object') return named ? 0.3 : 0;
  const records = lists.filter((list) => {
    if (keys.get(list) !== 'array') return false;
    const first = firstElements.get(list);
    return first === undefined || first === 'object';
  });
  if (records.length > 0) return 0.95;
  if (keys.size === 0 || keys.has('network-type')) return 0.9;
  return named ? 0.9 : 0;
}

async function readHif(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const document = new HifDocument(options.limits.columns);
  const progress = {
    onBytes: (bytes: number) =>
      options.onProgress?.({
        bytes,
        incidences: document.assembler.builder.incidenceCount,
        ...(source.size !== undefined && { totalBytes: source.size }),
      }),
  };
  const pieces = readJson(source, {
    ...options,
    ...progress,
    streams: lists,
    top: 'a HIF document, which starts with "{"',
  });
  for await (const piece of pieces) document.take(piece);
  const { assembler, fields } = document;
  const notes = mappedTimes(
    assembler.builder,
    options.mapping.time,
    source.name,
  );
  const hypergraph = rememberFields(assembler.finish(), fields);
  const rejected = new RejectionLog(options.strict);
  return { hypergraph, format: 'hif', rejected, notes };
}

/** A HIF document while it is read. */
class HifDocument {
  readonly assembler = new HifAssembler();
  readonly fields = new Set<OptionalField>();
  readonly #seen = new Set<string>();
  readonly #columns: number;
  #begun = false;

  /** @param columns - Most distinct attributes. */
  constructor(columns: number) {
    this.#columns = columns;
  }

  /** @throws PolyadError INVALID_DATA with the place of what does not fit the schema. */
  take(piece: JsonPiece): void {
    const { kind, key, values } = piece;
    if (!this.#begun) {
      this.#begun = true;
      if (kind === 'elements') {
        throw values.error([0], {
          reason: 'a list at the top',
          expected: 'a HIF document, which is an object',
        });
      }
    } else if (kind === 'end') this.#end(values);
    else if (key === null) this.#entry(values);
    else this.#list(key, values);
  }

  #end(values: JsonFrameValues): void {
    if (this.#seen.has('incidences')) return;
    throw values.error([], {
      reason: 'the document ends without "incidences"',
      expected: '"incidences" with a list, which may be empty',
    });
  }

  #entry(values: JsonFrameValues): void {
    const [key, value = null] = values.values;
    const field = typeof key === 'string' ? key : '';
    this.#see(field, values);
    if (field === 'network-type') {
      if (!networkTypes.includes(value as string)) {
        throw fieldError(
          values,
          field,
          value,
          `one of ${networkTypes.join(', ')}`,
        );
      }
      this.assembler.builder.networkType = value as NetworkType;
    } else if (field === 'metadata') {
      if (!isObject(value)) throw fieldError(values, field, value, 'an object');
      this.assembler.builder.metadata = { ...value };
    } else if (topFields.includes(field)) {
      throw fieldError(values, field, value, 'a list');
    } else {
      const reason = `unknown field ${shorten(field)} at the top`;
      throw values.error([0], { reason, expected: EXPECTED_TOP });
    }
  }

  #list(key: string, values: JsonFrameValues): void {
    // An empty frame opens each list.
    if (values.values.length === 0) this.#see(key, values);
    for (let index = 0; index < values.values.length; index++) {
      const sourceText = values.hasLargeNumbers
        ? (attr: string) => values.sourceText([index, 'attrs', attr])
        : undefined;
      if (key === 'incidences') {
        const record = checkRecord('incidence', values, index);
        this.assembler.addIncidence(record, sourceText);
      } else if (key === 'nodes') {
        this.assembler.addNode(checkRecord('node', values, index), sourceText);
      } else {
        this.assembler.addEdge(checkRecord('edge', values, index), sourceText);
      }
      if (this.assembler.columnCount > this.#columns) {
        const reason = `more than ${this.#columns} different attributes`;
        const expected = 'values, not names, that differ by record';
        throw values.error([index], { reason, expected });
      }
    }
  }

  #see(field: string, values: JsonFrameValues): void {
    if (this.#seen.has(field)) {
      const reason = `the field ${shorten(field)} again`;
      throw values.error([0], { reason, expected: 'each field once' });
    }
    this.#seen.add(field);
    if (field !== 'incidences') this.fields.add(field as OptionalField);
  }
}

function fieldError(
  values: JsonFrameValues,
  field: string,
  value: JsonValue,
  expected: string,
): Error {
  const reason = `"${field}" is ${describe(value)}`;
  return values.error([1], { reason, expected });
}
