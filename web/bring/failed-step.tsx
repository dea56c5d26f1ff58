import { pickFile } from '../frame/pick-file.ts';
import { TEXT } from '../messages.ts';
import { ProblemCard, type Way } from '../problem/problem-card.tsx';
import { showView } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import { openFile } from './bring-actions.ts';
import type { BringStep } from './bring-step.ts';

/** Where a file stopped, what is kept, and ways on. */
export function FailedStep({
  now,
}: {
  now: Extract<BringStep, { step: 'failed' }>;
}) {
  const store = useStore();
  const { back, file, problem } = now;
  const words = TEXT.problem;
  const change: Way[] = back
    ? [
        {
          name: words.mapping,
          why: words.mappingWhy,
          go: () => (store.bring.value = back),
        },
      ]
    : [];
  const leave: Way[] = store.dataset.value
    ? [
        {
          name: words.back,
          why: words.backWhy,
          go: () => {
            store.bring.value = { step: 'choose' };
            showView(store, 'triage');
          },
        },
      ]
    : [];
  const another: Way = {
    name: words.another,
    why: words.anotherWhy,
    go: () => pickFile((chosen) => void openFile(store, chosen)),
  };
  return (
    <ProblemCard
      title={words.fileTitle(file.name)}
      problem={problem}
      kept={words.kept}
      ways={[...change, another, ...leave]}
    />
  );
}
