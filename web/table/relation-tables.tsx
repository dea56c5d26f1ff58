import type { NodeSummary } from '#protocol/elements.ts';
import type { NeighbourEdge } from '#protocol/neighbourhood.ts';
import { LabelTag } from '../labels/label-tag.tsx';
import { formatCount, formatScore, formatMinute } from '../marks/format.ts';
import { displayName } from '../marks/kinds.ts';
import { Mark } from '../marks/mark.tsx';
import { TEXT } from '../messages.ts';
import { chooseItem, openEdge, setFilters } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import type { Item } from '../state/selection.ts';
import { useStore } from '../state/store-context.ts';
import type { Store } from '../state/store.ts';
import { DataGrid, type GridColumn } from './data-grid.tsx';

const NAMED_MEMBERS = 4;
/** Members listed; a higher s leaves fewer. */
const MOST_ROWS = 500;

/** The same relations and members as the bands, as two grids with the same selection. */
export function RelationTables() {
  const store = useStore();
  const neighbourhood = valueOf(store.neighbourhood.value);
  if (!neighbourhood) return null;
  const { edges, nodes } = neighbourhood;
  const touched = touchedBy(store.hover.value, edges);
  return (
    <>
      <h3 class="grid-title">{TEXT.table.relations}</h3>
      <DataGrid
        label={TEXT.table.relations}
        columns={edgeColumns(store, nodes)}
        rows={edges}
        keyOf={({ id }) => id}
        isChosen={({ id }) => store.selection.value.edges.has(id)}
        isLifted={({ id }) => touched.has(id)}
        onChoose={({ id }, mode) =>
          chooseItem(store, { type: 'edge', id }, mode)
        }
        onOpen={({ id }) => openEdge(store, id)}
        onHover={(row) => hover(store, 'edge', row)}
      />
      <h3 class="grid-title">
        {TEXT.table.members}{' '}
        {nodes.length > MOST_ROWS && (
          <small class="faint">
            {TEXT.table.first(MOST_ROWS, nodes.length)}
          </small>
        )}
      </h3>
      <DataGrid
        label={TEXT.table.members}
        columns={nodeColumns(store, edges)}
        rows={nodes.slice(0, MOST_ROWS)}
        keyOf={({ id }) => id}
        isChosen={({ id }) => store.selection.value.nodes.has(id)}
        isLifted={({ id }) => touched.has(id)}
        onChoose={({ id }, mode) =>
          chooseItem(store, { type: 'node', id }, mode)
        }
        onOpen={({ id }) => setFilters(store, { node: id })}
        onHover={(row) => hover(store, 'node', row)}
      />
    </>
  );
}

function hover(store: Store, type: Item['type'], row: { id: string } | null) {
  store.hover.value = row ? { type, id: row.id } : null;
}

/** Ids lifted with an item: a relation's members, or a member's relations. */
function touchedBy(
  item: Item | null,
  edges: readonly NeighbourEdge[],
): ReadonlySet<string> {
  if (!item) return new Set();
  if (item.type === 'edge') {
    return new Set(edges.find(({ id }) => id === item.id)?.members);
  }
  return new Set(
    edges.flatMap(({ id, members }) => (members.includes(item.id) ? [id] : [])),
  );
}

function edgeColumns(
  store: Store,
  nodes: readonly NodeSummary[],
): GridColumn<NeighbourEdge>[] {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const names = (members: readonly string[]) =>
    members.slice(0, NAMED_MEMBERS).map((id) => displayName(id, kinds.get(id)));
  const focus = store.focus.value;
  return [
    {
      key: 'id',
      header: TEXT.table.relation,
      cell: ({ id }) => (
        <span class="cell-mark">
          {id}
          {id === focus && <span class="tag">{TEXT.table.open}</span>}
        </span>
      ),
    },
    {
      key: 'score',
      header: TEXT.table.score,
      isNumber: true,
      cell: ({ score }) => formatScore(score),
    },
    {
      key: 'shares',
      header: TEXT.table.shares,
      isNumber: true,
      cell: ({ overlap }) => formatCount(overlap),
    },
    {
      key: 'size',
      header: TEXT.table.size,
      isNumber: true,
      cell: ({ members }) => formatCount(members.length),
    },
    {
      key: 'who',
      header: TEXT.table.who,
      cell: ({ members }) => {
        const rest = members.length - NAMED_MEMBERS;
        const more = rest > 0 ? ` ${TEXT.triage.more(rest)}` : '';
        return `${names(members).join(', ')}${more}`;
      },
    },
    {
      key: 'label',
      header: TEXT.table.label,
      cell: ({ id }) => {
        const label = store.labels.value.get(id)?.label;
        return label ? <LabelTag label={label} /> : '';
      },
    },
    {
      key: 'time',
      header: TEXT.table.time,
      cell: ({ time }) => formatMinute(time),
    },
  ];
}

/** Whether a node is hidden, removed or pinned in the picture. */
function stateOf(store: Store, id: string): string {
  const { hidden, removed, pinned } = TEXT.table.states;
  return [
    store.hidden.value.nodes.has(id) ? hidden : '',
    store.removed.value.nodes.has(id) ? removed : '',
    store.pins.value.has(id) ? pinned : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function nodeColumns(
  store: Store,
  edges: readonly NeighbourEdge[],
): GridColumn<NodeSummary>[] {
  const focus = edges.find(({ id }) => id === store.focus.value);
  const opened = new Set(focus?.members);
  const here = new Map<string, number>();
  for (const node of edges.flatMap(({ members }) => members)) {
    here.set(node, (here.get(node) ?? 0) + 1);
  }
  return [
    {
      key: 'node',
      header: TEXT.table.node,
      cell: ({ id, kind }) => (
        <span class="cell-mark">
          <Mark look={store.lookOf.value(kind)} size={13} />
          {displayName(id, kind)}
        </span>
      ),
    },
    { key: 'kind', header: TEXT.table.kind, cell: ({ kind }) => kind ?? '–' },
    {
      key: 'state',
      header: TEXT.table.state,
      cell: ({ id }) => stateOf(store, id),
    },
    {
      key: 'open',
      header: TEXT.table.inFocus,
      cell: ({ id }) => (opened.has(id) ? TEXT.table.yes : ''),
    },
    {
      key: 'here',
      header: TEXT.table.here,
      isNumber: true,
      cell: ({ id }) => formatCount(here.get(id) ?? 0),
    },
    {
      key: 'degree',
      header: TEXT.table.degree,
      isNumber: true,
      cell: ({ degree }) => formatCount(degree),
    },
  ];
}
