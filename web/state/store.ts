import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Problem } from '../api/problem.ts';
import type { Anomaly } from '#protocol/anomalies.ts';
import type { Dataset } from '#protocol/dataset.ts';
import type { EdgeDetail } from '#protocol/elements.ts';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import type { MatrixLayout, MatrixOrder } from '#protocol/matrix.ts';
import type { OverlapGroups, Overview } from '#protocol/overview.ts';
import type { Timeline } from '#protocol/timeline.ts';
import type { Persistence } from '#protocol/topology/structure-measures.ts';
import type { AreaMode } from '../bands/area.ts';
import type { Point } from '../bands/outline.ts';
import type { BringStep } from '../bring/bring-step.ts';
import { assignLooks, type LookOf } from '../marks/kinds.ts';
import type { TileMeaning } from '../overview/matrix-painter.ts';
import { WHOLE, type Viewport } from '../overview/viewport.ts';
import { currentSayings, type Sayings } from '../labels/said.ts';
import { PLAIN_LOOK, type PictureLook } from '../picture/edits.ts';
import type { RowOrder } from '../rows/rows-model.ts';
import {
  NO_FILTERS,
  visibleAnomalies,
  type Filters,
  type Order,
} from './filters.ts';
import { IDLE, valueOf, type Loadable } from './loadable.ts';
import type { Ranking } from './ranking.ts';
import { NOTHING, type Item, type Selection } from './selection.ts';

export type View = 'triage' | 'overview' | 'bring';
export type Drawing = 'bands' | 'rows' | 'links' | 'sets' | 'table';
/** What makes relations appear one after another, for holes that open and close. */
export type Filtration = 'size' | 'time' | 'weight';

/** What stands in the middle of the overview. */
export type OverviewPart = 'matrix' | 'holes';

/** Why bands gave way to rows, for one open relation and one s. */
export interface HandOver {
  readonly focus: string;
  readonly s: number;
  /** Share of false enclosures, percent; null if there are too many members. */
  readonly percent: number | null;
  /** Somebody wants bands all the same. */
  readonly isRefused: boolean;
}

/** Whether what was said has reached the server. */
export type LabelKeeping =
  | { readonly state: 'idle' | 'sending' | 'kept' }
  | { readonly state: 'failed'; readonly problem: Problem };

/**
 * Everything the page knows, as signals. Views read it and redraw themselves;
 * none keeps a selection or a filter of its own. Changes go through actions.ts.
 */
export class Store {
  /** Null until the server let us in; `locked` if it wants a token. */
  readonly access = signal<'asking' | 'open' | 'locked'>('asking');
  readonly datasets = signal<Loadable<readonly Dataset[]>>(IDLE);
  readonly datasetId = signal<string | null>(null);
  readonly ranking = signal<Ranking | null>(null);
  readonly timeline = signal<Loadable<Timeline>>(IDLE);
  readonly edge = signal<Loadable<EdgeDetail>>(IDLE);
  /** The open relation as ranked, where the list has not come to it. */
  readonly beyond = signal<Loadable<Anomaly | null>>(IDLE);
  readonly neighbourhood = signal<Loadable<Neighbourhood>>(IDLE);
  readonly overview = signal<Loadable<Overview>>(IDLE);
  readonly overlap = signal<Loadable<OverlapGroups>>(IDLE);
  readonly matrixLayout = signal<Loadable<MatrixLayout>>(IDLE);
  readonly persistence = signal<Loadable<Persistence>>(IDLE);
  /** Labels as the server had them when the data set was opened. */
  readonly keptLabels = signal<Loadable<Sayings>>(IDLE);
  /** Counts retries; whatever loads reads it. */
  readonly attempt = signal(0);

