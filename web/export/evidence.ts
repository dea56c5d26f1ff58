import type { Anomaly } from '#protocol/anomalies.ts';
import type { DatasetDetail } from '#protocol/dataset.ts';
import { valueOf } from '../state/loadable.ts';
import type { Store } from '../state/store.ts';

/** Relations that a pack explains in full; the list beside it names all. */
const MOST_EXPLAINED = 50;

/**
 * Everything that stands behind what the page shows: the data by its hash, how
 * it was scored and by which version, what was asked, the list and its reasons,
 * what people said, and the picture.
 * @param picture - The picture in view as SVG text; null if there is none.
 * @param now - When it is made.
 */
export function evidencePack(
  store: Store,
  detail: DatasetDetail,
  picture: string | null,
  now: Date,
): object {
  const { provenance, ...dataset } = detail;
  const facts = store.ranking.value?.facts;
  const { edges, nodes } = store.selection.value;
  const visible = store.visible.value;
  return {
    made: now.toISOString(),
    dataset,
    provenance,
    scoring: facts && {
      detector: facts.detector,
      mode: facts.mode,
      head: facts.head,
      of: facts.of,
      trained: facts.trained,
      flagged: facts.flagged,
      threshold: facts.threshold,
      seed: 0,
      version: facts.run.version,
      backend: facts.run.backend,
      teaching: facts.teaching ?? null,
      guarantee: facts.guarantee,
    },
    question: {
      filters: store.filters.value,
      order: store.order.value,
      s: store.s.value,
      address: location.hash,
    },
    open: store.focused.value,
    source: valueOf(store.edge.value)?.source ?? null,
    chosen: { relations: [...edges], nodes: [...nodes] },
    labels: Object.fromEntries(store.labels.value),
    list: visible.map(withoutReasons),
    explained: visible
      .slice(0, MOST_EXPLAINED)
      .flatMap(({ id, explanation }) =>
        explanation ? [{ id, explanation }] : [],
      ),
    caveats: [
      ...(facts?.guarantee.controlled ? [] : ['ranked, not FDR-controlled']),
      ...(provenance.rejected.count > 0
        ? [
            `${String(provenance.rejected.count)} rows of the source were left out`,
          ]
        : []),
      ...(visible.length < (facts?.total ?? 0)
        ? [
            `the list holds ${String(visible.length)} of ${String(facts?.total ?? 0)} relations`,
          ]
        : []),
    ],
    picture,
  };
}

function withoutReasons(row: Anomaly): Omit<Anomaly, 'explanation'> {
  const { explanation: _, ...rest } = row;
  return rest;
}
