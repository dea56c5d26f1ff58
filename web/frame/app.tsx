import { useSignal } from '@preact/signals';
import { BringView } from '../bring/bring-view.tsx';
import { EmptyView } from '../bring/empty-view.tsx';
import { TEXT } from '../messages.ts';
import { LoadProblem } from '../problem/load-problem.tsx';
import { Unlock } from '../problem/unlock.tsx';
import { OverviewView } from '../overview/overview-view.tsx';
import { PicturePanel } from '../picture/picture-panel.tsx';
import { useStore } from '../state/store-context.ts';
import { TimelinePanel } from '../timeline/timeline-panel.tsx';
import { TriagePanel } from '../triage/triage-panel.tsx';
import { WhyPanel } from '../why/why-panel.tsx';
import { Bar, ViewLinks } from './bar.tsx';
import { ContextLine } from './context-line.tsx';
import { FileDrop } from './file-drop.tsx';

/** The page: bar, context line, work area, timeline, and a phone's tab bar. */
export function App() {
  const store = useStore();
  const fieldsOpen = useSignal(false);
  const showsTime =
    store.view.value !== 'bring' && Boolean(store.dataset.value?.time);
  const openFields = () => {
    fieldsOpen.value = !fieldsOpen.value;
    requestAnimationFrame(() => document.getElementById('time-from')?.focus());
  };
  return (
    <div class="app">
      <Bar />
      <ContextLine onTime={openFields} />
      <Work />
      {showsTime && <TimelinePanel opened={fieldsOpen.value} />}
      <nav class="tabs" aria-label={TEXT.nav.label}>
        <ViewLinks iconSize={20} />
      </nav>
      <div class="spoken" aria-live="polite">
        {store.spoken.value}
      </div>
      <FileDrop />
    </div>
  );
}

function Work() {
  const store = useStore();
  if (store.access.value === 'locked') return <Unlock />;
  if (store.view.value === 'bring') return <BringView />;
  const problem = store.problem.value ?? failedRanking(store);
  if (problem) return <LoadProblem problem={problem} />;
  if (store.datasets.value.state === 'ready' && !store.dataset.value) {
    return <EmptyView />;
  }
  if (store.view.value === 'overview') return <OverviewView />;
  return (
    <main id="content" tabIndex={-1} class="work of-triage">
      <h1 class="spoken">
        {TEXT.triage.headline(store.dataset.value?.name ?? '')}
      </h1>
      <TriagePanel />
      <PicturePanel />
      <WhyPanel />
    </main>
  );
}

/** Scoring that failed before the first row leaves nothing to show beside it. */
function failedRanking({ ranking }: ReturnType<typeof useStore>) {
  const current = ranking.value;
  return current && current.results.length === 0 ? current.problem : null;
}
