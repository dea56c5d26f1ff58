import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AreaMode } from '../bands/area.ts';
import type { BandPicture } from '../bands/band-picture.ts';
import { BandsView } from '../bands/bands-view.tsx';
import {
  TOO_MANY_ENCLOSURES,
  type EnclosureCount,
} from '../bands/enclosures.ts';
import {
  buildScene,
  MOST_BANDS,
  MOST_NODES,
  type Scene,
} from '../bands/scene.ts';
import { IncidenceView } from '../links/incidence-view.tsx';
import { LinksView } from '../links/links-view.tsx';
import { TEXT } from '../messages.ts';
import { ProblemInline } from '../problem/problem-card.tsx';
import { handOver, retry, showDrawing } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { narrow } from '../state/narrow.ts';
import { useStore } from '../state/store-context.ts';
import type { Drawing, Store } from '../state/store.ts';
import { SetsView } from '../sets/sets-view.tsx';
import { RelationTables } from '../table/relation-tables.tsx';
import { ChosenNode } from './chosen-node.tsx';
import { DualBands } from './dual-bands.tsx';
import { addNeighbours, setLook, takeAway } from './edit-actions.ts';
import { mergeAlike, withoutHidden, withoutRemoved } from './edits.ts';
import { fullScreen } from './full-screen.ts';
import { Legend } from './legend.tsx';
import { LookMenu } from './look-menu.tsx';
import { PictureTools } from './picture-tools.tsx';
import { RowsOfPicture, RowsStrip } from './rows-of-picture.tsx';
import { SharingChoice } from './sharing-choice.tsx';
import { TooLarge } from './too-large.tsx';

const NO_ENCLOSURES: EnclosureCount = { wrong: 0, pairs: 0 };

/** The open relation among those that share members with it, as bands, rows or tables. */
export function PicturePanel() {
  const store = useStore();
  const picture = useSignal<BandPicture | null>(null);
  const enclosures = useSignal(NO_ENCLOSURES);
  const scene = useComputed(() => {
    const neighbourhood = valueOf(store.neighbourhood.value);
    const mostBands = narrow.value ? MOST_BANDS.narrow : MOST_BANDS.wide;
    if (!neighbourhood) return null;
    const { mergesEdges, mergesNodes } = store.look.value;
    const left = withoutRemoved(neighbourhood, store.removed.value);
    const made = buildScene(left, store.lookOf.value, mostBands, mergesEdges);
    return made && mergesNodes ? mergeAlike(made, store.apart.value) : made;
  });
  const { value: loadable } = store.neighbourhood;
  const isTooLarge = valueOf(loadable) !== null && scene.value === null;
  const drawing = store.shownDrawing.value;
  usePictureKeys(picture.value);
  useEffect(() => {
    if (isTooLarge) handOver(store, null);
  }, [isTooLarge, store.focus.value, store.s.value]);
  const onEnclosures = (count: EnclosureCount) => {
    enclosures.value = count;
    const share = count.pairs === 0 ? 0 : count.wrong / count.pairs;
    if (share > TOO_MANY_ENCLOSURES) handOver(store, Math.round(share * 100));
  };
  return (
    <section class="panel picture" aria-label={TEXT.picture.label}>
      <PictureHead />
      {drawing === 'rows' && <RowsStrip />}
      <div
        class={[
          'stage',
          drawing === 'table' ? 'of-table' : '',
          drawing === 'bands' && store.look.value.hasDual ? 'with-dual' : '',
        ].join(' ')}
        aria-busy={loadable.state === 'loading'}
      >
        {loadable.state === 'failed' ? (
          <ProblemInline
            problem={loadable.problem}
            onRetry={() => retry(store)}
          />
        ) : drawing === 'table' ? (
          <RelationTables />
        ) : drawing === 'rows' ? (
          <RowsOfPicture />
        ) : drawing === 'links' ? (
          <LinksView />
        ) : drawing === 'sets' ? (
          <SetsView />
        ) : isTooLarge ? (
          <TooLarge most={MOST_NODES} />
        ) : (
          scene.value &&
          (store.look.value.isBipartite ? (
            <>
              <IncidenceView
                scene={withoutHidden(scene.value, store.hidden.value)}
              />
              <PictureTools picture={null} />
            </>
          ) : (
            <>
              <BandsView
                scene={scene.value}
                picture={picture}
                onEnclosures={onEnclosures}
              />
              <PictureTools picture={picture.value} />
              <StageNote enclosures={enclosures.value} scene={scene.value} />
            </>
          ))
        )}
        {drawing === 'bands' && store.look.value.hasDual && <DualBands />}
        {drawing === 'bands' && <SharingChoice />}
        {drawing !== 'table' && <ChosenNode />}
      </div>
      <footer>
        <Legend />
        <span class="fill" />
        {drawing === 'bands' && scene.value && (
          <EnclosureTag count={enclosures.value} />
        )}
        {drawing !== 'bands' && <SharingChoice inFooter />}
      </footer>
    </section>
  );
}

