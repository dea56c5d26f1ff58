import { valueOf } from '../state/loadable.ts';
import type { Selection } from '../state/selection.ts';
import type { Store } from '../state/store.ts';

/**
 * What a picture shows, for programs: which relation among which, what is
 * chosen, hidden, removed and pinned where, and how it looks.
 */
export function pictureState(store: Store): object {
  const neighbourhood = valueOf(store.neighbourhood.value);
  return {
    dataset: store.dataset.value?.name ?? null,
    relation: store.focus.value,
    s: store.s.value,
    drawing: store.shownDrawing.value,
    relations: neighbourhood?.edges ?? [],
    nodes: neighbourhood?.nodes ?? [],
    chosen: listed(store.selection.value),
    hidden: listed(store.hidden.value),
    removed: listed(store.removed.value),
    pins: Object.fromEntries(store.pins.value),
    places: Object.fromEntries(store.places.value),
    look: store.look.value,
  };
}

function listed({ edges, nodes }: Selection) {
  return { relations: [...edges], nodes: [...nodes] };
}
