import { assignLooks } from '../marks/kinds.ts';
import { Mark } from '../marks/mark.tsx';
import { TEXT } from '../messages.ts';
import { columnsWith, type Mapping } from './mapping.ts';
import type { TablePreview } from './preview.ts';

/** The mapping as a sentence: what a row becomes, and what the other columns are. */
export function Reading(props: { preview: TablePreview; mapping: Mapping }) {
  const { preview, mapping } = props;
  const members = columnsWith(preview, mapping, 'member');
  const keys = columnsWith(preview, mapping, 'key');
  const words = TEXT.bring;
  return (
    <div class="reading" aria-live="polite">
      <p>
        {keys.length > 0 ? (
          <>
            {words.readingKey} <Slots names={keys} />{' '}
            {mapping.window !== '' && (
              <>
                {words.within}{' '}
                <span class="slot">{words.windows[mapping.window]}</span>{' '}
              </>
            )}
            {words.readingKeyThen}{' '}
          </>
        ) : (
          `${words.readingRow} `
        )}
        {members.length > 0 ? <Slots names={members} marked /> : '…'}.
      </p>
      {members.length === 0 && <p class="missing">{words.noMembers}</p>}
      <small>{restOf(preview, mapping)}</small>
    </div>
  );
}

function Slots(props: { names: readonly string[]; marked?: boolean }) {
  const { names, marked } = props;
  const lookOf = assignLooks(
    Object.fromEntries(names.map((name) => [name, 1])),
  );
  return (
    <>
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && (index === names.length - 1 ? ' and ' : ', ')}
          <span class="slot">
            {marked && <Mark look={lookOf(name)} size={15} />}
            {name}
          </span>
        </span>
      ))}
    </>
  );
}

function restOf(preview: TablePreview, mapping: Mapping): string {
  const names = (role: 'time' | 'weight' | 'role' | 'keep') =>
    columnsWith(preview, mapping, role);
  const [time] = names('time');
  const [weight] = names('weight');
  const [role] = names('role');
  const keep = names('keep');
  const sentences = [
    time === undefined ? TEXT.bring.noTime : TEXT.bring.timeIs(time),
    ...(weight === undefined ? [] : [TEXT.bring.weightIs(weight)]),
    ...(role === undefined ? [] : [TEXT.bring.roleIs(role)]),
    ...(keep.length > 0 ? [TEXT.bring.keptAre(keep)] : []),
  ];
  return sentences.join(' ');
}
