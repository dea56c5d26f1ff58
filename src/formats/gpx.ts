import {
  cellOfPosition,
  fixMapping,
  positionFault,
  weekSlot,
} from './fix-columns.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { planTable } from './plan-table.ts';
import { RecordRow } from './record-row.ts';
import { RejectionLog } from './rejection-log.ts';
import { TableAssembler } from './table-assembler.ts';
import { isUnmapped } from './table-mapping.ts';
import { parseIsoTime } from './time-text.ts';
import { decimalNumber } from './text-bytes.ts';
import { beginsWithElement, readXml, type XmlElement } from './xml.ts';

const columns = [
  { name: 'person', type: 'string' },
  { name: 'time', type: 'timestamp' },
  { name: 'lat', type: 'number' },
  { name: 'lon', type: 'number' },
  { name: 'ele', type: 'number' },
  { name: 'segment', type: 'integer' },
  { name: 'cell', type: 'string' },
  { name: 'slot', type: 'string' },
] as const;

/**
 * GPX 1.1: the points of tracks are positions of a person named as the track,
 * read as the table that `fixes` gives. `segment` counts the segments of the
 * file: between two the device was off. Points without a time are rejected,
 * extensions, routes and way points pass unread.
 */
export const gpxReader: FormatReader = {
  name: 'gpx',
  title: 'GPX tracks',
  extensions: ['gpx'],
  detect: (head) => (beginsWithElement(head, 'gpx') ? 0.98 : 0),
  read,
};

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const { name: file } = source;
  const notes: string[] = [];
  const rejected = new RejectionLog(options.strict);
  const mapping = isUnmapped(options.mapping) ? fixMapping : options.mapping;
  const sample = { columns, texts: columns.map(() => []) };
  const plan = planTable(sample, { file, mapping, notes });
  const assembler = new TableAssembler({ file, plan, rejected });
  const tracks = new GpxTracks(file, assembler);
  const incidences = (): number => assembler.incidenceCount;
  await readXml(source, { ...options, incidences }, tracks);
  return { hypergraph: assembler.finish(), format: 'gpx', rejected, notes };
}

class GpxTracks {
  readonly #file: string;
  readonly #assembler: TableAssembler;
  readonly #row = new RecordRow(columns);
  #track = 0;
  #name = '';
  #segment = -1;
  #time = '';
  #elevation = '';

  constructor(file: string, assembler: TableAssembler) {
    this.#file = file;
    this.#assembler = assembler;
  }

  open({ name }: XmlElement): void {
    if (name === 'trk') {
      this.#track++;
      this.#name = `track-${String(this.#track)}`;
    } else if (name === 'trkseg') this.#segment++;
    else if (name === 'trkpt') {
      this.#time = '';
      this.#elevation = '';
    }
  }

  close(element: XmlElement, text: string): void {
    const parent = element.path.at(-1);
    if (element.name === 'name' && parent === 'trk') {
      this.#name = text === '' ? this.#name : text;
    } else if (parent === 'trkpt') {
      if (element.name === 'time') this.#time = text;
      if (element.name === 'ele') this.#elevation = text;
    } else if (element.name === 'trkpt') this.#point(element);
  }

  #point(element: XmlElement): void {
    const { line, attributes } = element;
    const lat = decimalNumber(attributes['lat'] ?? '');
    const lon = decimalNumber(attributes['lon'] ?? '');
    const time = parseIsoTime(this.#time);
    const wrong =
      positionFault(lat, lon) ??
      (Number.isNaN(time)
        ? { reason: `the time "${this.#time}"`, expected: 'an ISO 8601 time' }
        : undefined);
    if (wrong) {
      const { reason, expected } = wrong;
      const { column } = element;
      const file = this.#file;
      this.#assembler.reject({ file, line, column, reason, expected });
      return;
    }
    const elevation = decimalNumber(this.#elevation);
    this.#row.moveTo(
      [
        this.#name,
        time,
        lat,
        lon,
        Number.isNaN(elevation) ? null : elevation,
        this.#segment,
        cellOfPosition(lat, lon),
        weekSlot(time),
      ],
      { line },
    );
    this.#assembler.add(this.#row);
  }
}
