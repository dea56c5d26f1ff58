/**
 * Everything that Polyad says about structure, under the names of its functions. Each takes a
 * hypergraph and, where it applies, `{ s, of }`: elements are joined where they share at
 * least `s` members, and are hyperedges or nodes. Runs in pages and workers too.
 *
 * @packageDocumentation
 */
export type { LoopOptions } from '#numeric/cancellation.ts';
export type { ComputeOptions } from '#compute/backend.ts';
export type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
export { UNREACHED } from '#compute/cpu/s-distances.ts';

// What `polyad info` says
export {
  summarize,
  type Spread,
  type Histogram,
  type Summary,
} from '#topology/summary.ts';

// The sides of a hypergraph
export {
  sStructure,
  type SOptions,
  type SStructure,
} from '#topology/s-structure.ts';

// Walks: the s-line graph and distances in it
export {
  computeAverageDistance,
  type AverageDistanceOptions,
  type Interval,
  type AverageDistance,
} from '#topology/walks/average-distance.ts';
export {
  computeComponents,
  type Components,
} from '#topology/walks/components.ts';
export {
  computeComponentDiameters,
  computeDiameter,
  type Diameter,
} from '#topology/walks/diameter.ts';
export {
  computeShortestWalk,
  computeDistances,
  type ShortestWalk,
} from '#topology/walks/distance.ts';
export {
  computeLineGraph,
  computeEarlierNeighbors,
  countLineGraphPairs,
  forEachPair,
  lineGraphLinks,
  type LineGraphSize,
  type LineGraph,
} from '#topology/walks/line-graph.ts';
export {
  findNeighbors,
  isConnected,
  type Neighbors,
} from '#topology/walks/neighbors.ts';
export {
  findShortestWalks,
  computeWeightedShortestWalk,
  computeWeightedDistances,
  type ShortestWalksOptions,
  type ShortestWalks,
  type WeightedWalksOptions,
  type WeightedShortestWalk,
} from '#topology/walks/shortest-walks.ts';
export { computeTransitionRow } from '#topology/walks/transition.ts';
export { sharedByStep } from '#topology/walks/walk-path.ts';
export {
  weightedWalk,
  type WalkEdgeWeights,
} from '#topology/walks/weighted-walk.ts';

// Centrality
export { computeBetweenness } from '#topology/centrality/betweenness.ts';
export type { CentralityOptions } from '#topology/centrality/centrality-options.ts';
export { computeCloseness } from '#topology/centrality/closeness.ts';
export { computeDegree } from '#topology/centrality/degree.ts';
export { computeEccentricity } from '#topology/centrality/eccentricity.ts';
export { computeEigenvector } from '#topology/centrality/eigenvector.ts';
export { computeHarmonic } from '#topology/centrality/harmonic.ts';
export type { IteratedOptions } from '#topology/centrality/iterated-scores.ts';
export {
  computeKatz,
  type KatzOptions,
  type Katz,
} from '#topology/centrality/katz.ts';
export {
  computeLineVector,
  type LineVector,
} from '#topology/centrality/line-vector.ts';
export {
  centralities,
  iteratedCentralities,
} from '#topology/centrality/metrics.ts';
export {
  computeNodeEdge,
  type NodeEdgeOptions,
  type NodeEdge,
} from '#topology/centrality/node-edge.ts';
export {
  computePageRank,
  type PageRankOptions,
} from '#topology/centrality/pagerank.ts';
export {
  computeSampledBetweenness,
  type BetweennessSampleOptions,
  type SampledBetweenness,
} from '#topology/centrality/sampled-betweenness.ts';
export { computeSubhypergraph } from '#topology/centrality/subhypergraph.ts';
export {
  computeHEigenvector,
  computeZEigenvector,
} from '#topology/centrality/tensor-eigenvector.ts';
export {
  computeWalk,
  computeWeightedWalk,
  type WeightedWalkOptions,
} from '#topology/centrality/walk.ts';

