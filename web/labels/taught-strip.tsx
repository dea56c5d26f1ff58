import { TEXT } from '../messages.ts';
import { rankAgain } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';

/** That labels would move the list, and the way to it; the list never moves by itself. */
export function TaughtStrip() {
  const store = useStore();
  const ranking = store.ranking.value;
  const moved = ranking?.facts?.teaching?.moved ?? 0;
  const waiting = ranking?.waiting ?? null;
  if (waiting === null && moved === 0) return null;
  return (
    <div class="taught-strip" role="status">
      <span class="fill">
        {waiting === null
          ? TEXT.taught.moved(moved)
          : TEXT.taught.waiting(waiting)}
      </span>
      {waiting !== null && (
        <button type="button" class="button" onClick={() => rankAgain(store)}>
          {TEXT.taught.again}
        </button>
      )}
    </div>
  );
}
