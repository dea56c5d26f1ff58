import { TEXT } from '../messages.ts';
import { rankAgain } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';

/** That labels would move the list, and the way to it; the list never moves by itself. */
export function TaughtStrip() {
  const store = useStore();
  const ranking = store.ranking.value;
  const moved = ranking?.facts?.teaching?.moved ?? 0;
  const isWaiting = ranking?.waiting !== null && ranking !== null;
  if (!isWaiting && moved === 0) return null;
  return (
    <div class="taught-strip" role="status">
      <span class="fill">
        {isWaiting
          ? TEXT.taught.waiting(ranking.waiting ?? 0)
          : TEXT.taught.moved(moved)}
      </span>
      {isWaiting && (
        <button type="button" class="button" onClick={() => rankAgain(store)}>
          {TEXT.taught.again}
        </button>
      )}
    </div>
  );
}
