import { PolyadError } from '#errors/polyad-error.ts';

/**
 * The nodes listed, each once.
 * @throws PolyadError INVALID_ARGUMENT for an index that is no node's.
 */
export function distinctNodes(
  nodes: readonly number[],
  nodeCount: number,
): number[] {
  for (const node of nodes) {
    if (Number.isSafeInteger(node) && node >= 0 && node < nodeCount) continue;
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There is no node ${node} to begin with; nodes are numbered from 0 to ${nodeCount - 1}.`,
      { node },
    );
  }
  return [...new Set(nodes)];
}
