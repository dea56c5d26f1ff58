import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { formatScore } from '../marks/format.ts';
import { scoreLevel } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { turned, withoutHidden } from '../picture/edits.ts';
import {
  chooseItem,
  chooseItems,
  clearChoice,
  openEdge,
  setSelection,
} from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { narrow } from '../state/narrow.ts';
import {
  NOTHING,
  type ChooseMode,
  type Item,
  type Selection,
} from '../state/selection.ts';
import { useStore } from '../state/store-context.ts';
import type { Store } from '../state/store.ts';
import { BandPicture } from './band-picture.ts';
import type { EnclosureCount } from './enclosures.ts';
import type { PictureSize } from './geometry.ts';
import { LayoutClient } from './layout-client.ts';
import type { Margin } from './layout.ts';
import type { Point } from './outline.ts';
import { scenePaint } from './paint-scene.ts';
import type { PictureWords } from './picture-words.ts';
import { NARROW_RINGS, WIDE_RINGS } from './ring-levels.ts';
import type { Band, Scene } from './scene.ts';

const SEED = 1;
const WIDE_MARGIN: Margin = { left: 84, right: 66, top: 60, bottom: 58 };
const BESIDE_TOOLS = 76;
const NARROW_MARGIN: Margin = { left: 44, right: 44, top: 64, bottom: 84 };
/** A relation's own id is its name in the picture up to this length; names are never cut. */
const LONGEST_NAME = 18;

