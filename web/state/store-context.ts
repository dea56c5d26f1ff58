import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The page's store, inside a {@link StoreContext} provider. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('A view was drawn outside the store.');
  return store;
}
