/**
 * Polyad for pages and workers: everything that needs no file system and no
 * server. Files come as byte sources, for example from a dropped `File`.
 *
 * @packageDocumentation
 */
export { PolyadError, type ErrorCode } from '#errors/polyad-error.ts';
export { readSource } from '#formats/read-source.ts';
export { Hypergraph } from '#hypergraph/hypergraph.ts';
export { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
export { hypergraphFromMembers } from '#hypergraph/from-members.ts';
export {
  hourOfWeek,
  isInWeekStretch,
  type WeekStretch,
} from '#hypergraph/hour-of-week.ts';
export { TimeIndex } from '#hypergraph/time-windows.ts';
export { usePageThreads } from '#compute/wasm/page-threads.ts';
export { serveKernels } from '#compute/wasm/thread-pool.ts';
export { detectAnomalies } from '#anomaly/detect-anomalies.ts';
export { summarize } from '#topology/summary.ts';
export { computeComponents } from '#topology/walks/components.ts';
export { computeLineGraph } from '#topology/walks/line-graph.ts';
export { computeShortestWalk } from '#topology/walks/distance.ts';
export { runQuery, type QueryAnswer } from '#query/run-query.ts';
export { parseQuery } from '#query/syntax/parse-query.ts';
export * as topology from '#topology.ts';
