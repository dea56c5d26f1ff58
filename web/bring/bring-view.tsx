import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { Hero } from './empty-view.tsx';
import { FailedStep } from './failed-step.tsx';
import { MappingStep } from './mapping-step.tsx';
import { DoneStep, SendingStep } from './sending-step.tsx';

/** Bringing a file in, one step at a time. */
export function BringView() {
  const store = useStore();
  const now = store.bring.value;
  if (now.step === 'mapping') return <MappingStep now={now} />;
  return (
    <main id="content" tabIndex={-1} class="work of-one">
      <section class="panel" aria-label={TEXT.nav.bring}>
        <Step />
      </section>
    </main>
  );
}

function Step() {
  const store = useStore();
  const now = store.bring.value;
  switch (now.step) {
    case 'sending':
      return <SendingStep now={now} />;
    case 'done':
      return <DoneStep now={now} />;
    case 'failed':
      return <FailedStep now={now} />;
    case 'looking':
      return (
        <div class="problem-place" role="status">
          {TEXT.bring.looking(now.file.name)}
        </div>
      );
    case 'choose':
    case 'mapping':
      return <Hero />;
  }
}