  readonly view = signal<View>('triage');
  /** The drawing asked for; see {@link shownDrawing}. */
  readonly drawing = signal<Drawing>('bands');
  readonly handOver = signal<HandOver | null>(null);
  /** Nodes held in place in pictures of bands, with their places. */
  readonly pins = signal<ReadonlyMap<string, Point>>(new Map());
  /** Where the picture of bands has its nodes. */
  readonly places = signal<ReadonlyMap<string, Point>>(new Map());
  /** Not drawn, places kept; and taken out, so that the rest is arranged anew. */
  readonly hidden = signal<Selection>(NOTHING);
  readonly removed = signal<Selection>(NOTHING);
  /** Nodes of merged marks that were taken apart. */
  readonly apart = signal<ReadonlySet<string>>(new Set());
  readonly look = signal<PictureLook>(PLAIN_LOOK);
  /** What a drag on the ground of a picture does. */
  readonly area = signal<AreaMode>('point');
  /** Rank of the relation to open first, from an address. */
  readonly wantedRank = signal<number | null>(null);
  readonly rowOrder = signal<RowOrder>('weight');
  readonly filters = signal<Filters>(NO_FILTERS);
  readonly order = signal<Order>('strongest');
  /** The relation that is drawn and explained. */
  readonly focus = signal<string | null>(null);
  readonly selection = signal<Selection>(NOTHING);
  /** What the pointer or the keyboard focus lifts; never changes anything else. */
  readonly hover = signal<Item | null>(null);
  /** Neighbours share at least this many members. */
  readonly s = signal(1);
  readonly matrixOrder = signal<MatrixOrder>('groups');
  readonly tileMeaning = signal<TileMeaning>('count');
  /** Overlap that makes the overview's groups; null for the one suggested. */
  readonly groupS = signal<number | null>(null);
  readonly matrixView = signal<Viewport>(WHOLE);
  readonly overviewPart = signal<OverviewPart>('matrix');
  readonly filtration = signal<Filtration>('size');
  readonly bring = signal<BringStep>({ step: 'choose' });
  /** What was said since, before or after it reached the server. */
  readonly said = signal<Sayings>(new Map());
  readonly labelKeeping = signal<LabelKeeping>({ state: 'idle' });
  /** Counts the times that the server took labels. */
  readonly labelsSent = signal(0);
  /** What a screen reader is told next. */
  readonly spoken = signal('');
  readonly problem: ReadonlySignal<Problem | null> = computed(() => {
    const datasets = this.datasets.value;
    return datasets.state === 'failed' ? datasets.problem : null;
  });

  readonly dataset: ReadonlySignal<Dataset | null> = computed(() => {
    const all = valueOf(this.datasets.value) ?? [];
    return all.find(({ id }) => id === this.datasetId.value) ?? null;
  });

  /** Overlap that makes the overview's groups; null until it is known. */
  readonly overviewS: ReadonlySignal<number | null> = computed(
    () => this.groupS.value ?? valueOf(this.overlap.value)?.suggested ?? null,
  );

  /** The drawing asked for, or rows where bands would mislead. */
  readonly shownDrawing: ReadonlySignal<Drawing> = computed(() => {
    const { drawing, focus, s } = this;
    const reason = this.handOver.value;
    const applies =
      reason !== null &&
      reason.focus === focus.value &&
      reason.s === s.value &&
      !reason.isRefused;
    return drawing.value === 'bands' && applies ? 'rows' : drawing.value;
  });

  readonly lookOf: ReadonlySignal<LookOf> = computed(() =>
    assignLooks(this.dataset.value?.kinds ?? {}),
  );

  /** The labels that count now, by relation. */
  readonly labels: ReadonlySignal<Sayings> = computed(() =>
    currentSayings(
      valueOf(this.keptLabels.value) ?? new Map(),
      this.said.value,
    ),
  );

  /** Whether labels can be kept: the server does, and told us what it has. */
  readonly canLabel: ReadonlySignal<boolean> = computed(
    () => valueOf(this.keptLabels.value) !== null,
  );

  readonly visible: ReadonlySignal<readonly Anomaly[]> = computed(() =>
    visibleAnomalies(
      this.ranking.value?.results ?? [],
      this.filters.value,
      this.order.value,
      this.labels.value,
    ),
  );

  /** The focus relation as ranked; null until it is known. */
  readonly focused: ReadonlySignal<Anomaly | null> = computed(() => {
    const focus = this.focus.value;
    if (focus === null) return null;
    const listed = this.ranking.value?.byId.value.get(focus);
    if (listed) return listed;
    const beyond = valueOf(this.beyond.value);
    return beyond?.id === focus ? beyond : null;
  });
}
