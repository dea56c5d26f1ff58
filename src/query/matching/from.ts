import type { Call, Source } from '../syntax/syntax-tree.ts';
import { as } from '../evaluation/compiled.ts';
import { compileExpression } from '../evaluation/compile-expression.ts';
import { faultAt, type Prepared, type Scope } from '../evaluation/scope.ts';
import {
  isList,
  type Row,
  type Value,
  type ValueType,
} from '../evaluation/value.ts';
import { isInSpan, spanOf } from './window.ts';

type From = Extract<Source, { kind: 'from' }>;

/**
 * Makes `from` ready: a named query, a named list or value, the relations of a
 * kind, the nodes of a kind or role, or `list("name")`.
 */
export function prepareFrom(source: From, scope: Scope): Prepared {
  if (source.of.kind === 'call') return listed(source, source.of, scope);
  const { name } = source.of;
  const query = scope.queries.get(name);
  if (query) return withoutWindow(source, scope, query);
  const list = scope.data.lists.get(name);
  if (list)
    return withoutWindow(
      source,
      scope,
      ofValues(name, 'text', () => list),
    );
  const named = scope.names.get(name);
  if (named) {
    return withoutWindow(
      source,
      scope,
      ofValues(name, 'any', () => {
        const value = named.value();
        return isList(value) ? value : [value];
      }),
    );
  }
  return elements(source, name, scope);
}

function withoutWindow(
  source: From,
  scope: Scope,
  prepared: Prepared,
): Prepared {
  if (!source.window) return prepared;
  throw faultAt(scope, source.window, {
    problem: 'rows of a list or a named query have no time',
    expected: 'during within the named query',
  });
}

function ofValues(
  name: string,
  type: ValueType,
  values: () => readonly Value[],
): Prepared {
  return {
    columns: [{ name, type }],
    steps: [{ does: `read the list ${name}`, rows: null }],
    rows: () => values().map((value) => ({ values: [value], evidence: [] })),
  };
}

/** `list("genes")`. */
export function listNamed(call: Call, scope: Scope): readonly string[] {
  const [argument] = call.arguments;
  const name =
    argument &&
    as(
      compileExpression(argument.value, scope),
      ['text'],
      argument.value,
      scope,
    ).evaluate([]);
  const list =
    typeof name === 'string' ? scope.data.lists.get(name) : undefined;
  if (list) return list;
  throw faultAt(scope, call, {
    problem: `there is no list ${JSON.stringify(name ?? null)}`,
    expected: 'a list that was sent with the query',
    written: String(name),
    known: scope.data.lists.keys(),
  });
}

function listed(source: From, call: Call, scope: Scope): Prepared {
  if (call.name !== 'list') {
    throw faultAt(scope, call, {
      problem: `from cannot read ${call.name}(…)`,
      expected: 'list("name"), a kind, or a name given by let',
    });
  }
  const list = listNamed(call, scope);
  return withoutWindow(
    source,
    scope,
    ofValues('item', 'text', () => list),
  );
}

function elements(source: From, name: string, scope: Scope): Prepared {
  const { data } = scope;
  const span = spanOf(source.window, scope);
  const code = data.kindCode(name);
  const isRelation =
    code !== undefined &&
    (code !== null || ['event', data.name].includes(name));
  if (isRelation) {
    const wanted = (edge: number) => {
      if (code !== null && data.edgeKinds.codes[edge] !== code) return false;
      return isInSpan(data.start(edge), span);
    };
    return ofElements(name, 'edge', data.hypergraph.edgeCount, {
      wanted,
      scope,
    });
  }
  const nodes = nodesIn(name, scope);
  if (nodes) {
    const inSpan = (node: number) => {
      if (!span) return true;
      return data
        .nodeEdges(node)
        .some((edge) => isInSpan(data.start(edge), span));
    };
    const wanted = (node: number) => nodes(node) && inSpan(node);
    return ofElements(name, 'node', data.hypergraph.nodeCount, {
      wanted,
      scope,
    });
  }
  const known = [
    ...scope.queries.keys(),
    ...data.lists.keys(),
    'event',
    ...data.kindNames(),
    ...data.roleNames(),
  ];
  throw faultAt(scope, source.of, {
    problem: `there is no ${name}`,
    expected: `one of ${known.slice(0, 12).join(', ')}`,
    written: name,
    known,
  });
}

/** Test for the nodes of a kind, or in a role anywhere; any node for `node`. */
function nodesIn(
  name: string,
  scope: Scope,
): ((node: number) => boolean) | undefined {
  const { data } = scope;
  if (name === 'node') return () => true;
  const kind = data.nodeKinds.names.indexOf(name);
  if (kind >= 0) return (node) => data.nodeKinds.codes[node] === kind;
  const test = data.roleTest(name);
  if (!test) return undefined;
  const has = new Uint8Array(data.hypergraph.nodeCount);
  data.hypergraph.edges.members.forEach((node, position) => {
    if (test(node, position)) has[node] = 1;
  });
  return (node) => has[node] === 1;
}

function ofElements(
  name: string,
  type: 'node' | 'edge',
  count: number,
  { wanted, scope }: { wanted: (index: number) => boolean; scope: Scope },
): Prepared {
  return {
    columns: [{ name, type }],
    steps: [
      {
        does: `read the ${type === 'node' ? 'nodes' : 'relations'} ${name}`,
        rows: count,
      },
    ],
    rows: () => {
      const rows: Row[] = [];
      for (let index = 0; index < count; index++) {
        if (!scope.budget.visit()) break;
        if (!wanted(index)) continue;
        if (!scope.budget.allows(rows.length)) break;
        rows.push({
          values: [index],
          evidence: type === 'edge' ? [index] : [],
        });
      }
      return rows;
    },
  };
}
