import type { Taught } from '#protocol/anomalies.ts';
import { formatSigned } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { Section } from './section.tsx';

/** What labels did to the open relation's rank, and through what. */
export function TaughtSection(props: { taught: Taught; rank: number }) {
  const { rankBefore, moved, movedBy } = props.taught;
  if (moved === null) return null;
  return (
    <Section
      title={TEXT.taught.section}
      note={TEXT.taught.fromTo(rankBefore, props.rank)}
    >
      <p class="note">{TEXT.taught.reasons[moved]}</p>
      {movedBy.length > 0 && (
        <dl class="facts">
          {movedBy.flatMap(({ name, contribution }) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name} value`}>{formatSigned(contribution)}</dd>,
          ])}
        </dl>
      )}
    </Section>
  );
}
