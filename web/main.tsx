import { render } from 'preact';
import { openSession } from './api/client.ts';
import { App } from './frame/app.tsx';
import { listenForKeys } from './frame/shortcuts.ts';
import { loadDatasets } from './state/actions.ts';
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
  await loadDatasets(store);
}

const store = new Store();
applyTheme(initialTheme(location.search));
if (location.hash === '#/bring') store.view.value = 'bring';
if (location.hash === '#/overview') store.view.value = 'overview';
startLoading(store);
listenForKeys(store);

const root = document.getElementById('app');
if (root) {
  render(
    <StoreContext.Provider value={store}>
      <App />
    </StoreContext.Provider>,
    root,
  );
}
void start(store);
