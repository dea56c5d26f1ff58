import type { Random } from '#numeric/random.ts';
import type { PlantedStream } from './planted-stream.ts';

/**
 * The same stream with each planted relation at the time of a relation chosen by
 * chance. Where a detector finds far fewer of them, it found the others by what
 * their time gave away, such as the original beside its copy.
 */
export function withJitteredTimes(
  { relations, labels }: PlantedStream,
  random: Random,
): PlantedStream {
  const normal = relations.filter((_, i) => labels[i] === 0);
  if (normal.length === 0) return { relations, labels };
  const rows = relations
    .map((relation, i) => ({
      label: labels[i] ?? 0,
      relation:
        labels[i] === 1
          ? { members: relation.members, time: random.pick(normal).time }
          : relation,
    }))
    .sort((a, b) => a.relation.time - b.relation.time);
  return {
    relations: rows.map(({ relation }) => relation),
    labels: Uint8Array.from(rows, ({ label }) => label),
  };
}
