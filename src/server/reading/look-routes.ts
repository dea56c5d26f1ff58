import type { Route } from '../http/route.ts';
import { getEdge } from '../routes/get-edge.ts';
import { getMatrixChunk } from '../routes/get-matrix-chunk.ts';
import { getMatrixLayout } from '../routes/get-matrix-layout.ts';
import { getMatrixTile } from '../routes/get-matrix-tile.ts';
import { getNeighbourhood } from '../routes/get-neighbourhood.ts';
import { getNode } from '../routes/get-node.ts';
import { getOverlapGroups } from '../routes/get-overlap-groups.ts';
import { getOverview } from '../routes/get-overview.ts';
import { getTimeline } from '../routes/get-timeline.ts';

/** Looks at a data set that need its columns, and nothing else of the server. */
export const lookRoutes: readonly Route[] = [
  getEdge,
  getNode,
  getNeighbourhood,
  getTimeline,
  getOverview,
  getOverlapGroups,
  getMatrixLayout,
  getMatrixChunk,
  getMatrixTile,
];
