import type { z } from 'zod';
import {
  centralityOptionsSchema,
  centralitySchema,
  spectrumOptionsSchema,
  spectrumSchema,
} from './centrality.ts';
import {
  assortativityOptionsSchema,
  assortativitySchema,
  clusteringOptionsSchema,
  clusteringSchema,
  coresOptionsSchema,
  coresSchema,
  motifsOptionsSchema,
  motifsSchema,
  simplicialityOptionsSchema,
  simplicialitySchema,
} from './cohesion.ts';
import { componentsSchema } from './components.ts';
import { diameterSchema } from './diameter.ts';
import {
  coverSchema,
  matchingSchema,
  validatedOptionsSchema,
  validatedSchema,
  windowsOptionsSchema,
  windowsSchema,
} from './choice-measures.ts';
import {
  distanceOptionsSchema,
  distancesOptionsSchema,
  distanceSchema,
  distancesSchema,
  neighborsOptionsSchema,
  neighborsSchema,
} from './distance-measures.ts';
import { lineGraphOptionsSchema, lineGraphSchema } from './line-graph.ts';
import {
  corePeripheryOptionsSchema,
  corePeripherySchema,
  directedMotifsOptionsSchema,
  directedMotifsSchema,
  layersOptionsSchema,
  layersSchema,
  motifProfileOptionsSchema,
  motifProfileSchema,
  noOptionsSchema,
  reachOptionsSchema,
  reachSchema,
  reciprocitySchema,
  reducibilitySchema,
  temporalMotifsOptionsSchema,
  temporalMotifsSchema,
  trussesOptionsSchema,
  trussesSchema,
} from './pattern-measures.ts';
import {
  communitiesOptionsSchema,
  communitiesSchema,
  homologyOptionsSchema,
  homologySchema,
  nullModelOptionsSchema,
  nullModelSchema,
  persistenceOptionsSchema,
  persistenceSchema,
  sPersistenceOptionsSchema,
  sPersistenceSchema,
} from './structure-measures.ts';
import { statisticsOptionsSchema, statisticsSchema } from './statistics.ts';
import { structureOptionsSchema } from './structure.ts';
import { toplexesOptionsSchema, toplexesSchema } from './toplexes.ts';

/** Body and answer of `POST /datasets/:id/topology/:measure`, by measure. */
export const topologyMeasures = {
  linegraph: { options: lineGraphOptionsSchema, result: lineGraphSchema },
  components: { options: structureOptionsSchema, result: componentsSchema },
  distance: { options: distanceOptionsSchema, result: distanceSchema },
  distances: { options: distancesOptionsSchema, result: distancesSchema },
  neighbors: { options: neighborsOptionsSchema, result: neighborsSchema },
  diameter: { options: structureOptionsSchema, result: diameterSchema },
  toplexes: { options: toplexesOptionsSchema, result: toplexesSchema },
  motifs: { options: motifsOptionsSchema, result: motifsSchema },
  cores: { options: coresOptionsSchema, result: coresSchema },
  clustering: { options: clusteringOptionsSchema, result: clusteringSchema },
  assortativity: {
    options: assortativityOptionsSchema,
    result: assortativitySchema,
  },
  simpliciality: {
    options: simplicialityOptionsSchema,
    result: simplicialitySchema,
  },
  homology: { options: homologyOptionsSchema, result: homologySchema },
  persistence: { options: persistenceOptionsSchema, result: persistenceSchema },
  's-persistence': {
    options: sPersistenceOptionsSchema,
    result: sPersistenceSchema,
  },
  communities: { options: communitiesOptionsSchema, result: communitiesSchema },
  nullmodel: { options: nullModelOptionsSchema, result: nullModelSchema },
  stats: { options: statisticsOptionsSchema, result: statisticsSchema },
  trusses: { options: trussesOptionsSchema, result: trussesSchema },
  'core-periphery': {
    options: corePeripheryOptionsSchema,
    result: corePeripherySchema,
  },
  reducibility: { options: noOptionsSchema, result: reducibilitySchema },
  layers: { options: layersOptionsSchema, result: layersSchema },
  'motif-profile': {
    options: motifProfileOptionsSchema,
    result: motifProfileSchema,
  },
  'temporal-motifs': {
    options: temporalMotifsOptionsSchema,
    result: temporalMotifsSchema,
  },
  'directed-motifs': {
    options: directedMotifsOptionsSchema,
    result: directedMotifsSchema,
  },
  reach: { options: reachOptionsSchema, result: reachSchema },
  reciprocity: { options: noOptionsSchema, result: reciprocitySchema },
  matching: { options: noOptionsSchema, result: matchingSchema },
  'set-cover': { options: noOptionsSchema, result: coverSchema },
  'hitting-set': { options: noOptionsSchema, result: coverSchema },
  validated: { options: validatedOptionsSchema, result: validatedSchema },
  windows: { options: windowsOptionsSchema, result: windowsSchema },
  spectrum: { options: spectrumOptionsSchema, result: spectrumSchema },
  centrality: { options: centralityOptionsSchema, result: centralitySchema },
} as const satisfies Record<
  string,
  { options: z.ZodObject; result: z.ZodType }
>;

export type TopologyMeasure = keyof typeof topologyMeasures;
