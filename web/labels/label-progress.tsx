import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { countLabels } from './said.ts';
import { verdictOf, VERDICTS } from './verdict.ts';

/** How far the review has come: flagged relations with a label, and labels by word. */
export function LabelProgress() {
  const store = useStore();
  const labels = store.labels.value;
  if (labels.size === 0) return null;
  const flagged = store.ranking.value?.facts?.flagged ?? 0;
  const known = store.ranking.value?.results ?? [];
  const done = known.filter((row) => row.flagged && labels.has(row.id)).length;
  const counts = new Map(VERDICTS.map((verdict) => [verdict, 0]));
  for (const [label, count] of countLabels(labels)) {
    const verdict = verdictOf(label);
    if (verdict) counts.set(verdict, (counts.get(verdict) ?? 0) + count);
  }
  return (
    <div class="label-progress" role="status">
      <span class="label-words">
        {flagged > 0 ? (
          <b>{TEXT.labels.reviewed(done, flagged)}</b>
        ) : (
          <b>{TEXT.labels.labelled(labels.size)}</b>
        )}
        {VERDICTS.map((verdict) => {
          const count = counts.get(verdict) ?? 0;
          return count > 0 ? (
            <span key={verdict}>{TEXT.labels.count(verdict, count)}</span>
          ) : null;
        })}
      </span>
      {flagged > 0 && (
        <span class="meter" aria-hidden="true">
          <i style={{ width: `${String((100 * done) / flagged)}%` }} />
        </span>
      )}
    </div>
  );
}
