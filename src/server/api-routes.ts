import type { Route } from './http/route.ts';
import { cancelJob } from './routes/cancel-job.ts';
import { changeAlert } from './routes/change-alert.ts';
import { changeModelRoutes } from './routes/change-model.ts';
import { closeSession } from './routes/close-session.ts';
import { createDataset } from './routes/create-dataset.ts';
import { createSession } from './routes/create-session.ts';
import { exportDataset } from './routes/export-dataset.ts';
import { findAnomalies } from './routes/find-anomalies.ts';
import { addLabels } from './routes/add-labels.ts';
import { getDataset } from './routes/get-dataset.ts';
import { getJob } from './routes/get-job.ts';
import { getEdge } from './routes/get-edge.ts';
import { getInfo } from './routes/get-info.ts';
import { getMatrixChunk } from './routes/get-matrix-chunk.ts';
import { getMatrixLayout } from './routes/get-matrix-layout.ts';
import { getMatrixTile } from './routes/get-matrix-tile.ts';
import { getModel } from './routes/get-model.ts';
import { getNeighbourhood } from './routes/get-neighbourhood.ts';
import { getNode } from './routes/get-node.ts';
import { getOverlapGroups } from './routes/get-overlap-groups.ts';
import { getOverview } from './routes/get-overview.ts';
import { getSession } from './routes/get-session.ts';
import { getRun } from './routes/get-run.ts';
import { getTimeline } from './routes/get-timeline.ts';
import { listAudit } from './routes/list-audit.ts';
import { getStream } from './routes/get-stream.ts';
import { listAlerts } from './routes/list-alerts.ts';
import { listDatasets } from './routes/list-datasets.ts';
import { listEdges } from './routes/list-edges.ts';
import { listIncidence } from './routes/list-incidence.ts';
import { listJobs } from './routes/list-jobs.ts';
import { listStreams } from './routes/list-streams.ts';
import { listViews } from './routes/list-views.ts';
import { makeStream } from './routes/make-stream.ts';
import { pushEvents } from './routes/push-events.ts';
import { removeStream } from './routes/remove-stream.ts';
import { removeView } from './routes/remove-view.ts';
import { saveView } from './routes/save-view.ts';
import { watchAlerts } from './routes/watch-alerts.ts';
import { listTokens } from './routes/list-tokens.ts';
import { makeToken } from './routes/make-token.ts';
import { revokeToken } from './routes/revoke-token.ts';
import { listLabels } from './routes/list-labels.ts';
import { listModels } from './routes/list-models.ts';
import { listNodes } from './routes/list-nodes.ts';
import { listRuns } from './routes/list-runs.ts';
import { openApiRoute } from './routes/openapi.ts';
import { removeDataset } from './routes/remove-dataset.ts';
import { watchEvents } from './routes/watch-events.ts';
import { watchJob } from './routes/watch-job.ts';
import { runQueryRoute } from './routes/run-query.ts';
import { topologyRoutes, unknownTopology } from './routes/run-topology.ts';
import { trainModel } from './routes/train-model.ts';

const described: readonly Route[] = [
  createSession,
  getSession,
  closeSession,
  listDatasets,
  createDataset,
  getDataset,
  removeDataset,
  getInfo,
  listEdges,
  getEdge,
  getNeighbourhood,
  listNodes,
  getNode,
  listIncidence,
  getTimeline,
  exportDataset,
  getOverview,
  getMatrixLayout,
  getMatrixChunk,
  getMatrixTile,
  getOverlapGroups,
  ...topologyRoutes,
  unknownTopology,
  runQueryRoute,
  findAnomalies,
  listLabels,
  addLabels,
  listModels,
  trainModel,
  getModel,
  ...changeModelRoutes,
  listJobs,
  getJob,
  cancelJob,
  watchJob,
  watchEvents,
  listRuns,
  getRun,
  listStreams,
  makeStream,
  getStream,
  removeStream,
  pushEvents,
  watchAlerts,
  listAlerts,
  changeAlert,
  listViews,
  saveView,
  removeView,
  listAudit,
  listTokens,
  makeToken,
  revokeToken,
];

/** Every route below `/api/v1`: one file a route, one line here. */
export const apiRoutes: readonly Route[] = [
  ...described,
  openApiRoute(described),
];
