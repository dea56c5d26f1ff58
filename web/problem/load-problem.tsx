import type { Problem } from '../api/problem.ts';
import { TEXT } from '../messages.ts';
import { retry, showView } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import { ProblemCard } from './problem-card.tsx';

/** Shown instead of the panels when there is nothing to put in them. */
export function LoadProblem({ problem }: { problem: Problem }) {
  const store = useStore();
  const { retry: name, retryWhy, another, anotherWhy } = TEXT.problem;
  const title = store.ranking.value
    ? TEXT.problem.scoreTitle
    : TEXT.problem.loadTitle;
  return (
    <main id="content" tabIndex={-1} class="work of-one">
      <section class="panel" aria-label={title}>
        <ProblemCard
          title={title}
          problem={problem}
          ways={[
            { name, why: retryWhy, go: () => retry(store) },
            {
              name: another,
              why: anotherWhy,
              go: () => showView(store, 'bring'),
            },
          ]}
        />
      </section>
    </main>
  );
}
