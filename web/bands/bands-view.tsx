import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatScore } from '../marks/format.ts';
import { scoreLevel } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { chooseItem, clearChoice, openEdge } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import type { Store } from '../state/store.ts';
import { BandPicture } from './band-picture.ts';
import type { EnclosureCount } from './enclosures.ts';
import type { PictureSize } from './geometry.ts';
import { LayoutClient } from './layout-client.ts';
import type { Margin } from './layout.ts';
import type { PictureWords } from './picture-words.ts';
import { NARROW_RINGS, WIDE_RINGS } from './ring-levels.ts';
import type { Band, Scene } from './scene.ts';

const SEED = 1;
const WIDE_MARGIN: Margin = { left: 84, right: 66, top: 60, bottom: 58 };
const NARROW_MARGIN: Margin = { left: 44, right: 44, top: 64, bottom: 84 };
/** A relation's own id is its name in the picture up to this length; names are never cut. */
const LONGEST_NAME = 18;

/** The open relation and its neighbours as rubber bands. */
export function BandsView(props: {
  scene: Scene;
  picture: Signal<BandPicture | null>;
  onEnclosures: (count: EnclosureCount) => void;
}) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const size = useSignal<PictureSize | null>(null);
  const isArranging = useSignal(true);
  const { scene, picture, onEnclosures } = props;

  useEffect(() => {
    const element = svg.current;
    const frame = box.current;
    if (!element || !frame) return undefined;
    const made = new BandPicture(element, {
      onChoose: (item, mode) => chooseItem(store, item, mode),
      onOpen: (edge) => openEdge(store, edge),
      onClear: () => clearChoice(store),
      onHover: (item) => (store.hover.value = item),
      onPins: (pins) => (store.pins.value = pins),
      onEnclosures,
    });
    made.setPins(store.pins.peek());
    picture.value = made;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = frame;
      if (width > 0 && height > 0) size.value = { width, height };
    });
    observer.observe(frame);
    return () => {
      observer.disconnect();
      made.stop();
      picture.value = null;
    };
  }, []);

  useArrangement(scene, { picture, size, isArranging });
  useSignalEffect(() => {
    picture.value?.setPins(store.pins.value);
  });
  useSignalEffect(() => {
    picture.value?.mark(store.selection.value, store.hover.value);
  });

  const others = scene.bands.reduce((sum, { ids }) => sum + ids.length, 0) - 1;
  return (
    <div ref={box} class="bands" aria-busy={isArranging.value}>
      <svg
        ref={svg}
        role="group"
        aria-label={TEXT.picture.aria(scene.focus, Math.max(0, others))}
      />
    </div>
  );
}

/** Lays the scene out in a worker whenever it or the size changes, and shows it. */
function useArrangement(
  scene: Scene,
  state: {
    picture: Signal<BandPicture | null>;
    size: Signal<PictureSize | null>;
    isArranging: Signal<boolean>;
  },
): void {
  const store = useStore();
  const client = useRef<LayoutClient | null>(null);
  useEffect(() => {
    client.current = new LayoutClient();
    return () => client.current?.stop();
  }, []);
  const size = state.size.value;
  const picture = state.picture.value;
  useEffect(() => {
    if (!size || !picture) return undefined;
    let isCurrent = true;
    const isNarrow = size.width < 480;
    state.isArranging.value = true;
    void client.current
      ?.ask({
        bands: scene.bands.map(({ id, members, score }) => ({
          id,
          members,
          score,
        })),
        ...size,
        margin: isNarrow ? NARROW_MARGIN : WIDE_MARGIN,
        rings: isNarrow ? NARROW_RINGS : WIDE_RINGS,
        pins: [...picture.pins],
        seed: SEED,
      })
      .then((places) => {
        if (!isCurrent) return;
        picture.show(scene, places, wordsFor(scene, store), size);
        picture.mark(store.selection.peek(), store.hover.peek());
        state.isArranging.value = false;
      });
    return () => {
      isCurrent = false;
    };
  }, [scene, picture, size]);
}

function wordsFor(scene: Scene, store: Store): PictureWords {
  const highest = store.ranking.peek()?.highest ?? 0;
  const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
  const nameOf = ({ id, ids, score }: Band) => {
    const many = ids.length > 1 ? ` ${TEXT.picture.merged(ids.length)}` : '';
    const figure = formatScore(score);
    return id.length <= LONGEST_NAME
      ? `${id}${many} · ${figure}`
      : `${figure}${many}`;
  };
  return {
    bandLevel: (score) => scoreLevel(score, highest),
    bandName: (at) => {
      const band = scene.bands[at];
      return band ? nameOf(band) : '';
    },
    bandSaid: (at) => {
      const band = scene.bands[at];
      if (!band) return '';
      const { id, ids, members } = band;
      return TEXT.picture.band(nameOf(band), id, members.length, ids.length);
    },
    nodeSaid: (id) => {
      const node = nodes.get(id);
      return node ? TEXT.picture.node(node.name, node.kind, node.degree) : id;
    },
  };
}
