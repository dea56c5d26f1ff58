import {
  DURATION_UNITS,
  type DurationLiteral,
  type Range,
  type Source,
  type Step,
} from '../syntax/syntax-tree.ts';
import { compileCondition } from '../evaluation/compile-expression.ts';
import type { Compiled } from '../evaluation/compiled.ts';
import {
  faultAt,
  withColumns,
  type Prepared,
  type Scope,
} from '../evaluation/scope.ts';
import { keyOf, type Row, type Value } from '../evaluation/value.ts';
import { RowCollector } from './collect-rows.ts';
import { patternText } from './plan-order.ts';
import { PatternMatcher, type Moments } from './pattern-matcher.ts';
import { assignSlots } from './slots.ts';
import { isInSpan, spanOf, type TimeSpan } from './window.ts';

type Sequence = Extract<Source, { kind: 'sequence' }>;

/** One step that must happen, and what must not happen before it. */
interface Turn {
  readonly matcher: PatternMatcher;
  readonly repeat: Range | null;
  /** At most this long after the step before, milliseconds. */
  readonly within: number;
  readonly without: readonly PatternMatcher[];
}

/**
 * Makes `sequence` ready: steps one after another in time. Of two relations of
 * one moment, the one that stands first in the data comes first. `without`
 * forbids a relation between the steps around it, or after the last one. A
 * repeated step is all relations that look like it, with the same variables,
 * before the next step and within the sequence's time of it; as the last step,
 * all within that time of its first one.
 */
export function prepareSequence(source: Sequence, outer: Scope): Prepared {
  const patterns = source.steps.map(({ pattern }) => pattern);
  const repeated = new Set(
    source.steps.filter(({ repeat }) => repeat).map(({ pattern }) => pattern),
  );
  const slots = assignSlots(patterns, outer, (pattern) =>
    repeated.has(pattern) ? 'edges' : 'edge',
  );
  checkSteps(source, outer);
  const scope = withColumns(outer, slots.columns);
  // Conditions of a step see its relation, also where the alias is a list.
  const matchers = patterns.map(
    (pattern, i) =>
      new PatternMatcher(
        pattern,
        oneEdge(scope, slots.edges[i] ?? 0),
        slots.edges[i] ?? 0,
        slots.slotOf,
      ),
  );
  const { turns, after } = turnsOf(source.steps, matchers);
  const where = source.where && compileCondition(source.where, scope);
  const search = new SequenceSearch({
    turns,
    after,
    within: milliseconds(source.within),
    span: spanOf(source.window, outer),
    where,
    scope,
    from: outer.columns.length,
    named: slots.named,
  });
  return {
    columns: slots.columns.slice(0, slots.named),
    steps: source.steps.map(({ link, pattern }) => ({
      does: `${link === 'first' ? 'sequence' : link} ${patternText(pattern)}`,
      rows: null,
    })),
    rows: (values) => search.rows(values),
  };
}

function oneEdge(scope: Scope, slot: number): Scope {
  const columns = scope.columns.map((column, i) =>
    i === slot ? { ...column, type: 'edge' as const } : column,
  );
  return { ...scope, columns };
}

function checkSteps(source: Sequence, scope: Scope): void {
  const [first] = source.steps;
  source.steps.forEach((step, i) => {
    const next = source.steps[i + 1];
    if (step.repeat && next?.repeat) {
      throw faultAt(scope, next, {
        problem: 'two repeated steps follow each other',
        expected: 'a step without repeat between them',
      });
    }
    if (step.link === 'without' && step.repeat) {
      throw faultAt(scope, step, {
        problem: 'what must not happen is not repeated',
      });
    }
    const names = step.pattern.roles.flatMap(({ term }) =>
      term.kind === 'variable' ? [term.name] : [],
    );
    const missing = source.by.find((name) => !names.includes(name));
    if (missing !== undefined && step.link !== 'without') {
      throw faultAt(scope, step, {
        problem: `this step does not name $${missing}`,
        expected: `$${missing}, for the sequence is by it`,
      });
    }
  });
  if (first?.repeat && first.repeat.least < 1) {
    throw faultAt(scope, first, { problem: 'a step happens at least once' });
  }
}

