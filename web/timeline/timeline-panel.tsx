import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Timeline, TimelineBin } from '#protocol/timeline.ts';
import { formatMinute } from '../marks/format.ts';
import { scoreLevel } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { ProblemInline } from '../problem/problem-card.tsx';
import { retry, setBrush } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import type { Store } from '../state/store.ts';
import { spanWords } from './span-words.ts';
import { TimeFields } from './time-fields.tsx';
import { TimelinePlot } from './timeline-plot.ts';

/** Relations over time with one brush for every view, and its typed twin. */
export function TimelinePanel({ opened }: { opened: boolean }) {
  const store = useStore();
  const { value: loadable } = store.timeline;
  const timeline = valueOf(loadable);
  return (
    <footer
      class={opened ? 'timeline opened' : 'timeline'}
      aria-label={TEXT.time.label}
    >
      <TimeFields />
      <div class="timeline-plot">
        {loadable.state === 'failed' ? (
          <ProblemInline
            problem={loadable.problem}
            onRetry={() => retry(store)}
          />
        ) : (
          timeline && <Plot timeline={timeline} />
        )}
      </div>
    </footer>
  );
}

function Plot({ timeline }: { timeline: Timeline }) {
  const store = useStore();
  const svg = useRef<SVGSVGElement>(null);
  const plot = useRef<TimelinePlot | null>(null);
  const width = useSignal(0);
  const { from, to, bins } = timeline;
  useEffect(() => {
    const element = svg.current;
    const box = element?.parentElement;
    if (!element || !box) return undefined;
    plot.current = new TimelinePlot(element, (range) => setBrush(store, range));
    const observer = new ResizeObserver(() => {
      width.value = box.clientWidth;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [store, width]);
  const span = spanOf(bins);
  const { brush } = store.filters.value;
  const focus = store.focused.value?.time ?? null;
  useEffect(() => {
    if (from === null || to === null || width.value === 0) return;
    plot.current?.draw({
      bins,
      from,
      to,
      brush,
      focus,
      width: width.value,
      levelOf: levels(store, bins),
      flagSaid: ({ flagged, start }) =>
        TEXT.time.flaggedMark(flagged, formatMinute(start)),
      legend: [
        TEXT.time.legend.flagged,
        TEXT.time.legend.relations,
        TEXT.time.per(spanWords(span)),
      ],
    });
  }, [
    timeline,
    brush,
    focus,
    width.value,
    store.ranking.value?.results.length,
  ]);
  return (
    <svg
      ref={svg}
      role="img"
      aria-label={TEXT.time.aria(
        spanWords(span),
        formatMinute(from),
        formatMinute(to),
      )}
    />
  );
}

function spanOf(bins: readonly TimelineBin[]): number {
  const [first, second] = bins;
  return first && second ? second.start - first.start : 0;
}

/** Colour step of a bin: that of its strongest listed relation. */
function levels(store: Store, bins: readonly TimelineBin[]) {
  const ranking = store.ranking.value;
  const span = spanOf(bins);
  const origin = bins[0]?.start ?? 0;
  const highest = new Map<number, number>();
  for (const { time, score } of ranking?.results ?? []) {
    if (time === null || span === 0) continue;
    const bin = Math.floor((time - origin) / span);
    highest.set(bin, Math.max(score, highest.get(bin) ?? 0));
  }
  return ({ start }: TimelineBin) => {
    const bin = span === 0 ? 0 : Math.round((start - origin) / span);
    return scoreLevel(highest.get(bin) ?? null, ranking?.highest ?? 0);
  };
}
