// The module's entry: everything the host may call.
export { serve, takeBlock, workOn } from './threads.as';
export { transpose } from './transpose.as';
export { rankColumns, rankRows, rankShortRows } from './ranked-rows.as';
export { buildPrefixLists, overlapCosts } from './prefix-lists.as';
export { cutByWedges, joinRuns, turnPairs } from './overlap-rows.as';
export { startsFromCounts } from './memory.as';
export { mergeSets, numberSets, separateSets } from './components.as';
export { putLengths } from './motifs.as';
export { buildLineGraph } from './line-graph.as';
export { searchLevels, startSearch } from './breadth-first.as';
export {
  pairCores,
  pairWaves,
  sizedCores,
  sizedWaves,
  wholeEdgeCores,
  wholeEdgeWaves,
} from './cores.as';
export { listToplexes } from './toplexes.as';
export { dropContained } from './homology-collapse.as';
export {
  classesAt,
  classesOfPoints,
  codesTaken,
  countClasses,
  countKillers,
  endReduction,
  listKillers,
  openHomology,
  reduceColumns,
  searchRows,
  setsVisited,
  startDimension,
  startReduction,
} from './homology.as';
