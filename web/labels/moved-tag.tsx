import type { Taught } from '#protocol/anomalies.ts';
import { TEXT } from '../messages.ts';

/** How far labels moved a row; nothing where they did not. */
export function MovedTag(props: { taught: Taught | undefined; rank: number }) {
  const { taught, rank } = props;
  if (!taught || taught.rankBefore === rank) return null;
  const by = taught.rankBefore - rank;
  return (
    <span
      class={by > 0 ? 'moved up' : 'moved down'}
      role="img"
      aria-label={TEXT.taught.was(taught.rankBefore)}
      title={TEXT.taught.was(taught.rankBefore)}
    >
      {TEXT.taught.by(by)}
    </span>
  );
}
