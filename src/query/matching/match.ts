import {
  DURATION_UNITS,
  type Expression,
  type Source,
} from '../syntax/syntax-tree.ts';
import { compileCondition } from '../evaluation/compile-expression.ts';
import type { Compiled } from '../evaluation/compiled.ts';
import {
  columnAt,
  withColumns,
  type PlanStep,
  type Prepared,
  type Scope,
} from '../evaluation/scope.ts';
import type { Row, Value } from '../evaluation/value.ts';
import { PatternMatcher, type Moments } from './pattern-matcher.ts';
import { patternText, planOrder, type Near } from './plan-order.ts';
import { RowCollector } from './collect-rows.ts';
import { assignSlots } from './slots.ts';
import { isInSpan, spanOf, type TimeSpan } from './window.ts';

type Match = Extract<Source, { kind: 'match' }>;

/** One pattern's turn in the search. */
interface Turn {
  readonly matcher: PatternMatcher;
  /** Conditions that can be told once this pattern is bound. */
  readonly checks: readonly Compiled[];
  /** Relations bound before that this one is near to in time. */
  readonly near: readonly Near[];
}

/**
 * Makes `match` ready: patterns in the planner's order, conditions as early as
 * they can be told, times by the time index.
 * @remarks Worst case the product of the patterns' relations; the budget ends it.
 */
export function prepareMatch(source: Match, outer: Scope): Prepared {
  const slots = assignSlots(source.patterns, outer);
  const scope = withColumns(outer, slots.columns);
  const span = spanOf(source.window, outer);
  const matchers = source.patterns.map(
    (pattern, i) =>
      new PatternMatcher(pattern, scope, slots.edges[i] ?? 0, slots.slotOf),
  );
  const conditions = conjuncts(source.where).map((part) => ({
    part,
    compiled: compileCondition(part, scope),
  }));
  const near = conditions.flatMap(({ part }) =>
    nearOf(part, scope, slots.edges),
  );
  const order = planOrder(matchers, near, outer, span);
  const bound = new Set(outer.columns.keys());
  const pending = new Set(conditions);
  const always = takeReady(pending, bound);
  const turns = order.map(({ matcher }) => {
    const before = new Set(bound);
    for (const slot of [matcher.edgeSlot, ...matcher.slots]) bound.add(slot);
    return {
      matcher,
      checks: takeReady(pending, bound),
      near: near.filter(
        ({ edge, other }) => edge === matcher.edgeSlot && before.has(other),
      ),
    };
  });
  const search = new MatchSearch(turns, span, scope);
  return {
    columns: slots.columns.slice(0, slots.named),
    steps: order.map(({ matcher, by, rows }): PlanStep => ({
      does: `match ${patternText(matcher.pattern)} ${by}`,
      rows,
    })),
    rows: (values) => {
      if (always.some(({ evaluate }) => evaluate(values) !== true)) return [];
      return search.rows(values, outer.columns.length, slots.named);
    },
  };
}

class MatchSearch {
  readonly #turns: readonly Turn[];
  readonly #span: TimeSpan | null;
  readonly #scope: Scope;

  constructor(turns: readonly Turn[], span: TimeSpan | null, scope: Scope) {
    this.#turns = turns;
    this.#span = span;
    this.#scope = scope;
  }

  rows(outer: readonly Value[], from: number, to: number): Row[] {
    const values: (Value | undefined)[] = [...outer];
    values.length = this.#scope.columns.length;
    const collector = new RowCollector(from, to);
    this.#visit(values, 0, collector);
    return collector.rows();
  }

  #visit(
    values: (Value | undefined)[],
    depth: number,
    collector: RowCollector,
  ): boolean {
    const turn = this.#turns[depth];
    if (!turn) {
      if (!this.#scope.budget.allows(collector.count)) return false;
      const edges = this.#turns.map(({ matcher }) => values[matcher.edgeSlot]);
      collector.add(values, edges as number[]);
      return true;
    }
    const { matcher, checks } = turn;
    return matcher.each(values, this.#moments(turn, values), () => {
      const edge = values[matcher.edgeSlot] as number;
      // Distinct patterns are distinct relations.
      for (let i = 0; i < depth; i++) {
        const other = this.#turns[i]?.matcher.edgeSlot ?? 0;
        if (values[other] === edge) return true;
      }
      if (!isInSpan(this.#scope.data.start(edge), this.#span)) return true;
      if (checks.some(({ evaluate }) => evaluate(values as Value[]) !== true)) {
        return true;
      }
      return this.#visit(values, depth + 1, collector);
    });
  }

  /** When this turn's relation may start, given those that are bound. */
  #moments(turn: Turn, values: readonly (Value | undefined)[]): Moments | null {
    const span = this.#span;
    if (!span && turn.near.length === 0) return null;
    let { from, to } = span ?? { from: -Infinity, to: Infinity };
    for (const { other, width } of turn.near) {
      const start = this.#scope.data.start(values[other] as number);
      from = Math.max(from, start - width);
      to = Math.min(to, start + width);
    }
    return { from, to };
  }
}

/** The parts of a condition that must all hold. */
export function conjuncts(condition: Expression | null): readonly Expression[] {
  if (!condition) return [];
  return condition.kind === 'and'
    ? condition.of.flatMap(conjuncts)
    : [condition];
}

interface Condition {
  readonly part: Expression;
  readonly compiled: Compiled;
}

/** Takes out the conditions that read only what is bound. */
function takeReady(
  pending: Set<Condition>,
  bound: ReadonlySet<number>,
): Compiled[] {
  const ready = [...pending].filter(({ compiled }) =>
    [...compiled.reads].every((slot) => bound.has(slot)),
  );
  for (const condition of ready) pending.delete(condition);
  return ready.map(({ compiled }) => compiled);
}

/** `b within 10min of a`, seen from both relations. */
function nearOf(
  part: Expression,
  scope: Scope,
  edges: readonly number[],
): Near[] {
  if (part.kind !== 'near') return [];
  const [a, b] = [part.left, part.right].map((side) =>
    startsOf(side, scope, edges),
  ) as [number, number];
  if (a < 0 || b < 0) return [];
  const width = part.within.value * DURATION_UNITS[part.within.unit];
  return [
    { edge: a, other: b, width },
    { edge: b, other: a, width },
  ];
}

/** Slot of the relation whose start an expression is; -1 if it is none's. */
function startsOf(
  part: Expression,
  scope: Scope,
  edges: readonly number[],
): number {
  if (part.kind === 'field' && ['start', 'time'].includes(part.name)) {
    return startsOf(part.of, scope, edges);
  }
  if (part.kind !== 'name') return -1;
  const slot = columnAt(scope, part.name);
  return edges.includes(slot) ? slot : -1;
}
