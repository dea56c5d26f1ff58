// Writes to a workspace until it is killed; says on standard output what was begun and done.
// node tests/support/run-script.mjs tests/store/crash-writer.ts FOLDER ROUND
import { writeSync } from 'node:fs';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Workspace } from '#store/workspace.ts';
import { BATCH, type CrashEvent } from './crash-events.ts';
import { newVersion, runOn } from './version-parts.ts';

const [root = '', round = ''] = process.argv.slice(3);

/** At once, and before anything else happens: what is said was done. */
function tell(event: CrashEvent): void {
  writeSync(1, `${JSON.stringify(event)}\n`);
}

/** Large enough that a kill often meets the file half written. */
function large(edges: number): Hypergraph {
  const builder = new HypergraphBuilder();
  for (let edge = 0; edge < edges; edge++) {
    const index = builder.addEdge(`${round}-${edge}`);
    for (let step = 0; step < 5; step++) {
      builder.addIncidence(index, builder.addNode(`n${(edge * step) % 997}`));
    }
  }
  return builder.build();
}

const workspace = await Workspace.open(root);
const hypergraph = large(20_000);
tell({ kind: 'ready' });
for (let step = 0; ; step++) {
  const name = `r${round}-${step}`;
  const dataset = { ...newVersion(name, name), hypergraph };
  const { version } = await workspace.datasets.add(dataset, 'writer');
  tell({ kind: 'imported', id: version.id });
  const text = step % 2 === 0 ? '{"short":1}' : 'x'.repeat(2_000_000);
  const run = await workspace.runs.record(runOn(version.id), [text], 'writer');
  tell({ kind: 'recorded', id: run.id });
  const labels = Array.from({ length: BATCH }, (_, index) => ({
    of: 'edges' as const,
    id: `${round}-${index}`,
    label: 'odd',
    reason: '',
    who: 'writer',
    when: '2026-03-01T00:00:00.000Z',
  }));
  await workspace.labels.add(version.id, labels, 'writer');
  tell({ kind: 'labelled', id: version.id });
  if (step % 3 === 0) continue;
  tell({ kind: 'removing', id: version.id });
  await workspace.datasets.remove(name, 'writer');
  tell({ kind: 'removed', id: version.id });
}
