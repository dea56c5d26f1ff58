import { formatCount } from '../marks/format.ts';

const MOST_BARS = 8;

/** How many relations have how many members. */
export function SizeBars({ sizes }: { sizes: readonly number[] }) {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  const rows = [...counts].sort((a, b) => a[0] - b[0]).slice(0, MOST_BARS);
  const most = Math.max(1, ...rows.map(([, count]) => count));
  return (
    <ul class="size-bars">
      {rows.map(([size, count]) => (
        <li key={size}>
          <span class="number">{size}</span>
          <span class="track">
            <i style={{ width: `${String((100 * count) / most)}%` }} />
          </span>
          <span class="number soft">{formatCount(count)}</span>
        </li>
      ))}
    </ul>
  );
}
