import type { RowStream } from '#pipeline/operations/row-stream.ts';
import type { Convergence } from '#pipeline/operations/spectral-measures.ts';
import type { Session } from './session.ts';

/** Rows that people see; `--json` has them all. */
export const SHOWN = 40;

/** Says so where an iteration ended early. */
export function noteConvergence(
  convergence: Convergence | undefined,
  session: Session,
): void {
  if (convergence === undefined || convergence.converged) return;
  session.note(
    `Not converged after ${convergence.iterations} steps: residual ${convergence.residual.toExponential(1)}.`,
  );
}

/** The largest values. */
export function printValues(
  rows: RowStream<readonly [string, number]>,
  title: string,
  session: Session,
): void {
  const best = [...rows].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  session.table(best, ['ID', title]);
  noteRest(rows.length, session);
}

/** Says how many rows are not shown. */
export function noteRest(total: number, session: Session): void {
  if (total <= SHOWN) return;
  session.note(`${total - SHOWN} more; --json has all ${total}.`);
}
