import type { Query } from './syntax/syntax-tree.ts';

/** Names that a query gives to `list("…")`, each once, in their order. */
export function listsNamed(query: Query): string[] {
  const names = new Set<string>();
  visit(query, names);
  return [...names];
}

function visit(part: unknown, names: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  const {
    kind,
    name,
    arguments: given,
  } = part as {
    kind?: unknown;
    name?: unknown;
    arguments?: readonly { value?: { kind?: unknown; value?: unknown } }[];
  };
  if (kind === 'call' && name === 'list') {
    const value = given?.[0]?.value;
    if (value?.kind === 'string') names.add(String(value.value));
  }
  for (const inner of Object.values(part)) visit(inner, names);
}
