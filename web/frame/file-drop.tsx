import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { openFile } from '../bring/bring-actions.ts';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { Icon } from './icon.tsx';

/** Takes a file dropped anywhere on the page, and says so while one hovers. */
export function FileDrop() {
  const store = useStore();
  const hovering = useSignal(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      hovering.value = true;
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) hovering.value = false;
    };
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      hovering.value = false;
      if (!file) return;
      event.preventDefault();
      void openFile(store, file);
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, [store, hovering]);
  if (!hovering.value) return null;
  return (
    <div class="drop-veil">
      <div>
        <Icon name="bring" size={30} />
        {TEXT.bring.dropAnywhere}
      </div>
    </div>
  );
}
