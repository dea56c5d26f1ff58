import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  isStixRelation,
  markingText,
  observableText,
  stixMembers,
  stixSpan,
  type StixObject,
} from './stix-object.ts';
import { parseIsoTime } from './time-text.ts';

/** One end of a relationship. */
export type StixEnd = 'source_ref' | 'target_ref';

/**
 * Builds a hypergraph from the objects of STIX bundles.
 *
 * Of objects with one id the last modified stays; what is revoked or deprecated
 * goes, with the relations that rest on it. The id of a node is its number in
 * ATT&CK where it has one, such as `T1021.006`, else its STIX id.
 */
export class StixAssembler {
  readonly #objects = new Map<string, StixObject>();
  readonly #builder = new HypergraphBuilder();
  #gone = 0;
  #absent = 0;

  /** References so far, about as many as incidences. */
  references = 0;

  add(object: StixObject): void {
    const known = this.#objects.get(object.id);
    if (known && (known.modified ?? '') > (object.modified ?? '')) return;
    this.#objects.set(object.id, object);
    this.references += stixMembers(object).length;
  }

  /**
   * @param by - The end of relationships whose object is one hyperedge, with the
   * other ends as members; undefined for a hyperedge a relation.
   */
  finish(by: StixEnd | undefined, notes: string[]): Hypergraph {
    for (const object of this.#objects.values()) {
      if (isGone(object)) this.#gone++;
      else if (object.type === 'marking-definition') continue;
      else if (by) this.#group(object, by);
      else if (isStixRelation(object)) this.#relation(object);
      else this.#node(object.id);
    }
    if (this.#gone > 0) {
      notes.push(
        `Left out ${this.#gone} objects that are revoked or deprecated.`,
      );
    }
    if (this.#absent > 0) {
      notes.push(
        `${this.#absent} references lead to objects that are not in the file.`,
      );
    }
    const relations = [...this.#objects.values()].filter(isStixRelation);
    if (!by && relations.every(({ type }) => type === 'relationship')) {
      this.#builder.networkType = 'directed';
    }
    return this.#builder.build();
  }

  #relation(object: StixObject): void {
    const members = stixMembers(object);
    if (members.some(({ ref }) => this.#isGone(ref))) return;
    const edge = this.#builder.addEdge(object.id);
    this.#describe(object, (name, value) =>
      this.#builder.setEdge(edge, name, value),
    );
    const { start, end } = stixSpan(object);
    for (const [name, text] of [
      ['time', start],
      ['end', end],
    ] as const) {
      const time = text === undefined ? NaN : parseIsoTime(text);
      if (!Number.isNaN(time)) this.#builder.setEdge(edge, name, time);
    }
    for (const { ref, role } of members) {
      this.#builder.addIncidence(edge, this.#node(ref));
      this.#builder.setIncidence('role', role);
    }
  }

  #group(object: StixObject, by: StixEnd): void {
    const { source_ref: source, target_ref: target } = object;
    if (object.type !== 'relationship' || !source || !target) return;
    if (this.#isGone(source) || this.#isGone(target)) return;
    const [holder, member] =
      by === 'source_ref' ? [source, target] : [target, source];
    const before = this.#builder.edgeCount;
    const edge = this.#builder.addEdge(this.#idOf(holder));
    if (edge === before) {
      const about = this.#objects.get(holder);
      if (about) {
        this.#describe(about, (name, value) =>
          this.#builder.setEdge(edge, name, value),
        );
      }
    }
    this.#builder.addIncidence(edge, this.#node(member));
    const { relationship_type: type } = object;
    if (type !== undefined) this.#builder.setIncidence('role', type);
  }

  #node(ref: string): number {
    const before = this.#builder.nodeCount;
    const node = this.#builder.addNode(this.#idOf(ref));
    if (node < before) return node;
    const object = this.#objects.get(ref);
    if (object) {
      this.#describe(object, (name, value) =>
        this.#builder.setNode(node, name === 'type' ? 'kind' : name, value),
      );
      return node;
    }
    this.#builder.setNode(node, 'kind', ref.split(/--|:/, 1)[0] ?? '');
    if (/--[0-9a-fA-F-]{36}$/.test(ref)) this.#absent++;
    return node;
  }

  /** What is kept of an object, whether it becomes a node or a hyperedge. */
  #describe(
    object: StixObject,
    set: (name: string, value: string | readonly string[]) => void,
  ): void {
    const { type, id, relationship_type: relation } = object;
    set('type', type);
    if (relation !== undefined) set('relationship', relation);
    const name = object.name ?? observableName(object);
    if (name !== undefined) set('name', name);
    if (this.#idOf(id) !== id) set('stix', id);
    const markings = (object.object_marking_refs ?? []).map((ref) => {
      const marking = this.#objects.get(ref);
      return marking ? markingText(marking) : ref;
    });
    if (markings.length > 0) set('marking', markings.join('|'));
  }

  #idOf(ref: string): string {
    const references = this.#objects.get(ref)?.external_references ?? [];
    const attack = references.find(({ source_name: source }) =>
      source.startsWith('mitre-'),
    );
    return attack?.external_id ?? ref;
  }

  #isGone(ref: string): boolean {
    const object = this.#objects.get(ref);
    return object !== undefined && isGone(object);
  }
}

function isGone(object: StixObject): boolean {
  return object.revoked === true || object.x_mitre_deprecated === true;
}

/** The value of an observable; domain objects have names instead. */
function observableName(object: StixObject): string | undefined {
  const text = observableText(object);
  return text.startsWith('{') ? undefined : text;
}