// Cohesion
export {
  computeAssortativity,
  type AssortativityKind,
  type AssortativityOptions,
} from '#topology/cohesion/assortativity.ts';
export {
  computeBipartiteCores,
  computeBipartiteClustering,
  type BipartiteCores,
  type BipartiteClustering,
} from '#topology/cohesion/bipartite.ts';
export {
  computeClustering,
  type ClusteringKind,
  type ClusteringOptions,
  type Clustering,
} from '#topology/cohesion/clustering.ts';
export {
  computeConductance,
  type Conductance,
} from '#topology/cohesion/conductance.ts';
export {
  computeCorePeriphery,
  corePeripheryProfile,
  type CorePeripheryOptions,
} from '#topology/cohesion/core-periphery.ts';
export {
  computeCores,
  coreMembers,
  type CoreRule,
  type CoreOptions,
  type Cores,
} from '#topology/cohesion/cores.ts';
export {
  computeDensity,
  computeIncidenceDensity,
  type DensityOptions,
} from '#topology/cohesion/density.ts';
export {
  computeEdgeSimilarity,
  computeSimilarityGraph,
  type EdgeSimilarity,
  type SimilarityGraph,
} from '#topology/cohesion/edge-similarity.ts';
export {
  computeEncapsulation,
  type EncapsulationKind,
  type EncapsulationOptions,
} from '#topology/cohesion/encapsulation.ts';
export {
  computeLayerOverlap,
  type LayerOverlap,
} from '#topology/cohesion/layers.ts';
export {
  computeLineCores,
  computeLineClustering,
  computeLineAssortativity,
  type LineClustering,
} from '#topology/cohesion/line-graph-measures.ts';
export {
  computeModularity,
  computeGraphModularity,
  computeTwoSectionStrengths,
  type ModularityKind,
  type ModularityOptions,
  type Modularity,
} from '#topology/cohesion/modularity.ts';
export {
  computeAverageNeighborDegree,
  type NeighborDegreeOptions,
} from '#topology/cohesion/neighbor-degree.ts';
export {
  computeReducibility,
  type Reducibility,
  type ReducibilityOptions,
} from '#topology/cohesion/reducibility.ts';
export {
  computeSimpliciality,
  computeSimplicialFraction,
  computeLocalSimpliciality,
  type SimplicialityOptions,
  type Simpliciality,
  type LocalSimpliciality,
} from '#topology/cohesion/simpliciality.ts';
export {
  computeSizeCorrelation,
  type SizeCorrelation,
} from '#topology/cohesion/size-correlation.ts';
export type { StoredGraphOptions } from '#topology/cohesion/stored-adjacency.ts';
export {
  computeTruss,
  type TrussOptions,
  type Truss,
} from '#topology/cohesion/truss.ts';

// Motifs
export {
  computeDirectedMotifs,
  type DirectedMotifOptions,
  type DirectedMotifs,
} from '#topology/motifs/directed-motifs.ts';
export {
  computeMotifProfile,
  profileSimilarity,
  type MotifProfileOptions,
  type MotifProfile,
} from '#topology/motifs/motif-profile.ts';
export {
  computeMotifs,
  computeSampledMotifs,
  motifCounts,
  type Motifs,
  type SampledMotifs,
  type MotifSampleOptions,
} from '#topology/motifs/motifs.ts';
export {
  computeNodeMotifs,
  type NodeMotifs,
  type NodeMotifOptions,
} from '#topology/motifs/node-motifs.ts';
export {
  computeTemporalMotifs,
  temporalMotifPatterns,
  type TemporalMotifOptions,
  type TemporalMotifs,
} from '#topology/motifs/temporal-motifs.ts';

// Communities
export type { Communities } from '#topology/communities/communities.ts';
export {
  communityMethods,
  findCommunities,
  type CommunityMethod,
  type CommunityOptions,
} from '#topology/communities/find-communities.ts';
export {
  hyperlinkCommunities,
  cutHyperlinks,
  overlappingCommunities,
  type HyperlinkOptions,
  type HyperlinkCommunities,
} from '#topology/communities/hyperlink-communities.ts';
export {
  compareLabels,
  type LabelAgreement,
} from '#topology/communities/label-agreement.ts';
export {
  mixedMembership,
  type MixedMembershipOptions,
  type MixedCommunities,
} from '#topology/communities/mixed-membership.ts';
export {
  maximizeModularity,
  kumarCommunities,
  lastStep,
  type ModularityOptions as CommunityModularityOptions,
  type MaximizeOptions,
} from '#topology/communities/modularity-search.ts';
export {
  labelPropagation,
  mergeCommunities,
  randomCommunities,
  type LabelPropagationOptions,
  type PropagatedCommunities,
  type MergeOptions,
  type RandomCommunitiesOptions,
} from '#topology/communities/simple-methods.ts';
export {
  spectralCommunities,
  type SpectralOptions,
  type SpectralCommunities,
} from '#topology/communities/spectral.ts';