function PictureHead() {
  const store = useStore();
  const focus = store.focus.value;
  const neighbourhood = valueOf(store.neighbourhood.value);
  const size = valueOf(store.edge.value)?.size;
  const drawings: readonly Drawing[] = [
    'bands',
    'rows',
    'links',
    'sets',
    'table',
  ];
  return (
    <header>
      <h2 class="clip" title={focus ?? undefined}>
        {focus === null ? TEXT.picture.none : TEXT.picture.title(focus)}
      </h2>
      {neighbourhood && size !== undefined && (
        <span class="caption clip wide-only">
          {TEXT.picture.caption(size, neighbourhood.total - 1, neighbourhood.s)}
        </span>
      )}
      <span class="fill" />
      {store.shownDrawing.value === 'bands' && <LookMenu />}
      <div class="choices" role="group" aria-label={TEXT.picture.drawing}>
        {drawings.map((drawing) => (
          <button
            key={drawing}
            type="button"
            aria-pressed={store.shownDrawing.value === drawing}
            onClick={() => showDrawing(store, drawing)}
          >
            {TEXT.picture[drawing]}
          </button>
        ))}
      </div>
    </header>
  );
}

function EnclosureTag({ count }: { count: EnclosureCount }) {
  return (
    <span
      class={count.wrong === 0 ? 'tag ok' : 'tag warn'}
      title={TEXT.picture.enclosuresHint}
    >
      {TEXT.picture.enclosures(count.wrong)}
    </span>
  );
}

/** What the picture leaves out, and when it misleads too much. */
function StageNote(props: { enclosures: EnclosureCount; scene: Scene }) {
  const store = useStore();
  const neighbourhood = valueOf(store.neighbourhood.value);
  const drawn = props.scene.bands.reduce((sum, { ids }) => sum + ids.length, 0);
  const total = neighbourhood?.total ?? drawn;
  const { wrong, pairs } = props.enclosures;
  const share = pairs === 0 ? 0 : wrong / pairs;
  const isMisleading = share > TOO_MANY_ENCLOSURES;
  if (drawn >= total && !isMisleading) return null;
  return (
    <div class="stage-note">
      {drawn < total && (
        <span class="left-out">
          {TEXT.picture.leftOut(drawn, total)}
          {!isMisleading && (
            <button
              type="button"
              class="button"
              onClick={() => showDrawing(store, 'rows')}
            >
              {TEXT.picture.toRows}
            </button>
          )}
        </span>
      )}
      {isMisleading && (
        <span class="warning">
          {TEXT.picture.crowded(Math.round(share * 100))}{' '}
          <button
            type="button"
            class="button"
            onClick={() => showDrawing(store, 'rows')}
          >
            {TEXT.picture.toRows}
          </button>
        </span>
      )}
    </div>
  );
}

const AREA_KEYS: Readonly<Record<string, AreaMode>> = {
  v: 'point',
  b: 'box',
  l: 'lasso',
};

/** Changes the picture, or what of it is chosen, by the tools' keys. */
function editByKey(store: Store, pressed: string): void {
  const key = pressed.toLowerCase();
  const area = AREA_KEYS[key];
  if (area) store.area.value = area;
  else if (key === 'n') addNeighbours(store);
  else if (key === 'h') takeAway(store, 'hidden');
  else if (key === 'delete') takeAway(store, 'removed');
  else if (key === 'f') fullScreen();
  else if (key === 'm') {
    setLook(store, { mergesNodes: !store.look.value.mergesNodes });
  }
}

/** `0`, `+`, `−`, `P` and the tools' keys work wherever the focus is, unless somebody types. */
function usePictureKeys(picture: BandPicture | null): void {
  const store = useStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.matches('input, select, textarea');
      if (!picture || isTyping || event.ctrlKey || event.metaKey) return;
      if (event.key === '0') picture.fit();
      else if (event.key === '+') picture.zoomBy(1.4);
      else if (event.key === '-') picture.zoomBy(1 / 1.4);
      else if (event.key.toLowerCase() === 'p') {
        picture.togglePins(store.selection.value.nodes);
      } else editByKey(store, event.key);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [picture, store]);
}
