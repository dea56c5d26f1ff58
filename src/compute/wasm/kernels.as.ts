// The module's entry: everything the host may call.
export { transpose } from './transpose.as';
export { rankColumns, rankRows, rankShortRows } from './ranked-rows.as';
export { buildPrefixLists, overlapCosts } from './prefix-lists.as';
export { groupPairs, uniteByPairs } from './pair-index.as';
export {
  countLog,
  overlapsByCounting,
  overlapsByPairs,
  scatterLog,
  turnPairs,
} from './overlap-rows.as';
export { startsFromCounts } from './memory.as';
export {
  flattenSets,
  labelRowsByColumns,
  separateSets,
  uniteColumns,
} from './components.as';
export { breadthFirst } from './breadth-first.as';
export { pairCores, wholeEdgeCores } from './cores.as';
export { markToplexes } from './toplexes.as';
