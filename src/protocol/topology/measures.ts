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
import { distanceOptionsSchema, distanceSchema } from './distance.ts';
import { lineGraphOptionsSchema, lineGraphSchema } from './line-graph.ts';
import {
  communitiesOptionsSchema,
  communitiesSchema,
  homologyOptionsSchema,
  homologySchema,
  nullModelOptionsSchema,
  nullModelSchema,
  persistenceOptionsSchema,
  persistenceSchema,
} from './structure-measures.ts';
import { statisticsOptionsSchema, statisticsSchema } from './statistics.ts';
import { structureOptionsSchema } from './structure.ts';
import { toplexesOptionsSchema, toplexesSchema } from './toplexes.ts';

/** Body and answer of `POST /datasets/:id/topology/:measure`, by measure. */
export const topologyMeasures = {
  linegraph: { options: lineGraphOptionsSchema, result: lineGraphSchema },
  components: { options: structureOptionsSchema, result: componentsSchema },
  distance: { options: distanceOptionsSchema, result: distanceSchema },
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
  communities: { options: communitiesOptionsSchema, result: communitiesSchema },
  nullmodel: { options: nullModelOptionsSchema, result: nullModelSchema },
  stats: { options: statisticsOptionsSchema, result: statisticsSchema },
  spectrum: { options: spectrumOptionsSchema, result: spectrumSchema },
  centrality: { options: centralityOptionsSchema, result: centralitySchema },
} as const satisfies Record<
  string,
  { options: z.ZodObject; result: z.ZodType }
>;

export type TopologyMeasure = keyof typeof topologyMeasures;
