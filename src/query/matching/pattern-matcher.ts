import { rowMembers } from '#hypergraph/incidence.ts';
import type { Pattern, Role } from '../syntax/syntax-tree.ts';
import type { RoleTest } from '../evaluation/query-data.ts';
import { compileCondition } from '../evaluation/compile-expression.ts';
import type { Compiled } from '../evaluation/compiled.ts';
import { faultAt, withColumns, type Scope } from '../evaluation/scope.ts';
import { keyOf, type Value } from '../evaluation/value.ts';

/** One place of a pattern made ready. */
export interface RolePlan {
  readonly name: string | null;
  readonly test: RoleTest;
  /** Where its variable stands in a row; null for ids and `_`. */
  readonly slot: number | null;
  /** The node of a fixed id, -1 where no node has it; null otherwise. */
  readonly node: number | null;
  /** Least and most members, where all in the role are one set. */
  readonly group: { readonly least: number; readonly most: number } | null;
}

/** Moments a relation may start at: `[from, to]`, and relations without a time may not. */
export interface Moments {
  readonly from: number;
  readonly to: number;
}

/** A member that a role has taken, by its position in the relation. */
interface Taken {
  readonly role: string | null;
  readonly at: number;
}

/** Finds the relations that look like one pattern, and binds its variables. */
export class PatternMatcher {
  readonly pattern: Pattern;
  readonly edgeSlot: number;
  readonly roles: readonly RolePlan[];
  readonly #scope: Scope;
  readonly #kind: number | null;
  readonly #condition: Compiled | null;

  /**
   * @param slotOf - Where a variable stands in a row.
   * @throws PolyadError INVALID_ARGUMENT for kinds and roles that the data has not
   */
  constructor(
    pattern: Pattern,
    scope: Scope,
    edgeSlot: number,
    slotOf: (variable: string) => number,
  ) {
    this.pattern = pattern;
    this.edgeSlot = edgeSlot;
    this.#scope = scope;
    this.#kind = kindOf(pattern, scope);
    this.roles = pattern.roles.map((role) => planRole(role, scope, slotOf));
    this.#condition =
      pattern.condition === null
        ? null
        : compileCondition(pattern.condition, {
            ...withColumns(scope, scope.columns),
            element: edgeSlot,
            member: this.#onlyMember(),
          });
  }

