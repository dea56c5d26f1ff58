import { AREA_MODES } from '../bands/area.ts';
import type { BandPicture } from '../bands/band-picture.ts';
import { Icon, type IconName } from '../frame/icon.tsx';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { addNeighbours, setLook, takeAway } from './edit-actions.ts';
import { fullScreen } from './full-screen.ts';

/** Buttons for what keys, wheel and drag do too. */
export function PictureTools(props: { picture: BandPicture | null }) {
  const store = useStore();
  const { picture } = props;
  const { edges, nodes } = store.selection.value;
  const focus = store.focus.value ?? '';
  const others = nodes.size + [...edges].filter((id) => id !== focus).length;
  const tool = (
    icon: IconName,
    name: string,
    act: () => void,
    { isOff = false, isOn }: { isOff?: boolean; isOn?: boolean } = {},
  ) => (
    <button
      type="button"
      class={icon === 'fit' ? 'button quiet icon' : 'button quiet icon zoom'}
      aria-label={name}
      aria-pressed={isOn}
      title={name}
      disabled={isOff}
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  );
  const { edit } = TEXT;
  return (
    <div class="tools" role="group" aria-label={TEXT.picture.tools}>
      {picture &&
        AREA_MODES.map((mode) =>
          tool(mode, edit.areas[mode], () => (store.area.value = mode), {
            isOn: store.area.value === mode,
          }),
        )}
      {tool('neighbours', edit.neighbours, () => addNeighbours(store))}
      {tool('hide', edit.hide, () => takeAway(store, 'hidden'), {
        isOff: others === 0,
      })}
      {tool('remove', edit.remove, () => takeAway(store, 'removed'), {
        isOff: others === 0,
      })}
      {tool(
        'merge',
        edit.merge,
        () => setLook(store, { mergesNodes: !store.look.value.mergesNodes }),
        { isOn: store.look.value.mergesNodes },
      )}
      {picture && (
        <>
          {tool(
            'pin',
            TEXT.picture.pin,
            () => picture.togglePins(store.selection.value.nodes),
            { isOff: nodes.size === 0 },
          )}
          {tool('release', TEXT.picture.release, () => picture.releasePins(), {
            isOff: store.pins.value.size === 0,
          })}
          {tool('fit', TEXT.picture.fit, () => picture.fit())}
          {tool('plus', TEXT.picture.zoomIn, () => picture.zoomBy(1.4))}
          {tool('minus', TEXT.picture.zoomOut, () => picture.zoomBy(1 / 1.4))}
        </>
      )}
      {tool('full', edit.full, fullScreen)}
    </div>
  );
}
