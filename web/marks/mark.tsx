import type { Look } from './kinds.ts';
import { markPath } from './mark-path.ts';

/**
 * A node's mark beside text.
 * @param props.name - Said by screen readers; leave out where the kind is said already.
 */
export function Mark({
  look,
  size = 12,
  name,
}: {
  look: Look;
  size?: number;
  name?: string | undefined;
}) {
  const said = name
    ? ({ role: 'img', 'aria-label': name } as const)
    : ({ 'aria-hidden': true } as const);
  return (
    <svg
      class={`mark look-${look}`}
      width={size}
      height={size}
      viewBox="-8 -8 16 16"
      {...said}
    >
      <path d={markPath(look, 6)} />
    </svg>
  );
}
