import { Icon } from '../frame/icon.tsx';
import { TEXT } from '../messages.ts';
import { step } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import { commonVerdict, labelled, putVerdict } from './label-actions.ts';
import { VERDICT_ICONS } from './label-tag.tsx';
import { VERDICTS } from './verdict.ts';

/** The labels with their keys, for the open relation or all chosen ones, and the way on. */
export function LabelButtons() {
  const store = useStore();
  const ids = labelled(store);
  const current = commonVerdict(store, ids);
  const isOff = ids.length === 0 || !store.canLabel.value;
  return (
    <footer class="label-buttons">
      <div class="label-choices" role="group" aria-label={TEXT.labels.group}>
        {VERDICTS.map((verdict, at) => (
          <button
            key={verdict}
            type="button"
            class={at === 0 ? 'button primary' : 'button'}
            aria-pressed={current === verdict}
            aria-keyshortcuts={TEXT.labels.keys[verdict]}
            disabled={isOff}
            title={TEXT.labels.hint(verdict, ids.length)}
            onClick={() => putVerdict(store, verdict)}
          >
            {current === verdict && (
              <Icon name={VERDICT_ICONS[verdict]} size={12} />
            )}
            {TEXT.labels.words[verdict]}
            {ids.length > 1 && <span> {TEXT.labels.all(ids.length)}</span>}
            <kbd class="key" aria-hidden="true">
              {TEXT.labels.keys[verdict]}
            </kbd>
          </button>
        ))}
      </div>
      <span class="fill" />
      <button
        type="button"
        class="button quiet next"
        aria-keyshortcuts="J"
        onClick={() => step(store, 1)}
      >
        {TEXT.why.next}{' '}
        <kbd class="key" aria-hidden="true">
          J
        </kbd>
      </button>
    </footer>
  );
}
