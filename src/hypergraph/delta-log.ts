import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from './hypergraph.ts';
import { HypergraphBuilder } from './hypergraph-builder.ts';
import type { Id } from './id-table.ts';
import type { PropertyValue } from './property-column.ts';

/** A member of an appended relation. */
export interface EventMember {
  readonly id: Id;
  readonly kind?: string;
  readonly weight?: number;
  readonly role?: string;
}

/** A relation that happened after the snapshot was taken. */
export interface HyperedgeEvent {
  /** Known id: its hyperedge gains the members. Absent: a new hyperedge. */
  readonly id?: Id;
  readonly members: readonly EventMember[];
  /** Milliseconds since the Unix epoch. */
  readonly time?: number;
  readonly properties?: Readonly<Record<string, PropertyValue>>;
}

/** Events appended since a snapshot; cheap to append to, folded in all at once. */
export class DeltaLog {
  readonly #events: HyperedgeEvent[] = [];

  get length(): number {
    return this.#events.length;
  }

  /** @throws PolyadError INVALID_ARGUMENT if the time is not a finite number. */
  append(event: HyperedgeEvent): void {
    if (event.time !== undefined && !Number.isFinite(event.time)) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `The time ${event.time} is not a number of milliseconds.`,
      );
    }
    this.#events.push(event);
  }

  /**
   * The snapshot that follows; indices of known nodes and hyperedges stay. An
   * event without an id gets its row number, or the next number that is free.
   * @remarks O(snapshot + log): fold in many events at a time.
   */
  applyTo(snapshot: Hypergraph): Hypergraph {
    const builder = HypergraphBuilder.from(snapshot);
    for (const event of this.#events) applyEvent(builder, event);
    return builder.build();
  }

  /** Forgets the events, once the snapshot that holds them is in use. */
  clear(): void {
    this.#events.length = 0;
  }
}

function applyEvent(builder: HypergraphBuilder, event: HyperedgeEvent): void {
  const edge =
    event.id === undefined ? builder.addNextEdge() : builder.addEdge(event.id);
  if (event.time !== undefined) builder.setEdge(edge, 'time', event.time);
  for (const [name, value] of Object.entries(event.properties ?? {})) {
    builder.setEdge(edge, name, value);
  }
  for (const member of event.members) {
    const node = builder.addNode(member.id);
    builder.addIncidence(edge, node);
    if (member.kind !== undefined) builder.setNode(node, 'kind', member.kind);
    if (member.weight !== undefined) {
      builder.setIncidence('weight', member.weight);
    }
    if (member.role !== undefined) builder.setIncidence('role', member.role);
  }
}
