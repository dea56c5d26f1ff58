import { Icon } from '../frame/icon.tsx';
import { pickFile } from '../frame/pick-file.ts';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { openFile } from './bring-actions.ts';

/** Where to drop a file, though the whole page takes one, and the button for it. */
export function DropArea() {
  const store = useStore();
  return (
    <div class="drop-area">
      <Icon name="bring" size={34} />
      <p class="fill">
        <b>{TEXT.bring.dropTitle}</b>
        {TEXT.bring.dropText}
      </p>
      <button
        type="button"
        class="button primary"
        onClick={() => pickFile((file) => void openFile(store, file))}
      >
        {TEXT.bring.choose} <kbd class="key">O</kbd>
      </button>
    </div>
  );
}
