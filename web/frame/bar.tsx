import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { openFile } from '../bring/bring-actions.ts';
import { ExportMenu } from '../export/export-menu.tsx';
import { TEXT } from '../messages.ts';
import { openDataset, setFilters, showView } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useHistory } from '../state/history-context.ts';
import type { Remembered } from '../state/history.ts';
import { useStore } from '../state/store-context.ts';
import type { View } from '../state/store.ts';
import { chooseTheme, initialTheme, THEMES } from '../state/theme.ts';
import { Icon, Logo, type IconName } from './icon.tsx';
import { pickFile } from './pick-file.ts';

const VIEWS: readonly (readonly [View, IconName])[] = [
  ['triage', 'triage'],
  ['overview', 'overview'],
  ['bring', 'bring'],
];

/** Name, data set, views, search, theme, and the button that opens a file. */
export function Bar() {
  const store = useStore();
  const finding = useSignal(false);
  return (
    <header class={finding.value ? 'bar finding' : 'bar'}>
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {TEXT.nav.skip}
      </a>
      <span class="brand">
        <Logo />
        {TEXT.brand}
      </span>
      <DatasetChoice />
      <nav class="views" aria-label={TEXT.nav.label}>
        <ViewLinks iconSize={15} />
      </nav>
      <span class="fill" />
      <SearchField onDone={() => (finding.value = false)} />
      <button
        type="button"
        class="button quiet icon narrow-only"
        aria-label={TEXT.nav.findShort}
        aria-expanded={finding.value}
        onClick={() => (finding.value = !finding.value)}
      >
        <Icon name="find" size={18} />
      </button>
      <StepButtons />
      <ExportMenu />
      <ThemeButton />
      <button
        type="button"
        class="button wide-only"
        onClick={() => pickFile((file) => void openFile(store, file))}
      >
        <Icon name="bring" size={15} />
        {TEXT.nav.openFile}
        <kbd class="key">O</kbd>
      </button>
    </header>
  );
}

/** Links to the views; the same in the bar and in a phone's tab bar. */
export function ViewLinks({ iconSize }: { iconSize: number }) {
  const store = useStore();
  return (
    <>
      {VIEWS.map(([view, icon]) => (
        <a
          key={view}
          href={`#/${view}`}
          aria-current={store.view.value === view ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            showView(store, view);
          }}
        >
          <Icon name={icon} size={iconSize} />
          {TEXT.nav[view]}
        </a>
      ))}
    </>
  );
}

function DatasetChoice() {
  const store = useStore();
  const datasets = valueOf(store.datasets.value) ?? [];
  return (
    <select
      class="select dataset"
      aria-label={TEXT.nav.dataset}
      value={store.datasetId.value ?? ''}
      disabled={datasets.length === 0}
      onChange={(event) => {
        openDataset(store, event.currentTarget.value);
        if (store.view.value === 'bring') showView(store, 'triage');
      }}
    >
      {datasets.length === 0 && <option value="">{TEXT.nav.noDataset}</option>}
      {datasets.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function SearchField({ onDone }: { onDone: () => void }) {
  const store = useStore();
  const input = useRef<HTMLInputElement>(null);
  const leave = () => {
    onDone();
    document.getElementById('ranked')?.focus();
  };
  return (
    <label class="find">
      <Icon name="find" size={14} />
      <span class="spoken">{TEXT.nav.find}</span>
      <input
        ref={input}
        id="find"
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={TEXT.nav.find}
        value={store.filters.value.search}
        onInput={(event) => {
          setFilters(store, { search: event.currentTarget.value });
          if (store.view.value === 'bring') showView(store, 'triage');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setFilters(store, { search: '' });
          if (event.key === 'Enter' || event.key === 'Escape') leave();
        }}
      />
      <kbd class="key wide-only" aria-hidden="true">
        /
      </kbd>
    </label>
  );
}

/** Undo and redo, each with what it changes. */
function StepButtons() {
  const steps = useHistory();
  const button = (
    icon: IconName,
    name: string,
    changed: readonly Remembered[],
    act: () => void,
  ) => (
    <button
      type="button"
      class="button quiet icon wide-only"
      aria-label={name}
      title={TEXT.history.title(name, changed)}
      aria-disabled={changed.length === 0}
      onClick={act}
    >
      <Icon name={icon} size={16} />
    </button>
  );
  return (
    <>
      {button('undo', TEXT.history.undo, steps.undoes.value, () =>
        steps.undo(),
      )}
      {button('redo', TEXT.history.redo, steps.redoes.value, () =>
        steps.redo(),
      )}
    </>
  );
}

function ThemeButton() {
  const theme = useSignal(initialTheme(location.search));
  const next =
    THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'system';
  const said = TEXT.nav.theme(TEXT.nav.themes[theme.value]);
  return (
    <button
      type="button"
      class="button quiet icon"
      aria-label={said}
      title={said}
      onClick={() => {
        theme.value = next;
        chooseTheme(next);
      }}
    >
      <Icon name={theme.value} size={16} />
    </button>
  );
}
