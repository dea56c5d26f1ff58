import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/**
 * A node as people say it: `user a.berg` for the node `user:a.berg` of kind
 * `user`, else its id.
 */
export function nodeLabel(hypergraph: Hypergraph, node: number): string {
  const id = hypergraph.nodeIds.textAt(node);
  const kind = nodeKind(hypergraph, node);
  if (kind === null) return id;
  const prefix = `${kind}:`;
  return `${kind} ${id.startsWith(prefix) ? id.slice(prefix.length) : id}`;
}

/** The property `kind` of a node, or null. */
export function nodeKind(hypergraph: Hypergraph, node: number): string | null {
  const kind = hypergraph.nodeProperties.get('kind', node);
  return typeof kind === 'string' && kind !== '' ? kind : null;
}

/** `4.1`, `0.03`, `1,240`: two significant digits below ten, none after the point above. */
export function roundedCount(value: number): string {
  if (Number.isInteger(value) || value >= 9.95) {
    return Math.round(value).toLocaleString('en-US');
  }
  if (value < 0.005) return 'under 0.01';
  return String(Number(value.toPrecision(2)));
}

const SPANS: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** `an hour`, `15 minutes`, `250 milliseconds`. */
export function spanWords(milliseconds: number): string {
  for (const [unit, name] of SPANS) {
    if (milliseconds % unit !== 0) continue;
    const count = milliseconds / unit;
    if (count > 1) return `${count} ${name}s`;
    return name === 'hour' ? 'an hour' : `a ${name}`;
  }
  return milliseconds === 1 ? 'an instant' : `${milliseconds} milliseconds`;
}

/** One sentence from clauses: joined by `; `, first letter raised, full stop. */
export function sentence(clauses: readonly string[]): string {
  const text = clauses.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
