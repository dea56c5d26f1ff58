/** What is chosen, in every view at once. */
export interface Selection {
  readonly edges: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
}

export interface Item {
  readonly type: 'edge' | 'node';
  readonly id: string;
}

/** A click chooses, Shift adds, Ctrl toggles. */
export type ChooseMode = 'only' | 'add' | 'toggle';

export const NOTHING: Selection = { edges: new Set(), nodes: new Set() };

/** The selection after choosing an item; sets are not changed in place. */
export function choose(
  selection: Selection,
  item: Item,
  mode: ChooseMode,
): Selection {
  const base = mode === 'only' ? NOTHING : selection;
  const key = item.type === 'edge' ? 'edges' : 'nodes';
  const ids = new Set(base[key]);
  if (mode === 'toggle' && ids.has(item.id)) ids.delete(item.id);
  else ids.add(item.id);
  return { ...base, [key]: ids };
}

/** Which mode a mouse or key event asks for. */
export function chooseMode(event: {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): ChooseMode {
  if (event.ctrlKey || event.metaKey) return 'toggle';
  return event.shiftKey ? 'add' : 'only';
}
