import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';

const PARTS = ['matrix', 'holes'] as const;

/** Which picture of the whole stands in the middle. */
export function PartChoice() {
  const store = useStore();
  const part = store.overviewPart.value;
  return (
    <>
      <h2 class="spoken">{TEXT.overview.parts[part]}</h2>
      <span class="choices" role="group" aria-label={TEXT.overview.part}>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === part}
            onClick={() => (store.overviewPart.value = one)}
          >
            {TEXT.overview.parts[one]}
          </button>
        ))}
      </span>
    </>
  );
}
