import { Mark } from '../marks/mark.tsx';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';

const MOST_KINDS = 8;

/** Kinds of node by shape and colour, and what a band's colour means. */
export function Legend() {
  const store = useStore();
  const kinds = Object.entries(store.dataset.value?.kinds ?? {})
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_KINDS);
  return (
    <div class="legend">
      {kinds.map(([kind]) => (
        <span key={kind}>
          <Mark look={store.lookOf.value(kind)} size={13} />
          {kind}
        </span>
      ))}
      {kinds.length === 0 && (
        <span>
          <Mark look={store.lookOf.value(null)} size={13} />
          {TEXT.picture.unkinded}
        </span>
      )}
      {store.shownDrawing.value === 'bands' && (
        <span class="wide-only">
          <i class="ramp" />
          {TEXT.picture.bandScore}
        </span>
      )}
      {store.shownDrawing.value === 'links' && (
        <span class="wide-only">
          <i class="ramp" />
          {TEXT.links.scale}
        </span>
      )}
      {store.shownDrawing.value === 'rows' && (
        <span class="wide-only">
          <i class="ramp" />
          {TEXT.rows.scale}
        </span>
      )}
    </div>
  );
}
