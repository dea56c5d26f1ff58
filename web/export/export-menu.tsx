import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ExportFormat } from '#protocol/export.ts';
import { fetchDataset } from '../api/client.ts';
import { transport } from '../api/transport.ts';
import { Icon } from '../frame/icon.tsx';
import { formatDays, formatMinutes } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { overviewQuery } from '../overview/overview-query.ts';
import { useStore } from '../state/store-context.ts';
import type { Store } from '../state/store.ts';
import { evidencePack } from './evidence.ts';
import { listCsv } from './list-csv.ts';
import { pictureState } from './picture-state.ts';
import { pictureSvg, pngFile, svgFile } from './picture-file.ts';
import { saveFile, saveUrl } from './save-file.ts';

const FORMATS = [
  'hif',
  'csv',
  'parquet',
] as const satisfies readonly ExportFormat[];

/** A button that opens the ways to take something along. */
export function ExportMenu() {
  const store = useStore();
  const isOpen = useSignal(false);
  const problem = useSignal<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    isOpen.value = false;
    button.current?.focus();
  };
  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) isOpen.value = false;
    };
    addEventListener('pointerdown', onDown);
    return () => removeEventListener('pointerdown', onDown);
  }, [isOpen]);
  const act = (save: () => void | Promise<void>) => () => {
    problem.value = null;
    Promise.resolve()
      .then(save)
      .then(close, () => (problem.value = TEXT.take.failed));
  };
  if (!store.dataset.value || store.view.value === 'bring') return null;
  const ranges = Object.values(overviewQuery(store.filters.value));
  const isNarrowed = ranges.some((end) => end !== undefined);
  const item = (words: string, save: () => void | Promise<void>) => (
    <button type="button" class="menu-item" onClick={act(save)}>
      {words}
    </button>
  );
  return (
    <div
      ref={box}
      class="menu wide-only"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen.value) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        class="button"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon name="share" size={15} />
        {TEXT.take.button}
      </button>
      {isOpen.value && (
        <div class="menu-list" role="group" aria-label={TEXT.take.button}>
          {item(TEXT.take.evidence, async () =>
            saveFile(nameOf(store, 'evidence.json'), await evidenceFile(store)),
          )}
          {item(TEXT.take.svg, () =>
            saveFile(nameOf(store, 'svg'), svgFile(drawn(store))),
          )}
          {item(TEXT.take.png, async () =>
            saveFile(nameOf(store, 'png'), await pngFile(drawn(store))),
          )}
          {item(TEXT.take.list(store.visible.value.length), async () =>
            saveFile(nameOf(store, 'list.csv'), await listFile(store)),
          )}
          {store.view.value === 'triage' &&
            item(TEXT.edit.file, () => {
              const text = JSON.stringify(pictureState(store), null, 1);
              const file = new Blob([text], { type: 'application/json' });
              saveFile(nameOf(store, 'picture.json'), file);
            })}
          {FORMATS.map((format) =>
            item(TEXT.take.data(TEXT.take.formats[format], isNarrowed), () =>
              saveData(store, format),
            ),
          )}
          {problem.value && (
            <p class="menu-problem" role="alert">
              {problem.value}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** The picture or matrix in view; tables are exported as lists. */
function drawn(store: Store): SVGSVGElement {
  const stage = document.querySelector<HTMLElement>(
    '.picture .stage, .matrix-stage, .barcode',
  );
  if (!stage) throw new Error('There is no picture on the page.');
  const { name = '', time } = store.dataset.value ?? {};
  const { brush } = store.filters.value;
  const title =
    store.view.value === 'overview'
      ? TEXT.overview.headline(name)
      : TEXT.picture.title(store.focus.value ?? '');
  const when = brush
    ? formatMinutes(brush.from, brush.to)
    : time
      ? formatDays(time.from, time.to)
      : null;
  const isHeld = store.ranking.value?.facts?.guarantee.controlled ?? false;
  return pictureSvg(stage, {
    title,
    facts: TEXT.take.caption(name, when, isHeld),
  });
}

/** What stands behind the page, with the reasons of the first rows. */
async function evidenceFile(store: Store): Promise<Blob> {
  const ids = store.visible.value.slice(0, 50).map(({ id }) => id);
  await store.ranking.value?.explain(ids);
  const detail = await fetchDataset(store.datasetId.value ?? '');
  const picture = await pictureText(store);
  const pack = evidencePack(store, detail, picture, new Date());
  return new Blob([JSON.stringify(pack, null, 1)], {
    type: 'application/json',
  });
}

/** The picture as SVG text; null where a table stands in its place. */
async function pictureText(store: Store): Promise<string | null> {
  if (store.view.value === 'triage' && store.shownDrawing.value === 'table') {
    return null;
  }
  return svgFile(drawn(store)).text();
}

/** The list with the reasons of all its rows, which are fetched first. */
async function listFile(store: Store): Promise<Blob> {
  const ids = store.visible.value.map(({ id }) => id);
  await store.ranking.value?.explain(ids);
  const { columns } = TEXT.take;
  const text = listCsv(store.visible.value, columns, store.labels.value);
  return new Blob([text], { type: 'text/csv' });
}

async function saveData(store: Store, format: ExportFormat): Promise<void> {
  const query = { format, ...overviewQuery(store.filters.value) };
  const file = transport().file(store.datasetId.value ?? '', query);
  if (typeof file === 'string') saveUrl('', file);
  else {
    const made = await file;
    saveFile(made.name, made);
  }
}

function nameOf(store: Store, ending: string): string {
  const name = store.dataset.value?.name ?? 'polyad';
  const stem = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return `${stem === '' ? 'polyad' : stem}.${ending}`;
}
