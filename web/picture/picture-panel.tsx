import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
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
import { TEXT } from '../messages.ts';
import { ProblemInline } from '../problem/problem-card.tsx';
import { retry } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { narrow } from '../state/narrow.ts';
import { useStore } from '../state/store-context.ts';
import type { Drawing } from '../state/store.ts';
import { RelationTables } from '../table/relation-tables.tsx';
import { ChosenNode } from './chosen-node.tsx';
import { Legend } from './legend.tsx';
import { PictureTools } from './picture-tools.tsx';
import { SharingChoice } from './sharing-choice.tsx';

const NO_ENCLOSURES: EnclosureCount = { wrong: 0, pairs: 0 };

/** The open relation among those that share members with it, as bands or as tables. */
export function PicturePanel() {
  const store = useStore();
  const picture = useSignal<BandPicture | null>(null);
  const pinned = useSignal<ReadonlySet<string>>(new Set());
  const enclosures = useSignal(NO_ENCLOSURES);
  const scene = useComputed(() => {
    const neighbourhood = valueOf(store.neighbourhood.value);
    const mostBands = narrow.value ? MOST_BANDS.narrow : MOST_BANDS.wide;
    return neighbourhood
      ? buildScene(neighbourhood, store.lookOf.value, mostBands)
      : null;
  });
  const { value: loadable } = store.neighbourhood;
  const isTooLarge = valueOf(loadable) !== null && scene.value === null;
  const isTable = store.drawing.value === 'table';
  usePictureKeys(picture.value);
  return (
    <section class="panel picture" aria-label={TEXT.picture.label}>
      <PictureHead />
      <div
        class={isTable ? 'stage of-table' : 'stage'}
        aria-busy={loadable.state === 'loading'}
      >
        {loadable.state === 'failed' ? (
          <ProblemInline
            problem={loadable.problem}
            onRetry={() => retry(store)}
          />
        ) : isTable ? (
          <RelationTables />
        ) : isTooLarge ? (
          <TooLarge />
        ) : (
          scene.value && (
            <>
              <BandsView
                scene={scene.value}
                picture={picture}
                pinned={pinned}
                onEnclosures={(count) => (enclosures.value = count)}
              />
              <PictureTools picture={picture.value} pinned={pinned.value} />
              <StageNote enclosures={enclosures.value} scene={scene.value} />
            </>
          )
        )}
        {!isTable && <SharingChoice />}
        {!isTable && <ChosenNode />}
      </div>
      <footer>
        <Legend />
        <span class="fill" />
        {!isTable && scene.value && <EnclosureTag count={enclosures.value} />}
        {isTable && <SharingChoice inFooter />}
      </footer>
    </section>
  );
}

function PictureHead() {
  const store = useStore();
  const focus = store.focus.value;
  const neighbourhood = valueOf(store.neighbourhood.value);
  const size = valueOf(store.edge.value)?.size;
  const drawings: readonly Drawing[] = ['bands', 'table'];
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
      <div class="choices" role="group" aria-label={TEXT.picture.drawing}>
        {drawings.map((drawing) => (
          <button
            key={drawing}
            type="button"
            aria-pressed={store.drawing.value === drawing}
            onClick={() => (store.drawing.value = drawing)}
          >
            {TEXT.picture[drawing]}
          </button>
        ))}
      </div>
    </header>
  );
}

/** Instead of a picture that nobody could read. */
function TooLarge() {
  const store = useStore();
  const size = valueOf(store.edge.value)?.size ?? MOST_NODES + 1;
  return (
    <div class="problem-place">
      <div class="too-large" role="status">
        <p>{TEXT.picture.tooLarge(size, MOST_NODES)}</p>
        <button
          type="button"
          class="button primary"
          onClick={() => (store.drawing.value = 'table')}
        >
          {TEXT.picture.toTable}
        </button>
      </div>
    </div>
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
      {drawn < total && <span>{TEXT.picture.leftOut(drawn, total)}</span>}
      {isMisleading && (
        <span class="warning">
          {TEXT.picture.crowded(Math.round(share * 100))}{' '}
          <button
            type="button"
            class="button"
            onClick={() => (store.drawing.value = 'table')}
          >
            {TEXT.picture.toTable}
          </button>
        </span>
      )}
    </div>
  );
}

/** `0`, `+`, `−` and `P` work wherever the focus is, unless somebody types. */
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
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [picture, store]);
}
