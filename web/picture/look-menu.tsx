import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { CHOICES, chooseInPicture, setLook } from './edit-actions.ts';
import { BAND_STATISTICS, NODE_STATISTICS, type PictureLook } from './edits.ts';

const TEXT_SIZES = [11, 12, 14, 17];

/** How the picture looks and what in it is chosen, without a drag. */
export function LookMenu() {
  const store = useStore();
  const isOpen = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) isOpen.value = false;
    };
    addEventListener('pointerdown', onDown);
    return () => removeEventListener('pointerdown', onDown);
  }, [isOpen]);
  return (
    <div
      ref={box}
      class="menu wide-only"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen.value) return;
        event.stopPropagation();
        isOpen.value = false;
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class="button"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        {TEXT.edit.look}
      </button>
      {isOpen.value && (
        <div
          class="menu-list look-list"
          role="group"
          aria-label={TEXT.edit.look}
        >
          <Looks />
          <div class="look-choices" role="group" aria-label={TEXT.edit.choose}>
            {CHOICES.map((choice) => (
              <button
                key={choice}
                type="button"
                class="button"
                onClick={() => chooseInPicture(store, choice)}
              >
                {TEXT.edit.choices[choice]}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function Looks() {
  const store = useStore();
  const look = store.look.value;
  const toggle = (
    name: 'mergesNodes' | 'mergesEdges' | 'isBipartite' | 'hasDual',
  ) => (
    <label class="look-row" key={name}>
      <span>{TEXT.edit.toggles[name]}</span>
      <input
        type="checkbox"
        checked={look[name]}
        onChange={() => setLook(store, { [name]: !look[name] })}
      />
    </label>
  );
  const pick = <Value extends string | number>(
    name: keyof PictureLook,
    label: string,
    values: readonly Value[],
    word: (value: Value) => string,
  ) => (
    <label class="look-row" key={name}>
      <span>{label}</span>
      <select
        class="select"
        value={String(look[name])}
        onChange={(event) => {
          const chosen = values[event.currentTarget.selectedIndex];
          setLook(store, { [name]: chosen });
        }}
      >
        {values.map((value) => (
          <option key={value} value={String(value)}>
            {word(value)}
          </option>
        ))}
      </select>
    </label>
  );
  const { nodes, bands } = TEXT.edit.statistics;
  return (
    <>
      {pick(
        'nodeColour',
        TEXT.edit.nodeColour,
        NODE_STATISTICS,
        (by) => nodes[by],
      )}
      {pick('nodeSize', TEXT.edit.nodeSize, NODE_STATISTICS, (by) =>
        by === 'none' ? TEXT.edit.same : nodes[by],
      )}
      {pick(
        'bandColour',
        TEXT.edit.bandColour,
        BAND_STATISTICS,
        (by) => bands[by],
      )}
      {pick(
        'textSize',
        TEXT.edit.textSize,
        TEXT_SIZES,
        (size) => `${String(size)} px`,
      )}
      {toggle('mergesNodes')}
      {toggle('mergesEdges')}
      {toggle('isBipartite')}
      {toggle('hasDual')}
    </>
  );
}