  /** Slot of its variable where it has one alone, whose incidence a condition may read. */
  #onlyMember(): number | null {
    const own = this.roles.filter(({ slot }) => slot !== null);
    const [only] = own;
    return own.length === 1 && only && !only.group ? only.slot : null;
  }

  /** Slots of its variables. */
  get slots(): number[] {
    return this.roles.flatMap(({ slot }) => (slot === null ? [] : [slot]));
  }

  /** Whether a relation is of the kind wanted. */
  hasKind(edge: number): boolean {
    return (
      this.#kind === null ||
      this.#scope.data.edgeKinds.codes[edge] === this.#kind
    );
  }

  /** Relations of the kind. */
  get kindCount(): number {
    if (this.#kind === null) return this.#scope.data.hypergraph.edgeCount;
    return this.#scope.data.kindCounts[this.#kind] ?? 0;
  }

  /**
   * Calls `found` for each way in which a relation looks like the pattern,
   * with the relation and the variables set in `values`; undefined is unbound.
   * @param found - Returns false to end the search.
   * @returns False where the search was ended.
   */
  each(
    values: (Value | undefined)[],
    moments: Moments | null,
    found: () => boolean,
  ): boolean {
    const { budget, data } = this.#scope;
    for (const edge of this.#candidates(values, moments)) {
      if (!budget.visit()) return false;
      if (!this.hasKind(edge)) continue;
      if (moments) {
        const start = data.start(edge);
        // Where moments count, candidates come in time order.
        if (start > moments.to) break;
        if (!(start >= moments.from)) continue;
      }
      values[this.edgeSlot] = edge;
      const goesOn = this.#bind(edge, values, found);
      values[this.edgeSlot] = undefined;
      if (!goesOn) return false;
    }
    return true;
  }

  /** The shortest list that holds every relation wanted. */
  #candidates(
    values: readonly (Value | undefined)[],
    moments: Moments | null,
  ): Iterable<number> {
    const { data } = this.#scope;
    const { hypergraph } = data;
    let anchor: number | undefined;
    for (const { node, slot, group } of this.roles) {
      if (group) continue;
      const known = node ?? (slot === null ? undefined : values[slot]);
      if (known === undefined) continue;
      if (typeof known !== 'number' || known < 0) return [];
      if (
        anchor === undefined ||
        hypergraph.nodeDegree(known) < hypergraph.nodeDegree(anchor)
      ) {
        anchor = known;
      }
    }
    if (anchor === undefined) {
      if (moments) {
        return data.timeIndex.window(moments.from, Infinity).edges;
      }
      return range(hypergraph.edgeCount);
    }
    if (!moments) return data.nodeEdges(anchor);
    const edges = rowMembers(data.nodesByTime, anchor);
    const first = firstFrom(edges, moments.from, data.start.bind(data));
    return edges.subarray(first);
  }

  #bind(
    edge: number,
    values: (Value | undefined)[],
    found: () => boolean,
  ): boolean {
    const ordered = inOrderOfBinding(this.roles, values);
    return this.#bindRole({ edge, values, found, ordered, taken: [] }, 0);
  }

  #bindRole(search: Search, index: number): boolean {
    const { edge, values, found, ordered, taken } = search;
    const role = ordered[index];
    if (!role) {
      if (this.pattern.exact && !this.#coversAll(search)) return true;
      if (this.#condition?.evaluate(values as Value[]) === true) return found();
      return this.#condition ? true : found();
    }
    if (role.group) return this.#bindGroup(search, index, role);
    const { edges } = this.#scope.data.hypergraph;
    const first = edges.offsets[edge] ?? 0;
    const members = rowMembers(edges, edge);
    const fits = (at: number) =>
      role.test(members[at] ?? 0, first + at) && !clashes(taken, role.name, at);
    const known =
      role.node ?? (role.slot === null ? undefined : values[role.slot]);
    const isBlank = role.node === null && role.slot === null;
    if (isBlank) {
      const open = [...members.keys()].filter(fits);
      const at =
        open.find((i) => !taken.some((one) => one.at === i)) ?? open[0];
      if (at === undefined) return true;
      return this.#take(search, index, { role: role.name, at });
    }
    if (known !== undefined) {
      const at = positionOf(members, known as number);
      if (at < 0 || !fits(at)) return true;
      return this.#take(search, index, { role: role.name, at });
    }
    for (let at = 0; at < members.length; at++) {
      if (!fits(at)) continue;
      values[role.slot ?? 0] = members[at] ?? 0;
      const goesOn = this.#take(search, index, { role: role.name, at });
      values[role.slot ?? 0] = undefined;
      if (!goesOn) return false;
    }
    return true;
  }

  #take(search: Search, index: number, taken: Taken): boolean {
    search.taken.push(taken);
    const goesOn = this.#bindRole(search, index + 1);
    search.taken.pop();
    return goesOn;
  }

  #bindGroup(search: Search, index: number, role: RolePlan): boolean {
    const { edge, values, taken } = search;
    const { edges } = this.#scope.data.hypergraph;
    const first = edges.offsets[edge] ?? 0;
    const members = rowMembers(edges, edge);
    const positions = [...members.keys()].filter((at) =>
      role.test(members[at] ?? 0, first + at),
    );
    const { least, most } = role.group ?? { least: 1, most: Infinity };
    if (positions.length < least || positions.length > most) return true;
    const nodes = positions.map((at) => members[at] ?? 0);
    const { slot } = role;
    const known = slot === null ? undefined : values[slot];
    if (known !== undefined && keyOf(known) !== keyOf(nodes)) return true;
    if (slot !== null) values[slot] = nodes;
    const before = taken.length;
    for (const at of positions) taken.push({ role: role.name, at });
    const goesOn = this.#bindRole(search, index + 1);
    taken.length = before;
    if (slot !== null) values[slot] = known;
    return goesOn;
  }

  #coversAll({ edge, taken }: Search): boolean {
    const size = this.#scope.data.hypergraph.edgeSize(edge);
    return new Set(taken.map(({ at }) => at)).size === size;
  }
}

