import type { Anomaly } from '#protocol/anomalies.ts';
import { Icon } from '../frame/icon.tsx';
import { textWidth } from '../frame/text-width.ts';
import { LabelTag } from '../labels/label-tag.tsx';
import { MovedTag } from '../labels/moved-tag.tsx';
import { formatMinute, formatScore } from '../marks/format.ts';
import { displayName, type LookOf } from '../marks/kinds.ts';
import { Mark } from '../marks/mark.tsx';
import { scoreLevel, scoreShare } from '../marks/score-level.ts';
import { TEXT } from '../messages.ts';
import { fittingMembers } from './fitting-members.ts';

/** Pixels; the style sheet has the same. */
export const ROW_HEIGHT = 69;
/** A row's columns and paddings beside the members. */
const BESIDE = 44 + 8 + 8 + 22;
const SMALL = '400 11px FAMILY';
/** Room for how far labels moved a row. */
const MOVED = 44;

export function optionId(anomaly: Anomaly): string {
  return `ranked-${String(anomaly.rank)}`;
}

/** Score with bar, a sentence, the members that fit, the time, and whether it is flagged. */
export function RankedRow(props: {
  anomaly: Anomaly;
  index: number;
  count: number;
  width: number;
  isOpen: boolean;
  highest: number;
  lookOf: LookOf;
  label: string | null;
  onOpen: () => void;
}) {
  const { anomaly, index, highest } = props;
  const { score, flagged, time } = anomaly;
  // Reasons come after the rows, so the id stands in until they do.
  const sentence = anomaly.explanation?.text ?? TEXT.picture.title(anomaly.id);
  // The first clause is the strongest; the rest stands under Why.
  const [clause = sentence] = sentence.split(/;\s|\.$/);
  const isNamed = anomaly.explanation === undefined || isNumber(anomaly.id);
  return (
    <div
      id={optionId(anomaly)}
      class={`ranked-row level-${String(scoreLevel(score, highest))}`}
      role="option"
      aria-selected={props.isOpen}
      aria-posinset={index + 1}
      aria-setsize={props.count}
      style={{ top: `${String(index * ROW_HEIGHT)}px` }}
      onClick={props.onOpen}
    >
      <span class="ranked-score">
        <b>{formatScore(score)}</b>
        <i>
          <span style={{ width: `${String(scoreShare(score, highest))}%` }} />
        </i>
      </span>
      <span class="ranked-what">
        <span class="ranked-clause" title={sentence}>
          {isNamed ? clause : `${anomaly.id} · ${clause}`}
        </span>
        {props.label && <LabelTag label={props.label} />}
        {flagged && !props.label && (
          <span
            class="tag bad flag"
            role="img"
            aria-label={TEXT.triage.flag}
            title={TEXT.triage.flag}
          >
            <Icon name="flag" size={11} />
          </span>
        )}
      </span>
      <Who
        anomaly={anomaly}
        lookOf={props.lookOf}
        room={
          props.width -
          BESIDE -
          textWidth(formatMinute(time), SMALL) -
          (anomaly.taught?.moved ? MOVED : 0)
        }
      />
      <span class="ranked-when">
        <MovedTag taught={anomaly.taught} rank={anomaly.rank} />{' '}
        {formatMinute(time)}
      </span>
    </div>
  );
}

/** A row number says nothing; any other id is a name that people know. */
function isNumber(id: string): boolean {
  return /^\d+$/.test(id);
}

function Who(props: { anomaly: Anomaly; lookOf: LookOf; room: number }) {
  const { members, memberKinds } = props.anomaly;
  const names = members.map((id, index) => displayName(id, memberKinds[index]));
  const widths = names.map((name) => textWidth(name, SMALL));
  const fitting = fittingMembers(widths, props.room, 22, 26);
  const rest = members.length - fitting;
  if (members.length === 0) {
    return <span class="ranked-who faint">{TEXT.triage.noMember}</span>;
  }
  return (
    <span class="ranked-who">
      {names.slice(0, fitting).map((name, index) => (
        <>
          <Mark
            look={props.lookOf(memberKinds[index])}
            name={memberKinds[index] ?? undefined}
          />
          <span class="clip">{name}</span>
        </>
      ))}
      {rest > 0 && <span class="faint">{TEXT.triage.more(rest)}</span>}
    </span>
  );
}
