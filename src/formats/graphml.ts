import type { PropertyValue } from '#hypergraph/property-column.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { parseGraphValue } from './graph-value.ts';
import { RejectionLog, type RejectedRow } from './rejection-log.ts';
import { StarGraph } from './star-graph.ts';
import { beginsWithElement, readXml, type XmlElement } from './xml.ts';

/**
 * GraphML with its real hyperedges: `<hyperedge>` and its `<endpoint>`s, `in`
 * being a tail and `out` a head. `<edge>`s are hyperedges of two, star
 * expansions fold back, `<data>` becomes properties. Nested graphs, ports and
 * parse hints pass unread. Source: GraphML primer, section 3.
 */
export const graphmlReader: FormatReader = {
  name: 'graphml',
  title: 'GraphML',
  extensions: ['graphml'],
  detect: (head) => (beginsWithElement(head, 'graphml') ? 0.98 : 0),
  read,
};

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const rejected = new RejectionLog(options.strict);
  const document = new GraphmlDocument(source.name, rejected);
  const incidences = (): number => document.graph.builder.incidenceCount;
  await readXml(source, { ...options, incidences }, document);
  rejected.assertSomeRead(document.read);
  const hypergraph = document.graph.finish();
  return { hypergraph, format: 'graphml', rejected, notes: [] };
}

interface Key {
  readonly name: string;
  readonly type: string;
}

interface Endpoint {
  readonly node: string;
  readonly role: string | undefined;
}

/** A node, edge or hyperedge as it is read. */
interface Item {
  readonly element: XmlElement;
  readonly properties: Map<string, PropertyValue>;
  readonly endpoints: Endpoint[];
}

class GraphmlDocument {
  readonly graph = new StarGraph();
  read = 0;
  readonly #file: string;
  readonly #rejected: RejectionLog;
  readonly #keys = new Map<string, Key>();
  readonly #items: Item[] = [];
  #directed = false;

  constructor(file: string, rejected: RejectionLog) {
    this.#file = file;
    this.#rejected = rejected;
  }

  open(element: XmlElement): void {
    const { name, attributes } = element;
    if (name === 'graph' && this.#items.length === 0) {
      this.#directed = attributes['edgedefault'] === 'directed';
    } else if (name === 'key') {
      const { id } = attributes;
      if (id === undefined) return;
      const type = attributes['attr.type'] ?? 'string';
      this.#keys.set(id, { name: attributes['attr.name'] ?? id, type });
    } else if (['node', 'edge', 'hyperedge'].includes(name)) {
      this.#items.push({ element, properties: new Map(), endpoints: [] });
    } else if (name === 'endpoint') {
      this.#endpoint(element);
    }
  }

  close(element: XmlElement, text: string): void {
    const item = this.#items.at(-1);
    if (!item) return;
    if (element.name === 'data' && element.path.at(-1) === item.element.name) {
      this.#data(item, element, text);
    } else if (element === item.element) {
      this.#items.pop();
      this.#take(item);
    }
  }

  #endpoint(element: XmlElement): void {
    const { node, type, port } = element.attributes;
    const item = this.#items.at(-1);
    if (item?.element.name !== 'hyperedge') return;
    if (node === undefined) {
      this.#reject(element, 'an endpoint without a node', 'the attribute node');
      return;
    }
    const end = type === 'in' ? 'tail' : type === 'out' ? 'head' : undefined;
    item.endpoints.push({ node, role: end ?? port });
  }

  #data(item: Item, element: XmlElement, text: string): void {
    const id = element.attributes['key'] ?? '';
    const { name, type } = this.#keys.get(id) ?? { name: id, type: 'string' };
    if (name === '') return;
    const value = parseGraphValue(text, type, name);
    if (value !== undefined) item.properties.set(name, value);
    else this.#reject(element, `the value ${JSON.stringify(text)}`, type);
  }

  #take({ element, properties, endpoints }: Item): void {
    const { name, attributes } = element;
    const { id, source, target, directed } = attributes;
    if (name === 'node') {
      if (id === undefined) {
        this.#reject(element, 'a node without an id', 'the attribute id');
        return;
      }
      this.graph.addVertex(id, properties);
    } else if (name === 'hyperedge') {
      this.#hyperedge(id, properties, endpoints);
    } else {
      if (source === undefined || target === undefined) {
        const reason = 'an edge without both its ends';
        this.#reject(element, reason, 'source and target');
        return;
      }
      const isDirected =
        directed === undefined ? this.#directed : directed === 'true';
      this.graph.addPair({ id, source, target, isDirected, properties });
    }
    this.read++;
  }

  #hyperedge(
    id: string | undefined,
    properties: Map<string, PropertyValue>,
    endpoints: readonly Endpoint[],
  ): void {
    const { builder } = this.graph;
    const edge = id === undefined ? builder.addNextEdge() : builder.addEdge(id);
    for (const [name, value] of properties) builder.setEdge(edge, name, value);
    for (const { node, role } of endpoints) {
      builder.addIncidence(edge, builder.addNode(node));
      if (role !== undefined) builder.setIncidence('role', role);
    }
  }

  #reject(element: XmlElement, reason: string, expected: string): void {
    const { line, column } = element;
    const row: RejectedRow = {
      file: this.#file,
      line,
      column,
      reason,
      expected,
    };
    this.#rejected.add(row);
  }
}
