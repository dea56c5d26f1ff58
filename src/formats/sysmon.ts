import { peekSource } from './byte-source.ts';
import { SAMPLE_ROWS } from './column-sample.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { JsonFrameValues } from './json-frame-values.ts';
import { jsonRecords, JSON_HEAD_BYTES } from './json-head.ts';
import { planTable } from './plan-table.ts';
import { JsonLineParser } from './read-json-lines.ts';
import { readLines } from './read-lines.ts';
import { RecordRow } from './record-row.ts';
import { RejectionLog } from './rejection-log.ts';
import { TableAssembler } from './table-assembler.ts';
import { isUnmapped, type TableMapping } from './table-mapping.ts';
import { windowsCells, windowsColumns, windowsEvent } from './windows-event.ts';

/** How events are read where nobody says otherwise. */
export const sysmonMapping: TableMapping = {
  node: ['host', 'user', 'process', 'parent', 'target'],
  time: 'time',
  keep: ['event', 'logonType', 'processGuid', 'commandLine'],
};

/**
 * Events of Windows and Sysmon as JSON lines: of `evtx_dump`, of Winlogbeat, or
 * flat. Whatever wrote them, they have the same columns: host, user, process,
 * parent and target, what the event is done to. Programs are named without
 * their folder; `processGuid` tells processes apart, since numbers recur.
 */
export const sysmonReader: FormatReader = {
  name: 'sysmon',
  title: 'Windows events (Sysmon, EVTX as JSON)',
  extensions: [],
  detect: (head) =>
    windowsEvent(jsonRecords(head)[0] ?? null) === undefined ? 0 : 0.96,
  read,
};

async function read(
  input: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const { head, source } = await peekSource(input, JSON_HEAD_BYTES);
  const { name: file } = source;
  const notes: string[] = [];
  const rejected = new RejectionLog(options.strict);
  const mapping = isUnmapped(options.mapping) ? sysmonMapping : options.mapping;
  const plan = planTable(sample(head), { file, mapping, notes });
  const assembler = new TableAssembler({ file, plan, rejected });
  const row = new RecordRow(windowsColumns);
  const parser = new JsonLineParser(file, options.limits);
  const incidences = (): number => assembler.incidenceCount;
  for await (const block of readLines(source, { ...options, incidences })) {
    while (block.next()) {
      const parsed = parser.parse(block);
      if (parsed === undefined) continue;
      if (!(parsed instanceof JsonFrameValues)) {
        assembler.reject(parsed);
        continue;
      }
      const event = windowsEvent(parsed.values[0] ?? null);
      if (event === undefined) {
        const reason = 'a record that is no Windows event';
        const expected = 'EventID and the host';
        assembler.reject(parsed.rejection([0], { reason, expected }));
        continue;
      }
      row.moveTo(windowsCells(event), { line: block.line });
      assembler.add(row);
    }
  }
  return { hypergraph: assembler.finish(), format: 'sysmon', rejected, notes };
}

function sample(head: Uint8Array): {
  columns: typeof windowsColumns;
  texts: string[][];
} {
  const rows = jsonRecords(head)
    .slice(0, SAMPLE_ROWS)
    .flatMap((record) => windowsEvent(record) ?? [])
    .map(windowsCells);
  const texts = windowsColumns.map((_, column) =>
    rows.flatMap((cells) => {
      const cell = cells[column] ?? null;
      return cell === null ? [] : [String(cell)];
    }),
  );
  return { columns: windowsColumns, texts };
}
