import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import { peekSource } from './byte-source.ts';
import { SAMPLE_ROWS } from './column-sample.ts';
import { glimpseJson } from './detect-json.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { JsonFrameValues } from './json-frame-values.ts';
import { JsonRow } from './json-row.ts';
import { sampleJsonTable } from './json-table-sample.ts';
import { describe, isObject } from './json-words.ts';
import { mappedTimes } from './mapped-times.ts';
import { looksLikeRelation } from './parse-relation.ts';
import { planTable } from './plan-table.ts';
import { JsonLineParser } from './read-json-lines.ts';
import { LineBlock, readLines } from './read-lines.ts';
import { RejectionLog, type RejectedRow } from './rejection-log.ts';
import { RelationAssembler } from './relation-assembler.ts';
import { TableAssembler } from './table-assembler.ts';
import { byteOrderMarkLength } from './utf8.ts';

/** First bytes from which it is told what the lines are. */
const HEAD_BYTES = 1 << 18;

/**
 * JSON lines: one value a line. With a mapping the lines are the rows of a
 * table, whose cells may be lists of members; without one they are relations
 * (see {@link parseRelation}), or a table if they do not look like it.
 */
export const jsonlReader: FormatReader = {
  name: 'jsonl',
  title: 'JSON lines',
  extensions: ['jsonl', 'ndjson'],
  detect,
  read,
};

function detect(head: Uint8Array, name: string): number {
  const { top, lines, keys } = glimpseJson(head);
  if (!top) return 0;
  if (/\.(jsonl|ndjson)$/i.test(name)) return 0.95;
  if (lines) return 0.85;
  // A single line: a relation rather than a dictionary with such keys.
  const relation = keys.get('members') === 'array' && keys.has('edge');
  return relation ? 0.82 : 0;
}

/** What takes the lines. */
interface LineSink {
  readonly incidences: number;
  add(values: JsonFrameValues): void;
  reject(row: RejectedRow): void;
  finish(notes: string[]): Hypergraph;
}

async function read(
  input: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const { head, source } = await peekSource(input, HEAD_BYTES);
  const { name: file } = source;
  const rejected = new RejectionLog(options.strict);
  const notes: string[] = [];
  const parser = new JsonLineParser(file, options.limits);
  const sample = sampleRecords(head, parser);
  const { edge, node } = options.mapping;
  const mapped = edge !== undefined || node !== undefined;
  const relations =
    !mapped && (!sample.some(isObject) || sample.some(looksLikeRelation));
  const sink = relations
    ? relationSink(options, rejected, file)
    : tableSink(sample, options, { rejected, file, notes });
  const incidences = (): number => sink.incidences;
  for await (const block of readLines(source, { ...options, incidences })) {
    while (block.next()) {
      const line = parser.parse(block);
      if (line instanceof JsonFrameValues) sink.add(line);
      else if (line !== undefined) sink.reject(line);
    }
  }
  const hypergraph = sink.finish(notes);
  rejected.assertSomeRead(hypergraph.edgeCount + hypergraph.nodeCount);
  return { hypergraph, format: 'jsonl', rejected, notes };
}

/** The first records, without those that are cut or broken. */
function sampleRecords(head: Uint8Array, parser: JsonLineParser): JsonValue[] {
  const records: JsonValue[] = [];
  const block = new LineBlock(head.subarray(byteOrderMarkLength(head)));
  while (records.length < SAMPLE_ROWS && block.next()) {
    const line = parser.parse(block);
    if (line instanceof JsonFrameValues) records.push(line.values[0] ?? null);
  }
  return records;
}

function relationSink(
  options: ReadOptions,
  rejected: RejectionLog,
  file: string,
): LineSink {
  const assembler = new RelationAssembler(rejected, options.limits.columns);
  const { builder } = assembler;
  return {
    get incidences() {
      return builder.incidenceCount;
    },
    add: (values) => assembler.add(values, 0),
    reject: (row) => assembler.reject(row),
    finish(notes) {
      notes.push(...mappedTimes(builder, options.mapping.time, file));
      return builder.build();
    },
  };
}

function tableSink(
  sample: readonly JsonValue[],
  { mapping }: ReadOptions,
  context: { rejected: RejectionLog; file: string; notes: string[] },
): LineSink {
  const { rejected, file, notes } = context;
  const table = sampleJsonTable(sample, mapping);
  const plan = planTable(table, { file, mapping, notes });
  const assembler = new TableAssembler({ file, plan, rejected });
  const row = new JsonRow(table.columns.map((column) => column.name));
  return {
    get incidences() {
      return assembler.incidenceCount;
    },
    add(values) {
      const [record = null] = values.values;
      if (!isObject(record)) {
        const reason = `${describe(record)} as a row`;
        const expected = 'an object with the columns';
        assembler.reject(values.rejection([0], { reason, expected }));
        return;
      }
      row.moveTo(values);
      assembler.add(row);
    },
    reject: (line) => assembler.reject(line),
    finish: () => assembler.finish(),
  };
}
