import { batch } from '@preact/signals';
import { TEXT } from '../messages.ts';
import type { Store } from '../state/store.ts';
import type { Said } from './said.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** The relations that a label goes on: all that are chosen, else the open one. */
export function labelled(store: Store): readonly string[] {
  const { edges } = store.selection.value;
  if (edges.size > 1) return [...edges];
  const focus = store.focus.value;
  return focus === null ? [] : [focus];
}

/** The verdict that all of these relations have; null if they differ or have none. */
export function commonVerdict(
  store: Store,
  ids: readonly string[],
): Verdict | null {
  const verdicts = new Set(
    ids.map((id) => verdictOf(store.labels.value.get(id)?.label ?? null)),
  );
  const [only = null] = verdicts;
  return verdicts.size === 1 ? only : null;
}

/** Labels the chosen relations; where all of them have the label, takes it back. */
export function putVerdict(store: Store, verdict: Verdict): void {
  const ids = labelled(store);
  if (ids.length === 0 || !store.canLabel.value) return;
  const label = commonVerdict(store, ids) === verdict ? null : verdict;
  batch(() => {
    say(store, ids, (before) => ({
      label,
      reason: label === null ? '' : (before?.reason ?? ''),
    }));
    const word = label === null ? null : TEXT.labels.words[label];
    store.spoken.value = TEXT.labels.spoken(word, ids.length);
  });
}

/** Keeps a comment with the label of a relation that has one. */
export function putComment(store: Store, id: string, reason: string): void {
  const label = store.labels.value.get(id)?.label;
  if (label) say(store, [id], () => ({ label, reason }));
}

function say(
  store: Store,
  ids: readonly string[],
  saying: (before: Said | undefined) => Said,
): void {
  const labels = store.labels.value;
  const said = new Map(store.said.value);
  for (const id of ids) said.set(id, saying(labels.get(id)));
  store.said.value = said;
}
