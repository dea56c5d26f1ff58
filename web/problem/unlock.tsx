import { useSignal } from '@preact/signals';
import { openSession } from '../api/client.ts';
import { TEXT } from '../messages.ts';
import { loadDatasets } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';

/** Asks for the server's token where the address brought none. */
export function Unlock() {
  const store = useStore();
  const token = useSignal('');
  const refused = useSignal(false);
  const open = async () => {
    refused.value = false;
    await openSession(token.value.trim()).catch(() => undefined);
    await loadDatasets(store);
    refused.value = store.access.value === 'locked';
  };
  return (
    <main id="content" tabIndex={-1} class="work of-one">
      <section class="panel" aria-label={TEXT.problem.lockedTitle}>
        <div class="problem-place">
          <div class="problem">
            <h1>{TEXT.problem.lockedTitle}</h1>
            <p>{TEXT.problem.lockedText}</p>
            <form
              class="unlock"
              onSubmit={(event) => {
                event.preventDefault();
                void open();
              }}
            >
              <input
                class="field"
                type="password"
                autocomplete="off"
                aria-label={TEXT.problem.token}
                aria-invalid={refused.value}
                value={token.value}
                onInput={(event) => (token.value = event.currentTarget.value)}
              />
              <button type="submit" class="button primary">
                {TEXT.problem.unlock}
              </button>
            </form>
            <p role="status">{refused.value ? TEXT.problem.wrongToken : ''}</p>
          </div>
        </div>
      </section>
    </main>
  );
}
