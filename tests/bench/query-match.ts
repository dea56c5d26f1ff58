// node tests/support/run-script.mjs tests/bench/query-match.ts [INCIDENCES]
// Two patterns joined on one node within ten minutes, here and as SQL in DuckDB, in one run.
import { DuckDBInstance } from '@duckdb/node-api';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { Random } from '#numeric/random.ts';
import { runQuery } from '#query/run-query.ts';

const ROLES = ['user', 'host', 'process', 'dst'] as const;
const MONTH = 30 * 86_400_000;

const incidences = Number(process.argv[3] ?? 10_000_000);
const edges = Math.round(incidences / ROLES.length);
const perRole = Math.max(10, Math.round(edges / 250));

/** One record: time, kind and a member of each role. */
function* records(): Generator<{
  time: number;
  kind: 'alert' | 'exec';
  members: number[];
}> {
  const random = new Random(1);
  for (let i = 0; i < edges; i++) {
    const time = Math.floor((i / edges) * MONTH);
    const kind = random.chance(0.01) ? 'alert' : 'exec';
    yield { time, kind, members: ROLES.map(() => random.int(perRole)) };
  }
}

function hypergraph(): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  const nodes = ROLES.map((role) =>
    Array.from({ length: perRole }, (_, i) => {
      const node = builder.addNode(`${role}:${i}`);
      builder.setNode(node, 'kind', role);
      return node;
    }),
  );
  for (const { time, kind, members } of records()) {
    const edge = builder.addNextEdge();
    builder.setEdge(edge, 'time', time);
    builder.setEdge(edge, 'kind', kind);
    members.forEach((member, i) =>
      builder.addIncidence(edge, nodes[i]?.[member] ?? 0),
    );
  }
  return builder.build();
}

async function duckdb(): Promise<() => Promise<number>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const columns = ROLES.map((role) => `"${role}" integer`).join(', ');
  await connection.run(
    `create table e (id integer, t bigint, kind varchar, ${columns})`,
  );
  const appender = await connection.createAppender('e');
  let id = 0;
  for (const { time, kind, members } of records()) {
    appender.appendInteger(id++);
    appender.appendBigInt(BigInt(time));
    appender.appendVarchar(kind);
    for (const member of members) appender.appendInteger(member);
    appender.endRow();
  }
  appender.closeSync();
  const sql = `select a.id, b.id, a.host from e a join e b on a.host = b.host
    where a.kind = 'alert' and b.kind = 'exec' and abs(b.t - a.t) <= 600000`;
  return async () => (await connection.runAndReadAll(sql)).currentRowCount;
}

const QUERY =
  'match a: alert(host: $h), b: exec(host: $h) where b within 10min of a';

async function timed(run: () => Promise<number> | number): Promise<string> {
  const seconds: number[] = [];
  let rows = 0;
  for (let i = 0; i < 5; i++) {
    const started = performance.now();
    rows = await run();
    seconds.push((performance.now() - started) / 1000);
  }
  const [first = 0, ...rest] = seconds;
  const warm = rest.sort((a, b) => a - b)[1] ?? 0;
  return `${rows} rows, first ${first.toFixed(2)} s, then ${warm.toFixed(3)} s (${Math.round(rows / warm)} rows/s)`;
}

const data = hypergraph();
console.log(`${data.incidenceCount} incidences, ${data.edgeCount} relations`);
const ask = (): number =>
  runQuery(data, QUERY, { rows: 1_000_000 }).rows.length;
console.log(`Polyad: ${await timed(ask)}`);
console.log(`DuckDB: ${await timed(await duckdb())}`);
console.log(`Polyad again: ${await timed(ask)}`);
