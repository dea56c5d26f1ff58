import type { PropertyValue } from '#hypergraph/property-column.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { parseGraphValue } from './graph-value.ts';
import { RejectionLog } from './rejection-log.ts';
import { StarGraph } from './star-graph.ts';
import { beginsWithElement, readXml, type XmlElement } from './xml.ts';

/**
 * GEXF 1.1 to 1.3: nodes and edges with their attributes; a star expansion that
 * Polyad wrote folds back into hyperedges. Weights of edges are kept; pictures'
 * positions and colours pass unread. Source: gexf.net, schema 1.3.
 */
export const gexfReader: FormatReader = {
  name: 'gexf',
  title: 'GEXF',
  extensions: ['gexf'],
  detect: (head) => (beginsWithElement(head, 'gexf') ? 0.98 : 0),
  read,
};

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const rejected = new RejectionLog(options.strict);
  const document = new GexfDocument(source.name, rejected);
  await readXml(source, options, document);
  rejected.assertSomeRead(document.read);
  const hypergraph = document.graph.finish();
  return { hypergraph, format: 'gexf', rejected, notes: [] };
}

class GexfDocument {
  readonly graph = new StarGraph();
  read = 0;
  readonly #file: string;
  readonly #rejected: RejectionLog;
  /** Title and type of attributes, by class and id. */
  readonly #titles = new Map<string, { title: string; type: string }>();
  #class = 'node';
  #directed = false;
  #properties = new Map<string, PropertyValue>();

  constructor(file: string, rejected: RejectionLog) {
    this.#file = file;
    this.#rejected = rejected;
  }

  open(element: XmlElement): void {
    const { name, attributes } = element;
    if (name === 'graph') {
      this.#directed = attributes['defaultedgetype'] === 'directed';
    } else if (name === 'attributes') {
      this.#class = attributes['class'] ?? 'node';
    } else if (name === 'attribute') {
      const { id = '', title = id, type = 'string' } = attributes;
      this.#titles.set(`${this.#class} ${id}`, { title, type });
    } else if (name === 'node' || name === 'edge') {
      this.#properties = new Map();
      if (name === 'edge') this.#spell(element);
      const { label, weight } = attributes;
      if (
        name === 'node' &&
        label !== undefined &&
        label !== attributes['id']
      ) {
        this.#properties.set('name', label);
      }
      const number = weight === undefined ? NaN : Number(weight);
      if (Number.isFinite(number)) this.#properties.set('weight', number);
    } else if (name === 'attvalue') {
      this.#value(element);
    }
  }

  close(element: XmlElement): void {
    const { name, attributes } = element;
    if (name === 'node') {
      const { id } = attributes;
      if (id === undefined) {
        this.#reject(element, 'a node without an id', 'the attribute id');
        return;
      }
      this.graph.addVertex(id, this.#properties);
      this.read++;
    } else if (name === 'edge') {
      const { id, source, target, type } = attributes;
      if (source === undefined || target === undefined) {
        const reason = 'an edge without both its ends';
        this.#reject(element, reason, 'source and target');
        return;
      }
      const isDirected =
        type === undefined ? this.#directed : type === 'directed';
      const properties = this.#properties;
      this.graph.addPair({ id, source, target, isDirected, properties });
      this.read++;
    }
  }

  /** Start and end of a dynamic edge. */
  #spell({ attributes }: XmlElement): void {
    for (const [name, text] of [
      ['time', attributes['start']],
      ['end', attributes['end']],
    ] as const) {
      if (text === undefined) continue;
      const value = parseGraphValue(text, 'string', name);
      if (typeof value === 'number') this.#properties.set(name, value);
    }
  }

  #value(element: XmlElement): void {
    const of = element.path.includes('edge') ? 'edge' : 'node';
    const id = element.attributes['for'] ?? element.attributes['id'] ?? '';
    const { title, type } = this.#titles.get(`${of} ${id}`) ?? {
      title: id,
      type: 'string',
    };
    if (title === '') return;
    const text = element.attributes['value'] ?? '';
    const value = parseGraphValue(text, type, title);
    if (value !== undefined) this.#properties.set(title, value);
    else this.#reject(element, `the value ${JSON.stringify(text)}`, type);
  }

  #reject(
    { line, column }: XmlElement,
    reason: string,
    expected: string,
  ): void {
    const file = this.#file;
    this.#rejected.add({ file, line, column, reason, expected });
  }
}
