import { batch } from '@preact/signals';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import { TEXT } from '../messages.ts';
import { clearChoice, setSelection } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { NOTHING, type Selection } from '../state/selection.ts';
import type { Store } from '../state/store.ts';
import type { PictureLook } from './edits.ts';

/** Ways to choose without a drag. */
export const CHOICES = [
  'all',
  'none',
  'reverse',
  'members',
  'relations',
] as const;
export type Choice = (typeof CHOICES)[number];

/** Chooses in the picture: everything, the rest, or what belongs to the choice. */
export function chooseInPicture(store: Store, choice: Choice): void {
  const here = valueOf(store.neighbourhood.value);
  if (!here) return;
  if (choice === 'none') clearChoice(store);
  else setSelection(store, chosenBy(choice, store.selection.value, here));
}

/** The choice after a way to choose; pure. */
export function chosenBy(
  choice: Exclude<Choice, 'none'>,
  { edges, nodes }: Selection,
  here: Neighbourhood,
): Selection {
  const every: Selection = {
    edges: new Set(here.edges.map(({ id }) => id)),
    nodes: new Set(here.nodes.map(({ id }) => id)),
  };
  const rest = (all: ReadonlySet<string>, some: ReadonlySet<string>) =>
    new Set([...all].filter((id) => !some.has(id)));
  switch (choice) {
    case 'all':
      return every;
    case 'reverse':
      return {
        edges: rest(every.edges, edges),
        nodes: rest(every.nodes, nodes),
      };
    case 'members': {
      const members = here.edges.flatMap((edge) =>
        edges.has(edge.id) ? edge.members : [],
      );
      return { edges, nodes: new Set([...nodes, ...members]) };
    }
    case 'relations': {
      const holding = here.edges.flatMap(({ id, members }) =>
        members.some((member) => nodes.has(member)) ? [id] : [],
      );
      return { edges: new Set([...edges, ...holding]), nodes };
    }
  }
}

/** Adds the neighbours of what is chosen: members of relations, relations of nodes. */
export function addNeighbours(store: Store): void {
  const here = valueOf(store.neighbourhood.value);
  if (!here) return;
  const before = store.selection.value;
  const grown = chosenBy('members', before, here);
  const { edges } = chosenBy('relations', before, here);
  setSelection(store, { edges, nodes: grown.nodes });
}

/** Hides what is chosen, places kept, or removes it, which lays out again. */
export function takeAway(store: Store, how: 'hidden' | 'removed'): void {
  const { edges, nodes } = store.selection.value;
  const focus = store.focus.value ?? '';
  const away = [...edges].filter((id) => id !== focus);
  if (away.length + nodes.size === 0) return;
  batch(() => {
    const before = store[how].value;
    store[how].value = {
      edges: new Set([...before.edges, ...away]),
      nodes: new Set([...before.nodes, ...nodes]),
    };
    clearChoice(store);
    store.spoken.value = TEXT.edit.away(how, away.length, nodes.size);
  });
}

/** Brings back what was hidden or removed. */
export function bringBack(store: Store, how: 'hidden' | 'removed'): void {
  store[how].value = NOTHING;
}

export function setLook(store: Store, change: Partial<PictureLook>): void {
  batch(() => {
    store.look.value = { ...store.look.value, ...change };
    if (change.mergesNodes !== undefined) store.apart.value = new Set();
  });
}