// Homology over GF(2)
export {
  boundaryMatrices,
  type BoundaryOptions,
  type BoundaryMatrix,
} from '#topology/homology/boundary-matrices.ts';
export {
  estimateClosure,
  type ClosurePriceOptions,
} from '#topology/homology/closure-price.ts';
export {
  bottleneckDistance,
  wassersteinDistance,
  type DiagramOptions,
  type WassersteinOptions,
} from '#topology/homology/diagram-distance.ts';
export {
  filtrationValues,
  type Filtration,
} from '#topology/homology/filtration.ts';
export {
  computeHomology,
  type HomologyOptions,
  type Cycle,
  type Homology,
} from '#topology/homology/homology.ts';
export {
  computePersistence,
  type PersistenceOptions,
  type Bars,
} from '#topology/homology/persistence.ts';
export {
  computeRelativeHomology,
  type RelativeOptions,
} from '#topology/homology/relative-homology.ts';
export {
  computeSPersistence,
  sBetti,
  type SPersistenceOptions,
  type SBars,
} from '#topology/homology/s-persistence.ts';

export {
  boundaryBits,
  smithNormalForm,
  type SmithForm,
} from '#topology/homology/gf2-forms.ts';
export {
  gf2Echelon,
  gf2Product,
  gf2Transpose,
  type Gf2Echelon,
  type Gf2Matrix,
} from '#compute/cpu/gf2-matrix.ts';
export {
  shortestGenerators,
  type ShortestGeneratorOptions,
} from '#topology/homology/shortest-generators.ts';

// Spectra
export {
  normalizedLaplacian,
  walkLaplacian,
  orderLaplacian,
  multiOrderLaplacian,
  hodgeLaplacian,
  type NormalizedLaplacianOptions,
  type LaplacianOrder,
  type HodgeOptions,
} from '#topology/spectra/laplacians.ts';
export {
  computeSpectrum,
  computeTrace,
  type LaplacianKind,
  type SpectrumOptions,
  type Spectrum,
} from '#topology/spectra/spectrum.ts';

export { adjacencyTensor, commutatorNorm } from '#topology/spectra/tensor.ts';

// Random hypergraphs, and what they tell
export {
  activityDrivenModel,
  powerLawRates,
  type Activity,
  type ActivityDriven,
  type PowerLaw,
} from '#topology/models/activity-driven.ts';
export {
  complementHypergraph,
  type ComplementOptions,
} from '#topology/models/complement.ts';
export {
  downwardClosure,
  randomSimplicialComplex,
  flagComplex,
  randomFlagComplex,
  type ClosureOptions,
  type FlagOptions,
} from '#topology/models/complexes.ts';
export {
  configurationModel,
  configurationFromDegrees,
  type ConfigurationOptions,
  type MixingReport,
  type ConfigurationSample,
  type Margins,
} from '#topology/models/configuration.ts';
export {
  numberedHypergraph,
  type ModelOptions,
} from '#topology/models/generated.ts';
export {
  groupAttractivenessModel,
  type GroupAttractiveness,
} from '#topology/models/group-attractiveness.ts';
export {
  preferentialAttachment,
  type PreferentialGrowth,
} from '#topology/models/growth.ts';
export {
  chungLuModel,
  erdosRenyiIncidences,
  degreeCorrectedBlockModel,
  blockTwoLevelModel,
  marginsOf,
  type ExpectedMargins,
  type BipartiteErdosRenyi,
  type BlockMargins,
  type ClusteredMargins,
} from '#topology/models/independent-incidences.ts';
export {
  mixedMembershipModel,
  type MembershipModel,
} from '#topology/models/mixed-membership-model.ts';
export {
  nullModel,
  nullModelTest,
  nullModelTestAsync,
  type NullModelName,
  type NullModelOptions,
  type NullModelTestOptions,
  type NullModelTest,
} from '#topology/models/null-model-test.ts';
export {
  erdosRenyiModel,
  completeHypergraph,
  uniformModel,
  stochasticBlockModel,
  plantedPartitionModel,
  shuffleHyperedges,
  type SizeChance,
  type CompleteSizes,
  type UniformEdges,
  type UniformBlocks,
  type PlantedPartition,
  type ShuffleOptions,
} from '#topology/models/random-sets.ts';
export {
  ringLattice,
  wattsStrogatzModel,
  sunflower,
  starClique,
  type RingLattice,
  type Sunflower,
  type StarClique,
} from '#topology/models/regular-shapes.ts';
export {
  scaleFreeModel,
  type SizeCount,
  type ScaleFree,
} from '#topology/models/scale-free.ts';
export {
  validateHyperedges,
  validateCores,
  type ValidationOptions,
  type ValidatedSet,
  type CoreValidationOptions,
} from '#topology/models/validated-hyperedges.ts';

