import { problemOf } from '../api/problem.ts';
import { transport } from '../api/transport.ts';
import type { MappingOptions } from '#protocol/mapping-options.ts';
import { loadDatasets, showView } from '../state/actions.ts';
import type { Store } from '../state/store.ts';
import { TEXT } from '../messages.ts';
import type { BringStep } from './bring-step.ts';
import { guessMapping, mappingOptions, type Mapping } from './mapping.ts';
import { previewTable } from './preview.ts';
import { readHead } from './read-head.ts';

/** Looks at a dropped or chosen file: tables ask for a mapping, others are sent at once. */
export async function openFile(store: Store, file: File): Promise<void> {
  cancelSending(store);
  showView(store, 'bring');
  store.bring.value = { step: 'looking', file };
  try {
    const { text, cut } = await readHead(file);
    const preview = text === null ? null : previewTable(file.name, text, cut);
    if (preview) {
      const mapping = guessMapping(preview);
      store.bring.value = { step: 'mapping', file, preview, mapping };
    } else {
      await send(store, file, {}, null);
    }
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem)
      store.bring.value = { step: 'failed', file, problem, back: null };
  }
}

export function changeMapping(store: Store, mapping: Mapping): void {
  const now = store.bring.value;
  if (now.step === 'mapping') store.bring.value = { ...now, mapping };
}

/** Sends the file with the mapping that is shown. */
export async function sendMapped(store: Store): Promise<void> {
  const now = store.bring.value;
  if (now.step !== 'mapping') return;
  const options = mappingOptions(now.preview, now.mapping);
  await send(store, now.file, options, now);
}

async function send(
  store: Store,
  file: File,
  options: MappingOptions,
  back: Extract<BringStep, { step: 'mapping' }> | null,
): Promise<void> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  const show = (sent: number, total: number) => {
    const progress = { sent, total };
    store.bring.value = { step: 'sending', file, progress, cancel };
  };
  show(0, file.size);
  try {
    const upload = await transport().upload(
      file,
      options,
      ({ sent, total }) => show(sent, total),
      controller.signal,
    );
    store.spoken.value = TEXT.spoken.added(upload.edges);
    await loadDatasets(store, upload.id);
    store.bring.value = { step: 'done', file, upload };
    if (upload.rejected.count === 0) finish(store);
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem) store.bring.value = { step: 'failed', file, problem, back };
    else store.bring.value = back ?? { step: 'choose' };
  }
}

/** Leaves for the new data set. */
export function finish(store: Store): void {
  store.bring.value = { step: 'choose' };
  showView(store, 'triage');
}

export function startOver(store: Store): void {
  cancelSending(store);
  store.bring.value = { step: 'choose' };
}

function cancelSending(store: Store): void {
  const now = store.bring.value;
  if (now.step === 'sending') now.cancel();
}
