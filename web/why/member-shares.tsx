import type { Anomaly, MemberShare } from '#protocol/anomalies.ts';
import { formatScore } from '../marks/format.ts';
import { displayName } from '../marks/kinds.ts';
import { Mark } from '../marks/mark.tsx';
import { TEXT } from '../messages.ts';
import { chooseItem } from '../state/actions.ts';
import { chooseMode } from '../state/selection.ts';
import { useStore } from '../state/store-context.ts';

/** Beyond this many the rest is added up. */
const MOST_NAMED = 10;

/** How much of the score each member brings, largest first. */
export function MemberShares(props: {
  anomaly: Anomaly;
  shares: readonly MemberShare[];
}) {
  const store = useStore();
  const { members, memberKinds } = props.anomaly;
  const kinds = new Map(members.map((id, at) => [id, memberKinds[at] ?? null]));
  const shares = [...props.shares].sort(
    (a, b) => b.contribution - a.contribution,
  );
  const named = shares.length > MOST_NAMED ? outermost(shares) : shares;
  const rest = shares.filter((share) => !named.includes(share));
  const widest = Math.max(
    ...named.map(({ contribution }) => Math.abs(contribution)),
  );
  return (
    <ul class="shares">
      {named.map(({ id, contribution }) => {
        const kind = kinds.get(id) ?? null;
        const percent =
          widest > 0 ? (100 * Math.abs(contribution)) / widest : 0;
        return (
          <li
            key={id}
            onPointerEnter={() => (store.hover.value = { type: 'node', id })}
            onPointerLeave={() => (store.hover.value = null)}
          >
            <Mark
              look={store.lookOf.value(kind)}
              size={13}
              name={kind ?? undefined}
            />
            <button
              type="button"
              class="name clip"
              title={id}
              onClick={(event) =>
                chooseItem(store, { type: 'node', id }, chooseMode(event))
              }
            >
              {displayName(id, kind)}
            </button>
            <span class="track">
              <i
                class={contribution < 0 ? 'lowers' : undefined}
                style={{ width: `${String(percent)}%` }}
              />
            </span>
            <span class="number soft">{formatScore(contribution)}</span>
          </li>
        );
      })}
      {rest.length > 0 && (
        <li>
          <span />
          <span class="rest clip faint">
            {TEXT.why.otherMembers(rest.length)}
          </span>
          <span class="number soft">{formatScore(sumOf(rest))}</span>
        </li>
      )}
    </ul>
  );
}

/** The members that matter most, either way, still in order. */
function outermost(shares: readonly MemberShare[]): MemberShare[] {
  const bySize = [...shares].sort(
    (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
  );
  const kept = new Set(bySize.slice(0, MOST_NAMED - 1));
  return shares.filter((share) => kept.has(share));
}

function sumOf(shares: readonly MemberShare[]): number {
  return shares.reduce((sum, { contribution }) => sum + contribution, 0);
}
