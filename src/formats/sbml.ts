import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { RejectionLog } from './rejection-log.ts';
import { beginsWithElement, readXml, type XmlElement } from './xml.ts';

const roles: Readonly<Record<string, string>> = {
  listOfReactants: 'tail',
  listOfProducts: 'head',
  listOfModifiers: 'modifier',
};

/**
 * SBML, levels 2 and 3: each reaction is a directed hyperedge of its reactants
 * (`tail`), products (`head`) and modifiers, with stoichiometry as weight;
 * species are the nodes. Kinetic laws, rules and events pass unread; bounds of
 * the package fbc are kept. Source: SBML level 3 version 2 core.
 */
export const sbmlReader: FormatReader = {
  name: 'sbml',
  title: 'SBML model',
  extensions: ['sbml'],
  detect: (head) => (beginsWithElement(head, 'sbml') ? 0.98 : 0),
  read,
};

async function read(
  source: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const rejected = new RejectionLog(options.strict);
  const model = new SbmlModel(source.name, rejected);
  const incidences = (): number => model.builder.incidenceCount;
  await readXml(source, { ...options, incidences }, model);
  const { builder } = model;
  rejected.assertSomeRead(builder.edgeCount + builder.nodeCount);
  if (!model.hasModifiers) builder.networkType = 'directed';
  const hypergraph = builder.build();
  return { hypergraph, format: 'sbml', rejected, notes: [] };
}

class SbmlModel {
  readonly builder = new HypergraphBuilder();
  hasModifiers = false;
  readonly #file: string;
  readonly #rejected: RejectionLog;
  #reaction = -1;

  constructor(file: string, rejected: RejectionLog) {
    this.#file = file;
    this.#rejected = rejected;
  }

  open(element: XmlElement): void {
    if (element.name === 'species') this.#species(element);
    else if (element.name === 'reaction') this.#begin(element);
    else if (/^(modifierS|s)peciesReference$/.test(element.name)) {
      this.#takePart(element);
    }
  }

  close({ name }: XmlElement): void {
    if (name === 'reaction') this.#reaction = -1;
  }

  #species(element: XmlElement): void {
    const { id, name, compartment } = element.attributes;
    if (id === undefined) {
      this.#reject(element, 'a species without an id', 'the attribute id');
      return;
    }
    const node = this.builder.addNode(id);
    if (name !== undefined) this.builder.setNode(node, 'name', name);
    if (compartment !== undefined) {
      this.builder.setNode(node, 'compartment', compartment);
    }
  }

  #begin(element: XmlElement): void {
    const { attributes } = element;
    const { id, name, reversible, compartment } = attributes;
    if (id === undefined) {
      this.#reject(element, 'a reaction without an id', 'the attribute id');
      return;
    }
    const before = this.builder.edgeCount;
    const edge = this.builder.addEdge(id);
    if (edge < before) {
      this.#reject(element, `the reaction ${id} again`, 'each id once');
      return;
    }
    this.#reaction = edge;
    this.builder.setEdge(edge, 'reversible', reversible === 'true');
    const kept = {
      name,
      compartment,
      lowerFluxBound: attributes['fbc:lowerFluxBound'],
      upperFluxBound: attributes['fbc:upperFluxBound'],
    };
    for (const [key, value] of Object.entries(kept)) {
      if (value !== undefined) this.builder.setEdge(edge, key, value);
    }
  }

  #takePart(element: XmlElement): void {
    const role = roles[element.path.at(-1) ?? ''];
    if (this.#reaction < 0 || role === undefined) return;
    const { species, stoichiometry } = element.attributes;
    if (species === undefined) {
      const reason = 'a reference to no species';
      this.#reject(element, reason, 'the attribute species');
      return;
    }
    const { builder } = this;
    builder.addIncidence(this.#reaction, builder.addNode(species));
    builder.setIncidence('role', role);
    this.hasModifiers ||= role === 'modifier';
    if (stoichiometry === undefined) return;
    const weight = stoichiometry === '' ? NaN : Number(stoichiometry);
    if (Number.isFinite(weight)) builder.setIncidence('weight', weight);
    else
      this.#reject(element, `the stoichiometry "${stoichiometry}"`, 'a number');
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