/** One relation's search for members. */
interface Search {
  readonly edge: number;
  readonly values: (Value | undefined)[];
  readonly found: () => boolean;
  readonly ordered: readonly RolePlan[];
  readonly taken: Taken[];
}

/** What is known first, then what is free, then sets, then `_`. */
function inOrderOfBinding(
  roles: readonly RolePlan[],
  values: readonly (Value | undefined)[],
): readonly RolePlan[] {
  const rank = ({ node, slot, group }: RolePlan) => {
    if (group) return 2;
    if (node !== null) return 0;
    if (slot === null) return 3;
    return values[slot] === undefined ? 1 : 0;
  };
  return roles.length < 2
    ? roles
    : [...roles].sort((a, b) => rank(a) - rank(b));
}

/** A member fills one place of a role; a place without a role shares with none. */
function clashes(
  taken: readonly Taken[],
  role: string | null,
  at: number,
): boolean {
  return taken.some(
    (one) =>
      one.at === at &&
      (one.role === role || one.role === null || role === null),
  );
}

function kindOf(pattern: Pattern, scope: Scope): number | null {
  const code = scope.data.kindCode(pattern.type);
  if (code !== undefined) return code;
  const known = scope.data.kindNames();
  throw faultAt(scope, pattern, {
    problem: `no relation is of the kind ${String(pattern.type)}`,
    expected: `* or one of ${known.slice(0, 12).join(', ')}`,
    written: String(pattern.type),
    known,
  });
}

function planRole(
  role: Role,
  scope: Scope,
  slotOf: (variable: string) => number,
): RolePlan {
  const { name, term, group } = role;
  const test = scope.data.roleTest(name);
  if (!test) {
    const known = scope.data.roleNames();
    throw faultAt(scope, role, {
      problem: `no member has the role ${String(name)}`,
      expected:
        known.length === 0
          ? 'a place without a role: this data names none'
          : `one of ${known.slice(0, 12).join(', ')}`,
      written: String(name),
      known,
    });
  }
  const isFixed = term.kind !== 'variable' && term.kind !== 'blank';
  if (isFixed && group) {
    throw faultAt(scope, role, {
      problem: 'an id is one node, not a set',
      expected: '$name* for all members in the role',
    });
  }
  return {
    name,
    test,
    slot: term.kind === 'variable' ? slotOf(term.name) : null,
    node: isFixed ? nodeOf(role, scope) : null,
    group: group && {
      least: group.range?.least ?? 1,
      most: group.range?.most ?? Infinity,
    },
  };
}

/** The node of a fixed id: in a role, first the one of that kind. */
function nodeOf({ term, name }: Role, scope: Scope): number {
  const { data } = scope;
  if (term.kind !== 'string' && term.kind !== 'number') {
    throw faultAt(scope, term, {
      problem: 'this is no id',
      expected: 'an id in quotes',
    });
  }
  const { nodeIds } = data.hypergraph;
  const text = String(term.value);
  return (
    nodeIds.indexOf(term.value) ??
    nodeIds.indexOf(text) ??
    (name === null ? undefined : nodeIds.indexOf(`${name}:${text}`)) ??
    data.nodesNamed(text)[0] ??
    -1
  );
}

/** Position of `wanted` among ascending members; -1 where it is none. */
function positionOf(members: Uint32Array, wanted: number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((members[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return members[low] === wanted ? low : -1;
}

/** First of `edges`, which are in time order, that starts at `from` or later. */
function firstFrom(
  edges: Uint32Array,
  from: number,
  start: (edge: number) => number,
): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (start(edges[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* range(count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield i;
}
