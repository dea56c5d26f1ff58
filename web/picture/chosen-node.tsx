import { displayName } from '../marks/kinds.ts';
import { Mark } from '../marks/mark.tsx';
import { TEXT } from '../messages.ts';
import { setFilters } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';

/** When one node is chosen: what it is, and the way to its other relations. */
export function ChosenNode() {
  const store = useStore();
  const { nodes } = store.selection.value;
  const [id] = nodes;
  if (nodes.size !== 1 || id === undefined) return null;
  const known = valueOf(store.neighbourhood.value)?.nodes.find(
    (node) => node.id === id,
  );
  if (!known) return null;
  const name = displayName(id, known.kind);
  return (
    <div class="chosen-node">
      <Mark look={store.lookOf.value(known.kind)} size={14} />
      <span class="fill clip">
        {TEXT.picture.node(name, known.kind, known.degree)}
      </span>
      <button
        type="button"
        class="button"
        onClick={() => setFilters(store, { node: id })}
      >
        {TEXT.picture.onlyWith(name)}
      </button>
    </div>
  );
}
