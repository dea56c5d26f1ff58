import { useEffect, useRef } from 'preact/hooks';
import { HolesPanel } from '../holes/holes-panel.tsx';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { DistributionsPanel } from './distributions-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { MatrixState } from './matrix-state.ts';

/** The whole data set: distributions, the matrix as tiles, groups by overlap. */
export function OverviewView() {
  const store = useStore();
  const made = useRef<MatrixState | null>(null);
  made.current ??= new MatrixState(store);
  const state = made.current;
  useEffect(() => () => state.stop(), [state]);
  return (
    <main id="content" tabIndex={-1} class="work of-overview">
      <h1 class="spoken">
        {TEXT.overview.headline(store.dataset.value?.name ?? '')}
      </h1>
      <DistributionsPanel />
      {store.overviewPart.value === 'holes' ? (
        <HolesPanel />
      ) : (
        <MatrixPanel state={state} />
      )}
      <GroupsPanel />
    </main>
  );
}
