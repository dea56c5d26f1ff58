import type { Anomaly, MemberShare } from '#protocol/anomalies.ts';
import { formatScore } from '../marks/format.ts';
import { displayName } from '../marks/kinds.ts';
import { Mark } from '../marks/mark.tsx';
import { chooseItem } from '../state/actions.ts';
import { chooseMode } from '../state/selection.ts';
import { useStore } from '../state/store-context.ts';

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
  const widest = Math.max(
    ...shares.map(({ contribution }) => Math.abs(contribution)),
  );
  return (
    <ul class="shares">
      {shares.map(({ id, contribution }) => {
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
    </ul>
  );
}
