import { TEXT } from '../messages.ts';
import { showDrawing } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';

/** Instead of a picture that nobody could read. */
export function TooLarge({ most }: { most: number }) {
  const store = useStore();
  const size = valueOf(store.edge.value)?.size ?? most + 1;
  return (
    <div class="problem-place">
      <div class="too-large" role="status">
        <p>{TEXT.picture.tooLarge(size, most)}</p>
        <button
          type="button"
          class="button primary"
          onClick={() => showDrawing(store, 'table')}
        >
          {TEXT.picture.toTable}
        </button>
      </div>
    </div>
  );
}
