import type { BandPicture } from '../bands/band-picture.ts';
import { Icon, type IconName } from '../frame/icon.tsx';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';

/** Buttons for what wheel and drag do too. */
export function PictureTools(props: { picture: BandPicture | null }) {
  const store = useStore();
  const { picture } = props;
  const hasChosen = store.selection.value.nodes.size > 0;
  const tool = (icon: IconName, name: string, act: () => void) => (
    <button
      type="button"
      class={icon === 'fit' ? 'button quiet icon' : 'button quiet icon zoom'}
      aria-label={name}
      title={name}
      disabled={
        (icon === 'pin' && !hasChosen) ||
        (icon === 'release' && store.pins.value.size === 0)
      }
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div class="tools" role="group" aria-label={TEXT.picture.tools}>
      {tool('fit', TEXT.picture.fit, () => picture?.fit())}
      {tool('plus', TEXT.picture.zoomIn, () => picture?.zoomBy(1.4))}
      {tool('minus', TEXT.picture.zoomOut, () => picture?.zoomBy(1 / 1.4))}
      {tool('pin', TEXT.picture.pin, () =>
        picture?.togglePins(store.selection.value.nodes),
      )}
      {tool('release', TEXT.picture.release, () => picture?.releasePins())}
    </div>
  );
}
