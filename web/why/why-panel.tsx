import type { Anomaly, Explanation } from '#protocol/anomalies.ts';
import { Icon } from '../frame/icon.tsx';
import { formatScore } from '../marks/format.ts';
import { LabelButtons } from '../labels/label-buttons.tsx';
import { LabelSection } from '../labels/label-section.tsx';
import { TEXT } from '../messages.ts';
import { ProblemInline } from '../problem/problem-card.tsx';
import { retry, step } from '../state/actions.ts';
import { isFiltered } from '../state/filters.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { budgetSentence, chanceSentence } from './chance.ts';
import { Precedent, SeenAgainstExpected } from './evidence.tsx';
import { MemberShares } from './member-shares.tsx';
import { Origin } from './origin.tsx';
import { Section } from './section.tsx';
import { Standing } from './standing.tsx';
import { TaughtSection } from './taught-section.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';

/** Why the open relation ranks where it does, read downwards. */
export function WhyPanel() {
  const store = useStore();
  const anomaly = store.focused.value;
  const edge = store.edge.value;
  return (
    <section class="panel why" aria-label={TEXT.why.label}>
      <header>
        <h2>{anomaly ? TEXT.why.title(anomaly.rank) : TEXT.why.titleNone}</h2>
        <span class="fill" />
        <Position />
        <Walk by={-1} />
        <Walk by={1} />
      </header>
      <div
        class="scroll"
        tabIndex={0}
        role="region"
        aria-label={TEXT.why.reasons}
      >
        {anomaly ? <Reasons anomaly={anomaly} /> : <Beyond />}
        {edge.state === 'failed' ? (
          <ProblemInline problem={edge.problem} onRetry={() => retry(store)} />
        ) : (
          <>
            <Standing />
            <Origin />
          </>
        )}
        <LabelSection />
      </div>
      <LabelButtons />
    </section>
  );
}

function Position() {
  const store = useStore();
  const at = store.visible.value.findIndex(
    ({ id }) => id === store.focus.value,
  );
  if (at < 0) return null;
  return (
    <span class="caption">
      {TEXT.why.position(
        at + 1,
        isFiltered(store.filters.value)
          ? store.visible.value.length
          : (store.dataset.value?.edges ?? 0),
      )}
    </span>
  );
}

function Walk({ by }: { by: -1 | 1 }) {
  const store = useStore();
  const name = by < 0 ? `${TEXT.why.previous} (K)` : `${TEXT.why.next} (J)`;
  return (
    <button
      type="button"
      class="button quiet icon"
      aria-label={name}
      title={name}
      onClick={() => step(store, by)}
    >
      <Icon name={by < 0 ? 'previous' : 'next'} />
    </button>
  );
}

function Reasons({ anomaly }: { anomaly: Anomaly }) {
  const { explanation } = anomaly;
  if (!explanation) {
    return (
      <>
        <Verdict anomaly={anomaly} />
        <p class="section note" role="status">
          {TEXT.why.loading}
        </p>
      </>
    );
  }
  const { parts } = explanation;
  return (
    <>
      <Verdict anomaly={anomaly} />
      {anomaly.taught && (
        <TaughtSection taught={anomaly.taught} rank={anomaly.rank} />
      )}
      <Section
        title={TEXT.why.parts}
        note={parts.length > 0 ? TEXT.why.partsNote : ''}
      >
        {parts.length > 0 ? (
          <WaterfallChart parts={parts} score={anomaly.score} />
        ) : (
          <p class="note">{TEXT.why.noParts}</p>
        )}
      </Section>
      {explanation.members.length > 0 && (
        <Section
          title={TEXT.why.members}
          note={TEXT.why.membersNote(formatScore(memberPart(explanation)))}
        >
          <MemberShares anomaly={anomaly} shares={explanation.members} />
        </Section>
      )}
      {explanation.pairs.length > 0 && (
        <SeenAgainstExpected
          pairs={explanation.pairs}
          kindOf={(id) =>
            anomaly.memberKinds[anomaly.members.indexOf(id)] ?? null
          }
        />
      )}
      {explanation.nearest && <Precedent nearest={explanation.nearest} />}
    </>
  );
}

/** What the members' shares add up to. */
function memberPart({ members }: Explanation): number {
  return members.reduce((sum, { contribution }) => sum + contribution, 0);
}

function Verdict({ anomaly }: { anomaly: Anomaly }) {
  const store = useStore();
  const facts = store.ranking.value?.facts;
  const { p, pBasis, q, score, rank, explanation } = anomaly;
  const isHeld = facts?.guarantee.controlled ?? false;
  const advice = q !== null && isHeld ? budgetSentence(q) : null;
  return (
    <div class="verdict">
      <div class="figure">
        {formatScore(score)}
        <small>{TEXT.why.score(rank, facts?.total ?? 0)}</small>
      </div>
      <p>
        <b>
          {p === null
            ? TEXT.why.noChance
            : chanceSentence(p, pBasis === 'model-extrapolated')}
        </b>{' '}
        {explanation?.text} {advice}
      </p>
    </div>
  );
}

/** A relation reached through the picture whose rank is on its way, or unknown. */
function Beyond() {
  const store = useStore();
  const focus = store.focus.value;
  const { value: loadable } = store.beyond;
  const ranking = store.ranking.value;
  if (focus === null || !ranking || ranking.results.length === 0) return null;
  if (loadable.state === 'failed') {
    return (
      <ProblemInline problem={loadable.problem} onRetry={() => retry(store)} />
    );
  }
  const neighbour = valueOf(store.neighbourhood.value)?.edges.find(
    ({ id }) => id === focus,
  );
  return (
    <div class="verdict">
      <div class="figure">
        {formatScore(neighbour?.score ?? null)}
        <small>{TEXT.why.scoreOnly}</small>
      </div>
      <p>
        {loadable.state === 'loading' ? TEXT.why.loading : TEXT.why.unranked}
      </p>
    </div>
  );
}
