import { printQuery } from '../syntax/print-query.ts';
import type { Pattern } from '../syntax/syntax-tree.ts';
import type { Scope } from '../evaluation/scope.ts';
import type { PatternMatcher, RolePlan } from './pattern-matcher.ts';
import type { TimeSpan } from './window.ts';

/** Two relations start at most `width` milliseconds from each other. */
export interface Near {
  readonly edge: number;
  readonly other: number;
  readonly width: number;
}

/** A pattern's turn, how its relations are found, and how many rows that may make. */
export interface Ordered {
  readonly matcher: PatternMatcher;
  readonly by: string;
  readonly rows: number;
}

/**
 * The order in which patterns are searched: the cheapest first, then always the
 * one with the fewest relations to look at, given what is bound by then; ties
 * as they are written.
 * @remarks O(patterns²).
 */
export function planOrder(
  matchers: readonly PatternMatcher[],
  near: readonly Near[],
  outer: Scope,
  span: TimeSpan | null,
): Ordered[] {
  const bound = new Set(outer.columns.keys());
  const left = [...matchers];
  const order: Ordered[] = [];
  let rows = 1;
  while (left.length > 0) {
    const costs = left.map((matcher) =>
      accessOf(matcher, { bound, near, outer, span }),
    );
    const best = costs.reduce((a, b) => (b.looks < a.looks ? b : a));
    left.splice(left.indexOf(best.matcher), 1);
    for (const slot of [best.matcher.edgeSlot, ...best.matcher.slots]) {
      bound.add(slot);
    }
    rows *= best.rows;
    order.push({
      matcher: best.matcher,
      by: best.by,
      rows: Math.round(rows),
    });
  }
  return order;
}

interface Known {
  readonly bound: ReadonlySet<number>;
  readonly near: readonly Near[];
  readonly outer: Scope;
  readonly span: TimeSpan | null;
}

interface Access {
  readonly matcher: PatternMatcher;
  readonly by: string;
  /** Relations looked at for one row so far. */
  readonly looks: number;
  /** Rows made of one row so far. */
  readonly rows: number;
}

function accessOf(matcher: PatternMatcher, known: Known): Access {
  const { hypergraph } = known.outer.data;
  const all = hypergraph.edgeCount;
  const { share, by: byTime } = shareOfTime(matcher, known);
  const kindShare = all === 0 ? 0 : matcher.kindCount / all;
  const anchors = matcher.roles
    .filter(({ group }) => !group)
    .map((role) => ({ role, degree: degreeOf(role, known) }))
    .filter(({ degree }) => degree !== null)
    .sort((a, b) => (a.degree ?? 0) - (b.degree ?? 0));
  const [anchor] = anchors;
  const looks = (anchor?.degree ?? all) * share;
  // Every further known member keeps about its share of the relations.
  const kept = anchors
    .slice(1)
    .reduce((part, { degree }) => (part * (degree ?? 0)) / Math.max(1, all), 1);
  const places = [
    ...(anchor ? [`by ${anchor.role.name ?? 'member'}`] : []),
    ...(byTime === null ? [] : [byTime]),
  ];
  return {
    matcher,
    looks,
    rows: looks * kindShare * kept,
    by: places.length > 0 ? places.join(' and ') : 'by reading every relation',
  };
}

/** Relations of a role's node where it is known; the mean where it will be. */
function degreeOf(role: RolePlan, known: Known): number | null {
  const { hypergraph } = known.outer.data;
  if (role.node !== null) {
    return role.node < 0 ? 0 : hypergraph.nodeDegree(role.node);
  }
  if (role.slot === null || !known.bound.has(role.slot)) return null;
  return hypergraph.incidenceCount / Math.max(1, hypergraph.nodeCount);
}

/** The part of all relations whose time fits. */
function shareOfTime(
  matcher: PatternMatcher,
  { bound, near, outer, span }: Known,
): { share: number; by: string | null } {
  const widths = near
    .filter(({ edge, other }) => edge === matcher.edgeSlot && bound.has(other))
    .map(({ width }) => 2 * width);
  if (!span && widths.length === 0) return { share: 1, by: null };
  const { times } = outer.data.timeIndex;
  const whole = Math.max(1, (times.at(-1) ?? 0) - (times[0] ?? 0));
  const width = Math.min(span ? span.to - span.from : Infinity, ...widths);
  return { share: Math.min(1, width / whole), by: 'by time' };
}

/** A pattern as it is written. */
export function patternText(pattern: Pattern): string {
  return printQuery({
    lets: [],
    source: { kind: 'match', patterns: [pattern], window: null, where: null },
    stages: [],
  }).slice('match '.length);
}
