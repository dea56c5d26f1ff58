import { useComputed, useSignal } from '@preact/signals';
import type { BandPicture } from '../bands/band-picture.ts';
import { BandsView } from '../bands/bands-view.tsx';
import { buildScene, MOST_BANDS } from '../bands/scene.ts';
import { TEXT } from '../messages.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { dualOf, withoutRemoved } from './edits.ts';

/** The dual beside the picture: relations as marks, nodes as bands round them. */
export function DualBands() {
  const store = useStore();
  const picture = useSignal<BandPicture | null>(null);
  const scene = useComputed(() => {
    const neighbourhood = valueOf(store.neighbourhood.value);
    if (!neighbourhood) return null;
    const left = withoutRemoved(neighbourhood, store.removed.value);
    const dual = dualOf(left, MOST_BANDS.wide);
    return buildScene(dual, () => 'other', MOST_BANDS.wide);
  }).value;
  return (
    <div class="dual" role="region" aria-label={TEXT.edit.dual}>
      <span class="dual-title faint">{TEXT.edit.dual}</span>
      {scene && (
        <BandsView
          scene={scene}
          picture={picture}
          onEnclosures={() => undefined}
          isDual
        />
      )}
    </div>
  );
}
