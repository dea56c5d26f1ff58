import type { Overview } from '#protocol/overview.ts';
import { formatCount, formatScore } from '../marks/format.ts';
import { Mark } from '../marks/mark.tsx';
import { TEXT } from '../messages.ts';
import { ProblemInline } from '../problem/problem-card.tsx';
import { retry, setFilters } from '../state/actions.ts';
import type { Range } from '../state/filters.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { RangePlot } from './range-plot.tsx';
import { WeekPlot } from './week-plot.tsx';

/** Sizes, degrees, scores and kinds; each range is a filter of every view. */
export function DistributionsPanel() {
  const store = useStore();
  const { value: loadable } = store.overview;
  const overview = valueOf(loadable);
  const { sizes, degrees, scores, week } = store.filters.value;
  const isNarrowed = [sizes, degrees, scores, week].some(
    (range) => range !== null,
  );
  return (
    <section class="panel" aria-label={TEXT.overview.distributionsLabel}>
      <header>
        <h2>{TEXT.overview.distributions}</h2>
        <span class="fill" />
        <button
          type="button"
          class="button quiet"
          disabled={!isNarrowed}
          onClick={() =>
            setFilters(store, {
              sizes: null,
              degrees: null,
              scores: null,
              week: null,
            })
          }
        >
          {TEXT.overview.clear}
        </button>
      </header>
      <div
        class="scroll"
        tabIndex={0}
        role="region"
        aria-label={TEXT.overview.distributions}
      >
        {loadable.state === 'failed' ? (
          <ProblemInline
            problem={loadable.problem}
            onRetry={() => retry(store)}
          />
        ) : (
          overview && <Distributions overview={overview} />
        )}
      </div>
    </section>
  );
}

function Distributions({ overview }: { overview: Overview }) {
  const store = useStore();
  const { sizes, degrees, scores } = store.filters.value;
  const words = (range: Range | null) =>
    range ? TEXT.context.range(range.from, range.to) : TEXT.overview.any;
  const { flagged, threshold } = overview;
  const note =
    scores === null && flagged > 0
      ? TEXT.overview.flaggedAbove(flagged, formatScore(threshold))
      : words(scores);
  return (
    <>
      <RangePlot
        title={TEXT.overview.sizes}
        note={words(sizes)}
        bins={overview.sizes}
        isWhole
        range={sizes}
        onRange={(range) => setFilters(store, { sizes: range })}
      />
      <RangePlot
        title={TEXT.overview.degrees}
        note={words(degrees)}
        bins={overview.degrees}
        isWhole
        range={degrees}
        onRange={(range) => setFilters(store, { degrees: range })}
      />
      <RangePlot
        title={TEXT.overview.scores}
        note={note}
        bins={overview.scores}
        isWhole={false}
        range={scores}
        onRange={(range) => setFilters(store, { scores: range })}
      />
      {overview.kinds.length > 0 && <Kinds kinds={overview.kinds} />}
      {overview.week && <WeekPlot week={overview.week} />}
    </>
  );
}

function Kinds({ kinds }: { kinds: Overview['kinds'] }) {
  const store = useStore();
  const most = Math.max(1, ...kinds.map(({ count }) => count));
  return (
    <div class="section">
      <h3 class="section-head">{TEXT.overview.kinds}</h3>
      <ul class="kind-bars">
        {kinds.map(({ kind, count, kept }) => (
          <li key={kind}>
            <Mark look={store.lookOf.value(kind)} size={13} />
            <span class="clip">{kind}</span>
            <span class="kind-bar">
              <i style={{ width: `${String((100 * count) / most)}%` }} />
              <b style={{ width: `${String((100 * kept) / most)}%` }} />
            </span>
            <span class="number">
              {kept === count
                ? formatCount(count)
                : `${formatCount(kept)} / ${formatCount(count)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
