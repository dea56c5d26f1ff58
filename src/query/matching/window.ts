import { DURATION_UNITS, type Window } from '../syntax/syntax-tree.ts';
import { as } from '../evaluation/compiled.ts';
import { compileExpression } from '../evaluation/compile-expression.ts';
import { faultAt, type Scope } from '../evaluation/scope.ts';
import { recurrenceTest } from './recurrence.ts';

/** A stretch of time, `[from, to)`, and which moments of it count. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
  readonly recurs: ((time: number) => boolean) | null;
}

/**
 * The stretch that a window means. `last` counts back from the data's latest
 * time, its own moment included, so that an answer does not depend on the clock.
 */
export function spanOf(window: Window | null, scope: Scope): TimeSpan | null {
  if (!window) return null;
  const { span } = window;
  const recurs =
    window.every === null
      ? null
      : recurrenceTest(
          window.every,
          window.zone ?? 'UTC',
          (problem, expected) => faultAt(scope, window, { problem, expected }),
        );
  if (span.kind === 'last') {
    const { times } = scope.data.timeIndex;
    const latest = times.at(-1) ?? NaN;
    const width = span.duration.value * DURATION_UNITS[span.duration.unit];
    return { from: latest - width, to: latest + 1, recurs };
  }
  const [from, to] = [span.from, span.to].map((part) => {
    const time = as(compileExpression(part, scope), ['time'], part, scope);
    if (time.reads.size === 0) return Number(time.evaluate([]) ?? NaN);
    throw faultAt(scope, part, {
      problem: 'an end of a window is the same for all rows',
      expected: 'a time such as "2026-09-01"',
    });
  }) as [number, number];
  if (to < from) {
    throw faultAt(scope, window, {
      problem: 'this window ends before it starts',
    });
  }
  return { from, to, recurs };
}

/** Whether a moment counts: any does without a span; NaN, no time, only then. */
export function isInSpan(time: number, span: TimeSpan | null): boolean {
  if (!span) return true;
  return time >= span.from && time < span.to && (span.recurs?.(time) ?? true);
}
