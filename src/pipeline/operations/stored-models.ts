import { PolyadError } from '#errors/polyad-error.ts';
import {
  continueModel,
  modelDetector,
  trainModel,
  type AnomalyModel,
  type ModelSettings,
  type ModelWidths,
} from '#anomaly/model/anomaly-model.ts';
import { decodeState, encodeState } from '#anomaly/model/model-state.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import type { DatasetVersion } from '#store/dataset-store.ts';
import type {
  ModelHashes,
  ModelStatus,
  StoredModel,
} from '#store/model-store.ts';
import { version as codeVersion } from '../version.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { parseTime } from './anomalies.ts';
import { datasetReference } from './load.ts';
import { defaultMode } from './default-mode.ts';
import { referenceOf } from './stored-datasets.ts';

/** Relations that went into a model, by the data set version they came from. */
export interface ModelSource {
  /** What follows `ws:`. */
  readonly dataset: string;
  readonly datasetVersion: string;
  /** Of the data set's content and how it was read. */
  readonly fingerprint: string;
  /** Relations before this alone, milliseconds since the epoch; null for all. */
  readonly until: number | null;
  readonly edges: number;
}

interface ModelContent {
  readonly detector: string;
  readonly codeVersion: string;
  readonly settings: ModelSettings;
  readonly widths: ModelWidths;
  readonly trained: ModelFacts['trained'];
  readonly lineage: readonly ModelSource[];
  readonly sha256: ModelHashes;
}

/** A model as lists show it. */
export interface ModelFacts {
  readonly id: string;
  readonly name: string;
  readonly status: ModelStatus;
  readonly detector: string;
  readonly mode: ModelSettings['mode'];
  readonly seed: number;
  readonly trained: {
    readonly edges: number;
    readonly nodes: number;
    readonly from: number | null;
    readonly until: number | null;
  };
  /** In order of training. */
  readonly lineage: readonly ModelSource[];
  readonly parent: string | null;
  readonly createdAt: string;
  /** Version of the Polyad that trained it. */
  readonly version: string;
  /** Of what it knows. */
  readonly sha256: ModelHashes;
}

export interface TrainRequest {
  /** Data set of the workspace. */
  readonly dataset: string;
  /** What the model is for; default its parent's name, else the data set's. */
  readonly name?: string | undefined;
  readonly mode?: ModelSettings['mode'] | undefined;
  readonly seed: number;
  /** Milliseconds. */
  readonly tick?: number | undefined;
  /** Only relations before it: ISO 8601, or milliseconds since the epoch. */
  readonly until?: string | number | undefined;
  /** Id of a model to go on from. */
  readonly from?: string | undefined;
}

/**
 * Trains a model on a data set of the workspace, or goes on from another with
 * the relations of one, and keeps it.
 * @throws PolyadError NOT_FOUND; INVALID_ARGUMENT; CANCELLED
 */
export async function trainStoredModel(
  workspace: OpenWorkspace,
  request: TrainRequest,
  { actor, signal }: { readonly actor: string; readonly signal?: StopSignal },
): Promise<ModelFacts> {
  const { datasets, models } = workspace;
  const version = await datasets.find(datasetReference(request.dataset));
  const until = request.until === undefined ? null : parseTime(request.until);
  const relations = relationsUntil(datasets.load(version), until);
  const parent = request.from ? await models.get(request.from) : null;
  const model = parent
    ? continueModel(await openModel(workspace, parent), relations, signal)
    : trainModel(relations, settingsOf(request, version, relations), signal);
  const source: ModelSource = {
    dataset: referenceOf(version),
    datasetVersion: version.id,
    fingerprint: version.fingerprint,
    until,
    edges: relations.edgeCount,
  };
  const before = parent ? contentOf(parent).lineage : [];
  const added = await models.add(
    {
      name: request.name ?? parent?.name ?? version.name,
      datasetVersion: version.id,
      parent: parent?.id ?? null,
      run: null,
    },
    {
      relations: model.relations,
      state: model.stream && encodeState(model.stream),
    },
    (sha256) =>
      asJson({
        detector: modelDetector(model.settings.mode),
        codeVersion,
        settings: model.settings,
        widths: model.widths,
        trained: trainedFacts(model.relations),
        lineage: [...before, source],
        sha256,
      }),
    actor,
  );
  return describeModel(added);
}

/** Models in order of training. */
export async function listModels(
  workspace: OpenWorkspace | undefined,
): Promise<ModelFacts[]> {
  const models = (await workspace?.models.list()) ?? [];
  return models.map(describeModel);
}

/**
 * A model by id, or the promoted one of a name.
 * @throws PolyadError NOT_FOUND
 */
