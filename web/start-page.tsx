import { batch, effect } from '@preact/signals';
import { render } from 'preact';
import { openSession } from './api/client.ts';
import { useTransport, type Transport } from './api/transport.ts';
import { App } from './frame/app.tsx';
import { listenForKeys } from './frame/shortcuts.ts';
import { loadDatasets, openDataset } from './state/actions.ts';
import {
  addressOf,
  applyAddress,
  readAddress,
  writeAddress,
} from './state/address.ts';
import { HistoryContext } from './state/history-context.ts';
import { History } from './state/history.ts';
import { startLoading } from './state/loading.ts';
import { StoreContext } from './state/store-context.ts';
import { Store } from './state/store.ts';
import { applyTheme, initialTheme } from './state/theme.ts';

/** Reads a token from the address once and takes it out of sight and history. */
function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) {
    history.replaceState(null, '', `${location.pathname}${location.search}`);
  }
  return token;
}

async function start(store: Store): Promise<void> {
  const token = takeToken();
  if (token !== null) {
    // A refused token shows as `locked` when the data sets are asked for.
    await openSession(token).catch(() => undefined);
  }
  const address = readAddress(location.hash);
  store.view.value = address.view;
  await loadDatasets(store, address.dataset ?? undefined);
  applyAddress(store, address);
  keepAddress(store);
}

/** Keeps the address in step with the page. */
function keepAddress(store: Store): void {
  effect(() => {
    const hash = writeAddress(addressOf(store));
    if (store.datasetId.value === null || location.hash === hash) return;
    history.replaceState(null, '', hash);
  });
  addEventListener('hashchange', () => {
    const address = readAddress(location.hash);
    const { dataset } = address;
    batch(() => {
      if (dataset !== null && dataset !== store.datasetId.value) {
        openDataset(store, dataset);
      } else if (address.rank !== store.focused.value?.rank) {
        store.focus.value = null;
      }
      applyAddress(store, address);
    });
  });
}

/**
 * Draws the page and loads what its address asks for.
 * @param transport - Who answers it.
 */
export async function startPage(transport: Transport): Promise<void> {
  useTransport(transport);
  const store = new Store();
  applyTheme(initialTheme(location.search));
  startLoading(store);
  const steps = new History(store);
  listenForKeys(store, steps);
  const root = document.getElementById('app');
  if (root) {
    render(
      <StoreContext.Provider value={store}>
        <HistoryContext.Provider value={steps}>
          <App />
        </HistoryContext.Provider>
      </StoreContext.Provider>,
      root,
    );
  }
  await start(store);
}
