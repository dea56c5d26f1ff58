import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyValue } from '#hypergraph/property-column.ts';
import { structureLosses } from './structure-losses.ts';

/** The property that tells the two sorts of vertices of a star expansion apart. */
export const STAR_MARK = 'hypergraph';

export type Properties = ReadonlyMap<string, PropertyValue>;

/** A pair of vertices of a graph file. */
export interface GraphPair {
  /** Undefined where the file gives none. */
  readonly id: string | undefined;
  readonly source: string;
  readonly target: string;
  readonly isDirected: boolean;
  readonly properties: Properties;
}

/**
 * Takes the vertices and pairs of a graph file and makes a hypergraph of them.
 *
 * Vertices whose property {@link STAR_MARK} is `hyperedge` are hyperedges, and
 * their pairs are incidences, as the writers of star expansions have them. Other pairs
 * are hyperedges of two, with `tail` and `head` where they have a direction.
 */
export class StarGraph {
  readonly builder = new HypergraphBuilder();
  readonly #stars = new Map<string, number>();
  readonly #pairs: GraphPair[] = [];
  #directed = 0;

  addVertex(id: string, properties: Properties): void {
    const isStar = properties.get(STAR_MARK) === 'hyperedge';
    const index = isStar ? this.builder.addEdge(id) : this.builder.addNode(id);
    if (isStar) this.#stars.set(id, index);
    for (const [name, value] of properties) {
      if (name === STAR_MARK) continue;
      if (isStar) this.builder.setEdge(index, name, value);
      else this.builder.setNode(index, name, value);
    }
  }

  /** Pairs may come before their vertices. */
  addPair(pair: GraphPair): void {
    this.#pairs.push(pair);
  }

  finish(): Hypergraph {
    for (const pair of this.#pairs) this.#take(pair);
    const { builder } = this;
    if (this.#directed > 0 && this.#directed === builder.edgeCount) {
      builder.networkType = 'directed';
    }
    return builder.build();
  }

  #take(pair: GraphPair): void {
    const { source, target, isDirected, properties } = pair;
    const star = this.#stars.get(source);
    const { builder } = this;
    if (star !== undefined) {
      this.#incidence(star, target, properties);
      return;
    }
    const edge =
      pair.id === undefined ? builder.addNextEdge() : builder.addEdge(pair.id);
    for (const [name, value] of properties) builder.setEdge(edge, name, value);
    const role = (end: string): Properties =>
      new Map(isDirected ? [['role', end]] : []);
    this.#incidence(edge, source, role('tail'));
    this.#incidence(edge, target, role('head'));
    if (isDirected) this.#directed++;
  }

  #incidence(edge: number, node: string, properties: Properties): void {
    this.builder.addIncidence(edge, this.builder.addNode(node));
    for (const [name, value] of properties) {
      this.builder.setIncidence(name, value);
    }
  }
}

/** Ids of nodes and hyperedges that differ from each other. */
export interface StarIds {
  node(index: number): string;
  edge(index: number): string;
}

/** Nodes keep their ids; a hyperedge whose id a node has gets `edge:` in front. */
export function starIds({ nodeIds, edgeIds }: Hypergraph): StarIds {
  const taken = new Set<string>();
  for (let node = 0; node < nodeIds.count; node++)
    taken.add(nodeIds.textAt(node));
  const names: string[] = [];
  for (let edge = 0; edge < edgeIds.count; edge++) {
    let id = edgeIds.textAt(edge);
    while (taken.has(id)) id = `edge:${id}`;
    taken.add(id);
    names.push(id);
  }
  return {
    node: (index) => nodeIds.textAt(index),
    edge: (index) => names[index] ?? '',
  };
}

/** What a star expansion with all properties leaves out. */
export function starLosses(hypergraph: Hypergraph): string[] {
  return structureLosses(hypergraph, {
    edgeIds: 'text',
    nodeIds: 'text',
    emptyEdges: true,
    isolatedNodes: true,
    edgeProperties: hypergraph.edgeProperties.names,
    nodeProperties: hypergraph.nodeProperties.names,
    incidenceProperties: hypergraph.incidencePropertyNames,
  });
}
