import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Hypergraph } from '#hypergraph/hypergraph.ts';
import { SequentialIdTable } from '#hypergraph/id-table.ts';
import { transpose } from '#hypergraph/incidence.ts';

/**
 * A ScHoLP data set without equal hyperedges and without those of one member, in
 * the order they first appear; nodes are numbered as they appear.
 * @param folder - Holds `NAME-nverts.txt.gz` and `NAME-simplices.txt.gz`.
 */
export function readDistinctScholp(folder: string, name: string): Hypergraph {
  const simplices = numbers(folder, `${name}-simplices.txt.gz`);
  const known = new Set<string>();
  const index = new Map<number, number>();
  const offsets = [0];
  const members: number[] = [];
  let at = 0;
  for (const size of numbers(folder, `${name}-nverts.txt.gz`)) {
    const edge = [...new Set(simplices.slice(at, (at += size)))];
    edge.sort((a, b) => a - b);
    if (edge.length < 2 || known.has(edge.join())) continue;
    known.add(edge.join());
    for (const node of edge) {
      if (!index.has(node)) index.set(node, index.size);
    }
    const own = edge.map((node) => index.get(node)!).sort((a, b) => a - b);
    members.push(...own);
    offsets.push(members.length);
  }
  const edges = {
    offsets: Uint32Array.from(offsets),
    members: Uint32Array.from(members),
  };
  return new Hypergraph({
    edges,
    nodes: transpose(edges, index.size),
    edgeIds: new SequentialIdTable(offsets.length - 1),
    nodeIds: new SequentialIdTable(index.size),
  });
}

function numbers(folder: string, file: string): number[] {
  const bytes = gunzipSync(readFileSync(join(folder, file)));
  return bytes.toString('latin1').trim().split('\n').map(Number);
}