/** The open relation and its neighbours as rubber bands. */
export function BandsView(props: {
  scene: Scene;
  picture: Signal<BandPicture | null>;
  onEnclosures: (count: EnclosureCount) => void;
  /** Marks are relations, bands are nodes. */
  isDual?: boolean;
}) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const size = useSignal<PictureSize | null>(null);
  const isArranging = useSignal(true);
  const { scene, picture, onEnclosures, isDual = false } = props;
  const current = useRef(scene);
  current.current = scene;

  useEffect(() => {
    const element = svg.current;
    const frame = box.current;
    if (!element || !frame) return undefined;
    const made = new BandPicture(element, {
      onChoose: (item, mode) =>
        chooseMark(store, current.current, isDual ? flipped(item) : item, mode),
      onOpen: (edge) => {
        if (!isDual) openEdge(store, edge);
      },
      onTakeApart: (node) => takeApart(store, current.current, node),
      onClear: () => clearChoice(store),
      onHover: (item) =>
        (store.hover.value = item && isDual ? flipped(item) : item),
      onPins: (pins) => {
        if (!isDual) store.pins.value = pins;
      },
      onArea: (inside, isAdding) => {
        const { edges, nodes } = isDual
          ? { edges: inside.nodes, nodes: inside.edges }
          : inside;
        const before = isAdding ? store.selection.peek() : NOTHING;
        setSelection(store, {
          edges: new Set([...before.edges, ...edges]),
          nodes: new Set([...before.nodes, ...nodes]),
        });
      },
      onEnclosures,
    });
    if (!isDual) made.setPins(store.pins.peek());
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

  const shown = useShown(scene, { picture, size, isArranging, isDual });
  useSignalEffect(() => {
    if (!isDual) picture.value?.setPins(store.pins.value);
  });
  useSignalEffect(() => {
    picture.value?.setArea(store.area.value);
    picture.value?.setTextSize(store.look.value.textSize);
  });
  useSignalEffect(() => {
    const selection = isDual
      ? turned(store.selection.value)
      : store.selection.value;
    const { value: hover } = store.hover;
    picture.value?.mark(
      withMerged(selection, current.current),
      hover && isDual ? flipped(hover) : hover,
    );
  });

  const others = shown.bands.reduce((sum, { ids }) => sum + ids.length, 0) - 1;
  return (
    <div
      ref={box}
      class="bands"
      aria-busy={isArranging.value}
      style={{ '--names': `${String(store.look.value.textSize)}px` }}
    >
      <svg
        ref={svg}
        role="group"
        aria-label={
          isDual
            ? TEXT.edit.dual
            : TEXT.picture.aria(scene.focus, Math.max(0, others))
        }
      />
    </div>
  );
}

/** A narrow picture keeps off its tools, except on a phone and in the dual, which have none. */
function narrowMargin(isDual: boolean): Margin {
  const left = isDual || narrow.value ? NARROW_MARGIN.left : BESIDE_TOOLS;
  return { ...NARROW_MARGIN, left };
}

/** A merged mark stands for all of its nodes. */
function chooseMark(
  store: Store,
  scene: Scene,
  item: Item,
  mode: ChooseMode,
): void {
  const ids = scene.nodes.find(({ id }) => id === item.id)?.ids ?? [];
  if (item.type === 'node' && ids.length > 1 && mode !== 'toggle') {
    chooseItems(store, 'node', ids, mode);
  } else chooseItem(store, item, mode);
}

/** Takes a merged mark apart. */
function takeApart(store: Store, scene: Scene, node: string): void {
  const ids = scene.nodes.find(({ id }) => id === node)?.ids ?? [];
  if (ids.length > 1)
    store.apart.value = new Set([...store.apart.value, ...ids]);
}

/** The selection, where a merged mark is chosen with any of its nodes. */
function withMerged(selection: Selection, { nodes }: Scene): Selection {
  const stands = nodes.filter(({ ids }) =>
    ids.some((id) => selection.nodes.has(id)),
  );
  const chosen = stands.map(({ id }) => id);
  return { ...selection, nodes: new Set([...selection.nodes, ...chosen]) };
}

function flipped({ type, id }: Item): Item {
  return { type: type === 'edge' ? 'node' : 'edge', id };
}

/**
 * Lays the scene out in a worker whenever it or the size changes, and shows
 * what of it is not hidden; hiding moves nothing.
 * @returns The scene that is shown.
 */
function useShown(
  scene: Scene,
  state: {
    picture: Signal<BandPicture | null>;
    size: Signal<PictureSize | null>;
    isArranging: Signal<boolean>;
    isDual: boolean;
  },
): Scene {
  const store = useStore();
  const client = useRef<LayoutClient | null>(null);
  const places = useSignal<ReadonlyMap<string, Point> | null>(null);
  useEffect(() => {
    client.current = new LayoutClient();
    return () => client.current?.stop();
  }, []);
  const size = state.size.value;
  const picture = state.picture.value;
  const hidden = state.isDual ? turned(store.hidden.value) : store.hidden.value;
  const shown = useMemo(() => withoutHidden(scene, hidden), [scene, hidden]);
  const latest = useRef(shown);
  latest.current = shown;
  const { look } = store;
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
        margin: isNarrow ? narrowMargin(state.isDual) : WIDE_MARGIN,
        rings: isNarrow ? NARROW_RINGS : WIDE_RINGS,
        pins: state.isDual ? [] : [...picture.pins],
        seed: SEED,
      })
      .then((found) => {
        if (!isCurrent) return;
        const { current } = latest;
        picture.show(current, found, wordsFor(current, store), size);
        picture.mark(store.selection.peek(), store.hover.peek());
        places.value = found;
        if (!state.isDual) store.places.value = found;
        state.isArranging.value = false;
      });
    return () => {
      isCurrent = false;
    };
  }, [scene, picture, size]);
  const known = places.peek();
  useEffect(() => {
    if (!picture || !known || !size || state.isArranging.peek()) return;
    picture.repaint(shown, wordsFor(shown, store));
  }, [shown, look.value]);
  return shown;
}

function wordsFor(scene: Scene, store: Store): PictureWords {
  const highest = store.ranking.peek()?.highest ?? 0;
  const edges = valueOf(store.neighbourhood.peek())?.edges ?? [];
  const paint = scenePaint(scene, store.look.peek(), { edges });
  const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
  const nameOf = ({ id, ids, score }: Band) => {
    const many = ids.length > 1 ? ` ${TEXT.picture.merged(ids.length)}` : '';
    const figure = formatScore(score);
    return id.length <= LONGEST_NAME
      ? `${id}${many} · ${figure}`
      : `${figure}${many}`;
  };
  return {
    bandLevel: (band) => {
      const share = paint.shareOf(band);
      return share === null
        ? scoreLevel(band.score, highest)
        : 3 + Math.min(3, Math.floor(share * 3.999));
    },
    nodeSize: paint.sizeOf,
    nodeTint: paint.tintOf,
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
      if (!node) return id;
      const { name, kind, degree, ids } = node;
      return TEXT.picture.node(
        ids.length > 1 ? TEXT.edit.merged(name, ids.length) : name,
        kind,
        degree,
      );
    },
  };
}
