import { TEXT } from '../messages.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';

/** Up to this size each s has a button; beyond it a slider. */
const MOST_BUTTONS = 6;

/** Chooses s: neighbours share at least this many members with the open relation. */
export function SharingChoice({ inFooter = false }: { inFooter?: boolean }) {
  const store = useStore();
  const size = Math.max(1, valueOf(store.edge.value)?.size ?? 1);
  const s = store.s.value;
  const top = Math.max(size, s);
  return (
    <div
      class="sharing"
      style={inFooter ? { position: 'static' } : undefined}
      role="group"
      aria-label={TEXT.picture.sharingLabel}
    >
      <span>{TEXT.picture.sharing}</span>
      {top <= MOST_BUTTONS ? (
        <span class="choices">
          {Array.from({ length: top }, (_, index) => index + 1).map((value) => (
            <button
              key={value}
              type="button"
              aria-pressed={s === value}
              aria-label={TEXT.picture.sharingValue(value)}
              onClick={() => (store.s.value = value)}
            >
              {value}
            </button>
          ))}
        </span>
      ) : (
        <>
          <input
            type="range"
            min="1"
            max={top}
            value={s}
            aria-label={TEXT.picture.sharingLabel}
            aria-valuetext={TEXT.picture.sharingValue(s)}
            onChange={(event) =>
              (store.s.value = event.currentTarget.valueAsNumber)
            }
          />
          <output>{s}</output>
        </>
      )}
    </div>
  );
}
