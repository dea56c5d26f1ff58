import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';

/** Properties that may say more of an element than its id, the first one that does. */
const NAMING = ['name', 'label', 'title', 'description'];

/** Longest note; longer ones end in an ellipsis. */
const LONGEST_NOTE = 80;

/** Elements by the names that the data give them. */
export class ElementNames {
  readonly #hypergraph: Hypergraph;

  constructor(hypergraph: Hypergraph) {
    this.#hypergraph = hypergraph;
  }

  /** The id, and what else the data call it. */
  of(kind: ElementKind, index: number): { name: string; note?: string } {
    const { edgeIds, nodeIds, edgeProperties, nodeProperties } =
      this.#hypergraph;
    const [ids, properties] =
      kind === 'edges' ? [edgeIds, edgeProperties] : [nodeIds, nodeProperties];
    const name = ids.textAt(index);
    const note = noteOf(properties, index);
    return note === undefined || note === name ? { name } : { name, note };
  }

  /** The id with the other name after it, where there is one. */
  text(kind: ElementKind, index: number): string {
    const { name, note } = this.of(kind, index);
    return note === undefined ? name : `${name} (${note})`;
  }
}

function noteOf(properties: PropertyTable, index: number): string | undefined {
  for (const name of NAMING) {
    const value = properties.get(name, index);
    if (typeof value !== 'string' || value.trim() === '') continue;
    const letters = Array.from(value.trim());
    return letters.length <= LONGEST_NOTE
      ? letters.join('')
      : `${letters.slice(0, LONGEST_NOTE - 1).join('')}…`;
  }
  return undefined;
}
