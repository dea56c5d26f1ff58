import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatSecond } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { retry } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import { Section } from '../why/section.tsx';
import { putComment } from './label-actions.ts';
import { LabelTag } from './label-tag.tsx';

/** What was said of the open relation, by whom and why, and whether it is kept. */
export function LabelSection() {
  const store = useStore();
  const focus = store.focus.value;
  if (focus === null) return null;
  const said = store.labels.value.get(focus);
  const kept = store.keptLabels.value;
  if (kept.state === 'failed') {
    return (
      <Section title={TEXT.labels.section}>
        <p class="note">{kept.problem.message}</p>
      </Section>
    );
  }
  return (
    <Section
      title={TEXT.labels.section}
      note={TEXT.labels.states[store.labelKeeping.value.state]}
    >
      {said?.label ? (
        <>
          <p class="label-said">
            <LabelTag label={said.label} />
            <span class="faint">
              {said.who === undefined
                ? TEXT.labels.now
                : TEXT.labels.by(
                    said.who,
                    formatSecond(Date.parse(said.when ?? '')),
                  )}
            </span>
          </p>
          <Comment key={focus} id={focus} reason={said.reason} />
        </>
      ) : (
        <p class="note">{TEXT.labels.none}</p>
      )}
      <KeepingProblem />
    </Section>
  );
}

function Comment({ id, reason }: { id: string; reason: string }) {
  const store = useStore();
  const text = useSignal(reason);
  useEffect(() => {
    text.value = reason;
  }, [reason, text]);
  return (
    <label class="label-comment">
      <span class="spoken">{TEXT.labels.comment}</span>
      <textarea
        class="field"
        rows={2}
        maxLength={4000}
        placeholder={TEXT.labels.comment}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onChange={() => putComment(store, id, text.value.trim())}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}

function KeepingProblem() {
  const store = useStore();
  const keeping = store.labelKeeping.value;
  if (keeping.state !== 'failed') return null;
  return (
    <p class="refused label-problem" role="alert">
      {TEXT.labels.failed} {keeping.problem.message}
      <button type="button" class="button" onClick={() => retry(store)}>
        {TEXT.problem.retry}
      </button>
    </p>
  );
}
