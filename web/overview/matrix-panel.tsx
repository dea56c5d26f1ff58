import { useSignal } from '@preact/signals';
import { matrixOrderSchema, type MatrixOrder } from '#protocol/matrix.ts';
import { formatCount, formatScore } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { ProblemInline } from '../problem/problem-card.tsx';
import { retry } from '../state/actions.ts';
import { MatrixStage, openStrongest, zoom } from './matrix-stage.tsx';
import type { MatrixState } from './matrix-state.ts';
import type { TileMeaning } from './matrix-painter.ts';
import { Minimap } from './minimap.tsx';
import { PartChoice } from './part-choice.tsx';
import { TileTable } from './tile-table.tsx';
import { WHOLE } from './viewport.ts';
import { TableToggle } from '../table/table-toggle.tsx';

const ORDERS = matrixOrderSchema.options;
const MEANINGS: readonly TileMeaning[] = ['count', 'top'];

/** The incidence matrix: nodes down, relations across. */
export function MatrixPanel({ state }: { state: MatrixState }) {
  const { store } = state;
  const isTable = useSignal(false);
  const hasTime = Boolean(store.dataset.value?.time);
  const { value: layout } = store.matrixLayout;
  return (
    <section class="panel matrix" aria-label={TEXT.overview.matrixLabel}>
      <header>
        <PartChoice />
        <span class="caption clip wide-only">{TEXT.overview.matrixNote}</span>
        <span class="fill" />
        <span class="caption wide-only" aria-hidden="true">
          {TEXT.overview.order}
        </span>
        <Choices<MatrixOrder>
          label={TEXT.overview.order}
          options={ORDERS.filter((order) => order !== 'time' || hasTime)}
          chosen={store.matrixOrder.value}
          words={TEXT.overview.orders}
          onChoose={(order) => (store.matrixOrder.value = order)}
        />
        <span class="wide-only">
          <Choices<TileMeaning>
            label={TEXT.overview.tiles}
            options={MEANINGS}
            chosen={store.tileMeaning.value}
            words={TEXT.overview.meanings}
            onChoose={(meaning) => (store.tileMeaning.value = meaning)}
          />
        </span>
        <TableToggle isTable={isTable} />
      </header>
      <div class="matrix-body" aria-busy={layout.state === 'loading'}>
        {layout.state === 'failed' ? (
          <ProblemInline
            problem={layout.problem}
            onRetry={() => retry(store)}
          />
        ) : isTable.value ? (
          <TileTable state={state} />
        ) : (
          <MatrixStage state={state} />
        )}
        <Aside state={state} />
      </div>
      <footer>
        <Scale state={state} />
        <span class="fill" />
        <span class="legend wide-only">
          <span>
            <i class="flag-square" />
            {TEXT.overview.flagged}
          </span>
        </span>
      </footer>
    </section>
  );
}

function Choices<Option extends string>(props: {
  label: string;
  options: readonly Option[];
  chosen: Option;
  words: Readonly<Record<Option, string>>;
  onChoose: (option: Option) => void;
}) {
  return (
    <span class="choices" role="group" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === props.chosen}
          onClick={() => props.onChoose(option)}
        >
          {props.words[option]}
        </button>
      ))}
    </span>
  );
}

function Aside({ state }: { state: MatrixState }) {
  const { store } = state;
  const view = store.matrixView.value;
  const percent = Math.round(Math.sqrt(view.width * view.height) * 100);
  const button = (text: string, name: string, act: () => void) => (
    <button
      type="button"
      class="button"
      aria-label={name}
      title={name}
      onClick={act}
    >
      {text}
    </button>
  );
  return (
    <aside class="matrix-aside">
      <div>
        <h3 class="section-head">
          {TEXT.overview.where} <small>{TEXT.overview.share(percent)}</small>
        </h3>
        <Minimap state={state} />
        <div class="matrix-zoom">
          {button('+', TEXT.overview.zoomIn, () => zoom(state, 1.5))}
          {button('−', TEXT.overview.zoomOut, () => zoom(state, 1 / 1.5))}
          <button
            type="button"
            class="button fill"
            onClick={() => (store.matrixView.value = WHOLE)}
          >
            {TEXT.overview.whole}
          </button>
        </div>
      </div>
      <Pointer state={state} />
      <div>
        <button
          type="button"
          class="button wide"
          disabled={store.focus.value === null && !state.tile.value?.top}
          onClick={() => openStrongest(state)}
        >
          {TEXT.overview.openRows} <kbd class="key">Enter</kbd>
        </button>
        <p class="faint note">{TEXT.overview.openHint}</p>
      </div>
    </aside>
  );
}

/** What lies under the pointer, else in the whole view. */
function Pointer({ state }: { state: MatrixState }) {
  const tile = state.tile.value;
  const show = (value: number | undefined) =>
    value === undefined ? '–' : formatCount(value);
  return (
    <div>
      <h3 class="section-head">{TEXT.overview.pointer}</h3>
      <dl class="facts">
        <dt>{TEXT.overview.nodes}</dt>
        <dd>{show(tile?.nodes)}</dd>
        <dt>{TEXT.overview.relations}</dt>
        <dd>{show(tile?.edges)}</dd>
        <dt>{TEXT.overview.incidences}</dt>
        <dd>{show(tile?.incidences)}</dd>
        <dt>{TEXT.overview.top}</dt>
        <dd>{formatScore(tile?.top?.score ?? null)}</dd>
      </dl>
    </div>
  );
}

/** What the colours mean, and how much a tile holds. */
function Scale({ state }: { state: MatrixState }) {
  const { meaning, most, highest, grid } = state.frame();
  const { nodes, edges } = state.size.value;
  const isCount = meaning === 'count';
  const each = [
    TEXT.nodes(Math.max(1, Math.round(nodes / grid.rows))),
    TEXT.relations(Math.max(1, Math.round(edges / grid.columns))),
  ] as const;
  return (
    <span class="matrix-scale">
      {isCount ? TEXT.overview.scaleCount : TEXT.overview.scaleTop}{' '}
      {isCount ? 1 : 0}
      <i aria-hidden="true">
        {[0, 1, 2, 3, 4, 5, 6].map((level) => (
          <b key={level} class={`tile-${String(level)}`} />
        ))}
      </i>
      {isCount ? formatCount(most) : formatScore(highest)}
      <span class="faint wide-only">
        {isCount ? TEXT.overview.log(...each) : TEXT.overview.linear(...each)}
      </span>
    </span>
  );
}