function turnsOf(
  steps: readonly Step[],
  matchers: readonly PatternMatcher[],
): { turns: Turn[]; after: PatternMatcher[] } {
  const turns: Turn[] = [];
  let without: PatternMatcher[] = [];
  steps.forEach((step, i) => {
    const matcher = matchers[i];
    if (!matcher) return;
    if (step.link === 'without') {
      without.push(matcher);
      return;
    }
    turns.push({
      matcher,
      repeat: step.repeat,
      within: milliseconds(step.within),
      without,
    });
    without = [];
  });
  return { turns, after: without };
}

function milliseconds(duration: DurationLiteral | null): number {
  return duration ? duration.value * DURATION_UNITS[duration.unit] : Infinity;
}

interface Plan {
  readonly turns: readonly Turn[];
  readonly after: readonly PatternMatcher[];
  readonly within: number;
  readonly span: TimeSpan | null;
  readonly where: Compiled | null;
  readonly scope: Scope;
  readonly from: number;
  readonly named: number;
}

/** Relations with the variables that they bind alike, in time order. */
interface Group {
  readonly bound: readonly (readonly [slot: number, value: Value])[];
  readonly edges: number[];
}

class SequenceSearch {
  readonly #plan: Plan;
  #values: (Value | undefined)[] = [];
  #chosen: (readonly number[])[] = [];
  #collector: RowCollector;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#collector = new RowCollector(plan.from, plan.named);
  }

  rows(outer: readonly Value[]): Row[] {
    const { scope, from, named } = this.#plan;
    this.#values = [...outer];
    this.#values.length = scope.columns.length;
    this.#chosen = [];
    this.#collector = new RowCollector(from, named);
    this.#visit(0);
    return this.#collector.rows();
  }

  #visit(depth: number): boolean {
    const turn = this.#plan.turns[depth];
    if (!turn) return this.#finish();
    if (turn.repeat) return this.#visitRepeated(depth, turn, turn.repeat);
    return this.#eachNext(turn, this.#momentsAfter(turn), (edge) => {
      if (!this.#follows(edge) || this.#isForbidden(turn.without, edge))
        return true;
      return this.#choose(turn, [edge], () => this.#visit(depth + 1));
    });
  }

  #visitRepeated(depth: number, turn: Turn, repeat: Range): boolean {
    const next = this.#plan.turns[depth + 1];
    for (const group of this.#groups(turn)) {
      if (group.edges.length < repeat.least) continue;
      const before = group.bound.map(([slot]) => this.#values[slot]);
      for (const [slot, value] of group.bound) this.#values[slot] = value;
      const goesOn = next
        ? this.#beforeNext(depth, { turn, next, repeat, edges: group.edges })
        : this.#asRuns(depth, turn, { repeat, edges: group.edges });
      group.bound.forEach(([slot], i) => (this.#values[slot] = before[i]));
      if (!goesOn) return false;
    }
    return true;
  }

  /** The repeated step as all that came before each next one. */
  #beforeNext(
    depth: number,
    step: { turn: Turn; next: Turn; repeat: Range; edges: readonly number[] },
  ): boolean {
    const { turn, next, repeat, edges } = step;
    const { data } = this.#plan.scope;
    const isFirst = this.#chosen.length === 0;
    const earliest = data.start(edges[repeat.least - 1] ?? 0);
    const moments = isFirst
      ? { from: earliest, to: Infinity }
      : { from: earliest, to: this.#limit() };
    return this.#eachNext(next, moments, (edge) => {
      const start = data.start(edge);
      const longest = isFirst
        ? Math.min(this.#plan.within, Infinity)
        : Infinity;
      const chosen = edges.filter(
        (one) =>
          one !== edge &&
          this.#isBefore(one, edge) &&
          data.start(one) >= start - longest,
      );
      const last = chosen.at(-1);
      if (last === undefined || chosen.length < repeat.least) return true;
      if (chosen.length > (repeat.most ?? Infinity)) return true;
      if (start - data.start(last) > next.within) return true;
      if (this.#isForbidden(turn.without, chosen[0] ?? 0)) return true;
      return this.#choose(turn, chosen, () => {
        if (this.#isForbidden(next.without, edge)) return true;
        return this.#choose(next, [edge], () => this.#visit(depth + 2));
      });
    });
  }

  /** The repeated step as the last one: runs that fit the sequence's time. */
  #asRuns(
    depth: number,
    turn: Turn,
    { repeat, edges }: { repeat: Range; edges: readonly number[] },
  ): boolean {
    const { data } = this.#plan.scope;
    for (let i = 0; i + repeat.least <= edges.length;) {
      const end =
        this.#chosen.length === 0
          ? data.start(edges[i] ?? 0) + this.#plan.within
          : this.#limit();
      let j = i;
      while (j < edges.length && data.start(edges[j] ?? 0) <= end) j += 1;
      const run = edges.slice(i, j);
      const fits =
        run.length >= repeat.least && run.length <= (repeat.most ?? Infinity);
      if (fits && !this.#isForbidden(turn.without, run[0] ?? 0)) {
        if (!this.#choose(turn, run, () => this.#visit(depth + 1)))
          return false;
      }
      i = fits ? j : i + 1;
    }
    return true;
  }

  #groups(turn: Turn): Iterable<Group> {
    const groups = new Map<string, Group>();
    const free = turn.matcher.slots.filter(
      (slot) => this.#values[slot] === undefined,
    );
    this.#eachNext(turn, this.#momentsAfter(turn), (edge) => {
      if (!this.#follows(edge)) return true;
      const bound = free.map(
        (slot) => [slot, this.#values[slot] ?? null] as const,
      );
      const key = keyOf(bound.map(([, value]) => value));
      const group = groups.get(key) ?? { bound, edges: [] };
      groups.set(key, group);
      if (group.edges.at(-1) !== edge) group.edges.push(edge);
      return this.#plan.scope.budget.allows(group.edges.length);
    });
    for (const { edges } of groups.values()) {
      edges.sort((a, b) => (this.#isBefore(a, b) ? -1 : 1));
    }
    return groups.values();
  }

  #eachNext(
    { matcher }: Turn,
    moments: Moments,
    found: (edge: number) => boolean,
  ): boolean {
    const { scope, span } = this.#plan;
    return matcher.each(this.#values, moments, () => {
      const edge = this.#values[matcher.edgeSlot] as number;
      return isInSpan(scope.data.start(edge), span) ? found(edge) : true;
    });
  }

  /** Sets a step's relations while `then` runs. */
  #choose(turn: Turn, edges: readonly number[], then: () => boolean): boolean {
    const slot = turn.matcher.edgeSlot;
    const before = this.#values[slot];
    this.#values[slot] = turn.repeat ? edges : edges[0];
    this.#chosen.push(edges);
    const goesOn = then();
    this.#chosen.pop();
    this.#values[slot] = before;
    return goesOn;
  }

  #finish(): boolean {
    const { after, where, scope } = this.#plan;
    if (this.#isForbidden(after, null)) return true;
    if (where && where.evaluate(this.#values as Value[]) !== true) return true;
    if (!scope.budget.allows(this.#collector.count)) return false;
    this.#collector.add(this.#values, this.#chosen.flat());
    return true;
  }

  /** Whether a relation that must not be stands between the last step and `next`. */
  #isForbidden(
    without: readonly PatternMatcher[],
    next: number | null,
  ): boolean {
    const last = this.#chosen.at(-1)?.at(-1);
    if (without.length === 0 || last === undefined) return false;
    const { data } = this.#plan.scope;
    const to = next === null ? this.#limit() : data.start(next);
    return without.some((matcher) => {
      let isThere = false;
      matcher.each(this.#values, { from: data.start(last), to }, () => {
        const edge = this.#values[matcher.edgeSlot] as number;
        const isBetween =
          this.#isBefore(last, edge) &&
          (next === null || this.#isBefore(edge, next)) &&
          !this.#chosen.some((edges) => edges.includes(edge));
        isThere ||= isBetween;
        return !isThere;
      });
      return isThere;
    });
  }

  #momentsAfter({ within }: Turn): Moments {
    const { data } = this.#plan.scope;
    const last = this.#chosen.at(-1)?.at(-1);
    if (last === undefined) {
      const { span } = this.#plan;
      return span ?? { from: -Infinity, to: Infinity };
    }
    const start = data.start(last);
    return { from: start, to: Math.min(start + within, this.#limit()) };
  }

  /** Latest moment that the whole sequence allows. */
  #limit(): number {
    const first = this.#chosen[0]?.[0];
    if (first === undefined) return Infinity;
    return this.#plan.scope.data.start(first) + this.#plan.within;
  }

  #follows(edge: number): boolean {
    const last = this.#chosen.at(-1)?.at(-1);
    return last === undefined || this.#isBefore(last, edge);
  }

  #isBefore(a: number, b: number): boolean {
    const { data } = this.#plan.scope;
    const order = data.start(a) - data.start(b);
    return order < 0 || (order === 0 && a < b);
  }
}
