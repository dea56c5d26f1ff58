import { effect } from '@preact/signals';
import { fetchLabels, sendLabels } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { keepLoaded } from '../state/loadable.ts';
import type { Store } from '../state/store.ts';
import { changesBetween, sayingsFrom, type Sayings } from './said.ts';

/**
 * Loads a data set's labels and tells the server of each change, whoever makes
 * it: a key, a button, an undo. One message is on its way at a time; what could
 * not be sent is sent again with the next change, or when somebody retries.
 */
export function keepLabels(store: Store): void {
  keepLoaded(store.keptLabels, store.attempt, (signal) => {
    const dataset = store.datasetId.value;
    if (dataset === null) return null;
    return fetchLabels(dataset, signal).then(sayingsFrom);
  });
  let known: Sayings | null = null;
  let isSending = false;
  const send = async (): Promise<void> => {
    const dataset = store.datasetId.peek();
    const wanted = store.labels.peek();
    if (dataset === null || known === null || isSending) return;
    const changes = changesBetween(known, wanted);
    if (changes.length === 0) return;
    isSending = true;
    store.labelKeeping.value = { state: 'sending' };
    try {
      await sendLabels(dataset, changes);
      // Labels of a data set that is no longer open are none of the next one's.
      if (store.datasetId.peek() === dataset) {
        known = wanted;
        store.labelKeeping.value = { state: 'kept' };
        store.labelsSent.value++;
      }
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem) store.labelKeeping.value = { state: 'failed', problem };
      return;
    } finally {
      isSending = false;
    }
    await send();
  };
  effect(() => {
    const kept = store.keptLabels.value;
    known = kept.state === 'ready' ? kept.value : null;
  });
  effect(() => {
    // Read even where nothing can be sent yet, so that each change is heard of.
    const { state } = store.keptLabels.value;
    const { size } = store.said.value;
    if (state === 'ready' && (size > 0 || known !== null)) void send();
  });
}
