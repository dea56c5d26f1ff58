import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { History } from './history.ts';

export const HistoryContext = createContext<History | null>(null);

/** The steps of the analysis, inside a {@link HistoryContext} provider. */
export function useHistory(): History {
  const history = useContext(HistoryContext);
  if (!history) throw new Error('A view was drawn outside the history.');
  return history;
}