// Dynamics
export {
  simulateCascade,
  type CascadeOptions,
} from '#topology/dynamics/cascade.ts';
export {
  simulateContagion,
  type ContagionRule,
  type ContagionOptions,
} from '#topology/dynamics/contagion.ts';
export {
  simulateKuramoto,
  type KuramotoOptions,
  type KuramotoTrace,
} from '#topology/dynamics/kuramoto.ts';
export {
  masterStability,
  type CoupledSystem,
  type StabilityOptions,
} from '#topology/dynamics/master-stability.ts';
export {
  simulateWalk,
  walkDensity,
  type WalkOptions,
} from '#topology/dynamics/random-walk.ts';
export {
  simulateSimplicialKuramoto,
  type SimplicialKuramotoOptions,
  type SimplicialKuramotoTrace,
} from '#topology/dynamics/simplicial-kuramoto.ts';

// Time
export {
  compareStructure,
  type StructureChange,
  type ChangeOptions,
} from '#topology/temporal/change.ts';
export {
  computeDelayDistance,
  type DelayDistance,
  type DelayDistanceOptions,
} from '#topology/temporal/delay-distance.ts';
export {
  computeOrderCorrelation,
  type OrderCorrelationOptions,
  type OrderCorrelation,
} from '#topology/temporal/order-correlation.ts';
export {
  computeTimeWalk,
  computeArrivalTimes,
  type TimeCriterion,
  type TimeWalkOptions,
  type TimeWalk,
} from '#topology/temporal/time-walks.ts';
export {
  computeWindowSeries,
  measureWindows,
  averageOverWindows,
  type WindowSeries,
  type MeasuredWindows,
  type ElementScores,
  type WindowAverageOptions,
} from '#topology/temporal/window-series.ts';

// Direction
export {
  directedStructure,
  computeDirectedDegrees,
  computeSignatures,
  type DirectedDegrees,
} from '#topology/directed/directed-structure.ts';
export {
  computeReachability,
  type Reachability,
} from '#topology/directed/reachability.ts';
export {
  computeReciprocity,
  type Reciprocity,
} from '#topology/directed/reciprocity.ts';

// Matching and covering
export {
  setCover,
  hittingSet,
  type CoverOptions,
  type Cover,
} from '#topology/covering/covers.ts';
export {
  greedyMatching,
  maximalMatching,
  type Matching,
  type MatchingOptions,
} from '#topology/covering/matching.ts';

// Statistics as columns
export type { Condition } from '#topology/statistics/condition.ts';
export {
  statistics,
  type DeskOptions,
} from '#topology/statistics/statistic-desk.ts';
export type {
  StatisticValues,
  StatisticConvergence,
  IteratedStatistic,
  StatisticContext,
  Statistic,
  StatisticColumn,
} from '#topology/statistics/statistic.ts';
export {
  computeStatistics,
  type StatisticsOptions,
  type Statistics,
} from '#topology/statistics/statistics.ts';
export {
  describeColumn,
  histogramOf,
  moment,
  type ColumnDescription,
} from '#topology/statistics/describe-column.ts';