export async function findModel(
  { models }: OpenWorkspace,
  idOrName: string,
): Promise<StoredModel> {
  const all = await models.list();
  const found =
    all.find(({ id }) => id === idOrName) ??
    all.find(({ name, status }) => name === idOrName && status === 'promoted');
  if (found) return found;
  const isName = all.some(({ name }) => name === idOrName);
  if (!isName) throw models.notThere(idOrName);
  throw new PolyadError(
    'NOT_FOUND',
    `No model named ${idOrName} is promoted. Promote one, or give the id of one: polyad models list.`,
    { model: idOrName },
  );
}

/**
 * What a stored model knows, ready to score.
 * @throws PolyadError CONFLICT for one of another version of the method;
 * NOT_FOUND, INVALID_DATA if its files are gone or damaged
 */
export async function openModel(
  { models }: OpenWorkspace,
  stored: StoredModel,
): Promise<AnomalyModel> {
  const { detector, settings, widths, sha256 } = contentOf(stored);
  const known = modelDetector(settings.mode);
  if (detector !== known) {
    throw new PolyadError(
      'CONFLICT',
      `Model ${stored.id} was trained by ${detector}, and this Polyad scores by ${known}. Train it again.`,
      { id: stored.id, detector, known },
    );
  }
  const { relations, state } = await models.load(stored.id, sha256.state);
  return { settings, widths, relations, stream: state && decodeState(state) };
}

/** @throws PolyadError NOT_FOUND */
export async function promoteModel(
  workspace: OpenWorkspace,
  id: string,
  actor: string,
): Promise<ModelFacts> {
  const { models } = workspace;
  const { status } = await models.get(id);
  // promoted already: nothing to record
  if (status === 'promoted') return describeModel(await models.get(id));
  return describeModel(await models.setStatus(id, 'promoted', actor));
}

/** @throws PolyadError NOT_FOUND */
export async function retireModel(
  { models }: OpenWorkspace,
  id: string,
  actor: string,
): Promise<ModelFacts> {
  return describeModel(await models.setStatus(id, 'retired', actor));
}

/**
 * Promotes the model that served before the one that serves now, or the last
 * one where that was retired.
 * @throws PolyadError NOT_FOUND where there is none before
 */
export async function rollBackModel(
  { models }: OpenWorkspace,
  name: string,
  actor: string,
): Promise<ModelFacts> {
  const served = await models.promotions(name);
  const last = served.at(-1);
  const isServing =
    last !== undefined && (await models.get(last)).status === 'promoted';
  const target = isServing ? served.at(-2) : last;
  if (target === undefined) {
    throw new PolyadError(
      'NOT_FOUND',
      `No model named ${name} served before. polyad models list names those there are.`,
      { name },
    );
  }
  const action = 'model.rollback';
  return describeModel(
    await models.setStatus(target, 'promoted', actor, action),
  );
}

/** What is worth knowing of a stored model. */
export function describeModel(model: StoredModel): ModelFacts {
  const { id, name, status, parent, createdAt } = model;
  const content = contentOf(model);
  const { detector, trained, lineage, sha256 } = content;
  const { mode, seed } = content.settings;
  return {
    id,
    name,
    status,
    detector,
    mode,
    seed,
    trained,
    lineage,
    parent,
    createdAt,
    version: content.codeVersion,
    sha256,
  };
}

function contentOf({ content }: StoredModel): ModelContent {
  return content as unknown as ModelContent;
}

function asJson(content: ModelContent): JsonValue {
  return content as unknown as JsonValue;
}

function settingsOf(
  { mode, seed, tick }: TrainRequest,
  { provenance }: DatasetVersion,
  relations: Hypergraph,
): ModelSettings {
  const { recipe } = provenance.mapping;
  const timed = relations.edgeTimes() === null ? 'static' : 'stream';
  const usual = typeof recipe === 'string' ? defaultMode(recipe) : timed;
  return {
    mode: mode ?? usual,
    seed,
    ...(tick !== undefined && { tick }),
  };
}

/** Relations before a time; those without one stay out where one is given. */
function relationsUntil(
  hypergraph: Hypergraph,
  until: number | null,
): Hypergraph {
  if (until === null) return hypergraph;
  const times = hypergraph.edgeTimes();
  const before = Uint32Array.from(
    { length: hypergraph.edgeCount },
    (_, edge) => edge,
  ).filter((edge) => (times?.[edge] ?? NaN) < until);
  return restrictToEdges(hypergraph, before);
}

function trainedFacts(relations: Hypergraph): ModelFacts['trained'] {
  let from = Infinity;
  let until = -Infinity;
  for (const time of relations.edgeTimes() ?? []) {
    if (time < from) from = time;
    if (time > until) until = time;
  }
  const isTimed = from <= until;
  return {
    edges: relations.edgeCount,
    nodes: relations.nodeCount,
    from: isTimed ? from : null,
    until: isTimed ? until : null,
  };
}
